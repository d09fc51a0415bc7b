import assert from "node:assert/strict";
import test from "node:test";
import { lacking } from "../play/accusation.js";
import { suggest } from "../play/questions.js";
import { hasEmergency, refusal, useless } from "../play/searching.js";

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

test("an accusation needs all six, and a whole name", () => {
  assert.notEqual(lacking("what", "  "), "");
  assert.notEqual(lacking("who", "Bob"), "");
  assert.equal(lacking("who", "Tobias Marlowe"), "");
  assert.equal(lacking("how", "x"), "");
});
