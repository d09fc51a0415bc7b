import assert from "node:assert/strict";
import test from "node:test";
import { clock, day, letter, madeBy, moment, plural, roman } from "../shared/words.js";

test("numbers agree with their nouns", () => {
  assert.deepEqual(
    [0, 1, 2].map((count) => plural(count, "point")),
    ["0 points", "1 point", "2 points"],
  );
  assert.deepEqual([1, 4, 6].map(roman), ["I", "IV", "VI"]);
  assert.deepEqual([0, 4].map(letter), ["A", "E"]);
});

test("a day is the same in every time zone", () => {
  assert.equal(day("2026-11-21"), "21 November 2026");
  assert.equal(day("someday"), "someday");
});

test("a clock never runs below nought", () => {
  assert.equal(clock(5 * 3_600_000 + 12 * 60_000 + 33_000), "05:12:33");
  assert.equal(clock(1), "00:00:01");
  assert.equal(clock(-5), "00:00:00");
  assert.equal(clock(90 * 3_600_000), "90:00:00");
});

test("a moment that is none is left out", () => {
  assert.equal(moment("never"), "");
  assert.match(moment(Date.UTC(2026, 10, 21, 12)), /Nov/);
});

test("it is said that a machine made a case, and which", () => {
  assert.match(madeBy({ text: "builtin", pictures: "builtin" }), /^Made by a machine: .*writer .*painter/);
  assert.match(madeBy({ text: "m-1", pictures: "m-2" }), /^Made by a machine: the model m-1 .*the model m-2/);
  assert.match(madeBy({ text: "m-1", pictures: "m-1" }), /^Made by a machine: the model m-1 wrote the text and drew/);
});
