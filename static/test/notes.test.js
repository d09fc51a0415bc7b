import assert from "node:assert/strict";
import test from "node:test";
import { merge, same } from "../play/merging.js";
import { inOrder, minutes } from "../play/times.js";

/** @param {object} [parts] @returns {import("../shared/model").Notebook} */
const book = (parts) => ({
  caseId: "c",
  notes: "",
  grid: {},
  timeline: [],
  pins: [],
  revision: 1,
  updatedAt: 0,
  ...parts,
});

test("two versions of a notebook become one that has what was written in either", () => {
  const nine = { at: "nine", suspectId: "s-1", locationId: "loc-1", text: "" };
  const heard = { at: "ten", text: "A shot was heard" };
  const base = book({ notes: "one\ntwo", timeline: [nine, heard], pins: [{ a: "x", b: "y", text: "" }] });
  const mine = book({
    notes: "one\ntwo\nmine",
    grid: { "s-1": { means: "yes", motive: "", opportunity: "" } },
    timeline: [{ ...nine, locationId: "loc-2" }],
    pins: [{ a: "x", b: "y", text: "!" }],
  });
  const theirs = book({
    notes: "zero\none\ntwo",
    grid: { "s-1": { means: "", motive: "no", opportunity: "" } },
    timeline: [nine, heard, { at: "", text: "A scream" }],
    pins: [
      { a: "x", b: "y", text: "" },
      { a: "x", b: "z", text: "" },
    ],
    revision: 2,
  });
  assert.deepEqual(
    merge(base, mine, theirs),
    book({
      notes: "zero\none\ntwo\nmine",
      grid: { "s-1": { means: "yes", motive: "no", opportunity: "" } },
      timeline: [
        { ...nine, locationId: "loc-2" },
        { at: "", text: "A scream" },
      ],
      pins: [
        { a: "x", b: "y", text: "!" },
        { a: "x", b: "z", text: "" },
      ],
      revision: 2,
    }),
  );
  assert.ok(same(merge(base, base, theirs), theirs));
  assert.ok(same(merge(base, mine, base), mine));
});

test("times in words are read, and put in order over midnight", () => {
  assert.equal(minutes("Between half past nine and a quarter to ten"), 570);
  assert.equal(minutes("a quarter to one"), 45);
  assert.equal(minutes("at 21:15"), 555);
  assert.equal(minutes("twenty-five past ten"), 625);
  assert.equal(minutes("midnight"), 0);
  assert.equal(minutes("later"), undefined);
  const evening = ["eleven", "half past ten", "after", "midnight", "half past eleven", "ten past one"];
  assert.deepEqual(
    inOrder(evening, (text) => text),
    ["half past ten", "eleven", "half past eleven", "midnight", "ten past one", "after"],
  );
  assert.deepEqual(
    inOrder(["nine"], (text) => text),
    ["nine"],
  );
});
