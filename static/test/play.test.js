import assert from "node:assert/strict";
import test from "node:test";
import { lacking } from "../play/accusation.js";
import { plan } from "../play/plan.js";
import { suggest } from "../play/questions.js";
import { hasEmergency, refusal, useless } from "../play/searching.js";
import { grid, words } from "../play/sharing.js";
import { answersOf, statements } from "../play/statements.js";

/** @param {number} current @param {boolean} [used] */
const points = (current, used = false) => ({ current, emergencyAPUsed: used });

test("a search is refused exactly when the server would refuse it", () => {
  assert.equal(refusal(points(2), 2), "");
  assert.equal(refusal(points(1), 2), "Needs 2, and you have 1.");
  assert.equal(refusal(points(0), 2), "", "the emergency points count");
  assert.equal(refusal(points(0), 3), "Needs 3, and you have 2.");
  assert.equal(refusal(points(0, true), 1), "Needs 1, and you have 0.");
  assert.ok(!hasEmergency(points(1)));
});

test("a search that can find nothing new is known beforehand", () => {
  /** @type {import("../shared/model").Searched[]} */
  const history = [{ locationId: "loc-1", searchType: "thorough", timestamp: 0, evidenceFound: [] }];
  assert.match(useless(history, "loc-1", "quick"), /more closely/);
  assert.match(useless(history, "loc-1", "thorough"), /nothing new/);
  assert.equal(useless(history, "loc-1", "exhaustive"), "");
  assert.equal(useless(history, "loc-2", "quick"), "");
});

test("suggested questions follow from what the player knows, and are not repeated", () => {
  const view = {
    victim: { name: "Edmund Thorne" },
    suspects: [
      { id: "s-1", name: "Augusta Penrose" },
      { id: "s-2", name: "Tobias Marlowe" },
    ],
    locations: [
      { id: "loc-1", name: "The Boathouse" },
      { id: "loc-2", name: "Radio Room" },
    ],
    answerOptions: { when: ["Between nine and ten", "Between ten and eleven"] },
  };
  const player = {
    discoveredEvidence: [
      { name: "Pocket watch", description: "It stopped between nine and ten." },
      { name: "A torn letter", description: "Half of it." },
    ],
    searchHistory: [{ locationId: "loc-1" }],
  };
  const topics = { "s-1": ["motive"], "s-2": ["alibi"] };
  const mood = (/** @type {"s-1" | "s-2"} */ id) => ({ topics: topics[id] });
  const file = /** @type {any} */ ({ view, player, mood });
  /** @type {any[]} */
  const said = [{ suspect: view.suspects[1], question: "Who?", words: "Mr Penrose was here." }];
  const seen = [];
  for (let next = suggest(file, "s-1", said); next.length > 0; next = suggest(file, "s-1", said)) {
    assert.ok(next.length <= 6);
    seen.push(...next);
    said.push(...next.map((question) => ({ suspect: view.suspects[0], question, words: "I will not say." })));
  }
  assert.equal(new Set(seen).size, seen.length);
  assert.ok(seen.some((question) => question.includes("at this: Pocket watch.")));
  assert.ok(seen.some((question) => question.includes("at the torn letter.")));
  assert.ok(seen.some((question) => question.includes("in the Boathouse?")));
  assert.ok(seen.some((question) => question.includes("Tobias Marlowe")));
  assert.ok(seen.includes("Where were you between nine and ten?"), "the watch says so");
  assert.ok(seen.some((question) => question.startsWith("Tobias Marlowe has spoken of you.")));
  assert.ok(!seen.some((question) => /reason to want/.test(question)), "the motive is covered");
  assert.ok(
    seen.some((question) => /Where were you/.test(question)),
    "only another has covered the alibi",
  );
  assert.ok(!seen.some((question) => /Radio Room|make of Augusta|the A |ten and eleven/.test(question)));
});

test("what was said stays its speaker's when new pictures bring the case anew", () => {
  const suspect = /** @type {any} */ ({ id: "case-2026-11-21-suspect-2", imageUrl: "" });
  /** @type {any[]} */
  const messages = [
    { role: "user", content: "Where were you?", timestamp: 1 },
    { role: "suspect", content: "At home.", timestamp: 2 },
  ];
  const said = statements(suspect, messages);
  assert.equal(answersOf(said, { ...suspect, imageUrl: "/images/new.jpg" }).length, 1);
  assert.equal(answersOf(said, { ...suspect, id: "case-2026-11-21-suspect-1" }).length, 0);
});

test("an accusation needs all six, and a whole name", () => {
  assert.notEqual(lacking("what", "  "), "");
  assert.notEqual(lacking("who", "Bob"), "");
  assert.equal(lacking("who", "Tobias Marlowe"), "");
  assert.equal(lacking("how", "x"), "");
});

test("what is shared tells nothing, and can be read by programs and by ear", () => {
  Object.assign(globalThis, { location: new URL("https://example.org/case/2026-11-21#verdict") });
  const mark = (/** @type {number} */ score) => ({ score, isCorrect: score >= 80, feedback: "The butler." });
  const breakdown = { who: mark(100), what: mark(40), where: mark(0), when: mark(80), why: mark(100), how: mark(0) };
  const verdict = /** @type {any} */ ({ caseId: "case-2026-11-21", totalScore: 50, breakdown, hintPenalty: 3 });
  const link = "https://example.org/case/2026-11-21";
  assert.equal(grid(verdict), `Casebook 2026-11-21 50/100\n✅🔶❌✅✅❌ 💡3\n${link}`);
  assert.match(grid(verdict), /^Casebook (\S+) (\d{1,3})\/100\n([✅🔶❌]{6})(?: 💡(\d+))?\n(\S+)$/u);
  const marks = "Who right, with what partly, where wrong, when right, why right, how wrong.";
  assert.equal(words(verdict), `Casebook 2026-11-21: 50 of 100. ${marks} Hints took 3.\n${link}`);
});

test("a floor plan has every door in a wall, and rooms that do not overlap", () => {
  const doors = { a: ["b", "c"], b: ["a", "c"], c: ["a", "b", "d", "e"], d: ["c", "e"], e: ["c", "d"] };
  const floor = plan(Object.entries(doors).map(([id, to]) => ({ id, doors: to })));
  assert.equal(floor?.doors.length, 6);
  const area = floor?.rooms.reduce((sum, [, , width, height]) => sum + width * height, 0) ?? 0;
  assert.ok(Math.abs(area - 1) < 1e-9, `the rooms fill ${area} of the floor`);
  for (const { x, y, upright } of floor?.doors ?? []) {
    const walls = floor?.rooms.filter((room) => {
      const [from, size, at] = upright ? [room[0], room[2], x] : [room[1], room[3], y];
      return Math.abs(from - at) < 1e-9 || Math.abs(from + size - at) < 1e-9;
    });
    assert.ok((walls?.length ?? 0) >= 2, "a door is between two rooms");
  }
  assert.equal(plan([{ id: "a", doors: ["b"] }]), undefined);
  const hubs = { a: ["b", "c", "d", "e"], b: ["a", "c", "d", "e"], c: ["a", "b"], d: ["a", "b"], e: ["a", "b"] };
  assert.equal(plan(Object.entries(hubs).map(([id, to]) => ({ id, doors: to }))), undefined, "some cannot be drawn");
});
