import assert from "node:assert/strict";
import test from "node:test";
import { archive, errorOf, getCase } from "../shared/api.js";

test("an error carries the server's sentence", () => {
  const error = errorOf(400, { error: "AP_INSUFFICIENT", message: "This search costs 2.", currentAP: 1 }, null);
  assert.equal(error.message, "This search costs 2.");
  assert.equal(error.body.currentAP, 1);
});

test("an error without words is given some", () => {
  for (const body of [undefined, null, "<html>", [], { message: 7 }, { message: "" }]) {
    assert.match(errorOf(502, body, null).message, /server/);
  }
});

test("only a 404 with the phrase says that a case may be asked for", () => {
  const message = "Today's case has not been generated yet";
  assert.ok(errorOf(404, { message }, null).notGenerated);
  assert.ok(!errorOf(503, { message }, null).notGenerated);
  assert.ok(!errorOf(404, { message: "Case with ID x not found" }, null).notGenerated);
});

test("retry-after is seconds, and 0 for anything else", () => {
  assert.equal(errorOf(503, {}, "7").retryAfter, 7);
  for (const header of [null, "soon", "-3"]) assert.equal(errorOf(503, {}, header).retryAfter, 0);
});

/** @param {import("node:test").TestContext} t @param {() => Promise<Response>} answer */
function answerWith(t, answer) {
  return t.mock.method(globalThis, "fetch", answer).mock;
}

test("a good answer is its body", async (t) => {
  const mock = answerWith(t, async () => Response.json({ id: "x" }));
  assert.deepEqual(await getCase("today"), { id: "x" });
  assert.equal(mock.calls[0]?.arguments[0], "/api/case/today");
});

test("what is put into an address is escaped", async (t) => {
  const mock = answerWith(t, async () => Response.json({ cases: [], next: "" }));
  await archive("a&b");
  assert.equal(mock.calls[0]?.arguments[0], "/api/cases?limit=24&before=a%26b");
});

test("no connection, no JSON and a broken answer are told apart", async (t) => {
  const mock = answerWith(t, async () => Promise.reject(new TypeError("fetch failed")));
  await assert.rejects(getCase("x"), { status: 0, message: /cannot be reached/ });
  mock.mockImplementation(async () => new Response("<html>", { status: 200 }));
  await assert.rejects(getCase("x"), { status: 200, message: /does not know/ });
  mock.mockImplementation(async () => new Response("bad gateway", { status: 502 }));
  await assert.rejects(getCase("x"), { status: 502, message: /on the server/ });
});
