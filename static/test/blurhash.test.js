import assert from "node:assert/strict";
import test from "node:test";
import { decode } from "../shared/blurhash.js";

// What the reference implementation (npm blurhash 2.0.5) makes of them at 8 × 6.
const REFERENCE = [
  { hash: "LEHV6nWB2yk8pyo0adR*.7kCMdnj", first: [135, 164, 177, 255], last: [139, 143, 146, 255] },
  { hash: "LGF5?xYk^6#M@-5c,1J5@[or[Q6.", first: [176, 117, 163, 255], last: [119, 104, 122, 255] },
  { hash: "00FOup", first: [133, 119, 88, 255], last: [133, 119, 88, 255] },
];

for (const { hash, first, last } of REFERENCE) {
  test(`decodes ${hash} as the reference does`, () => {
    const pixels = decode(hash, 8, 6);
    assert.equal(pixels?.length, 8 * 6 * 4);
    assert.deepEqual([...(pixels?.slice(0, 4) ?? [])], first);
    assert.deepEqual([...(pixels?.slice(-4) ?? [])], last);
  });
}

for (const hash of ["", "L", "LEHV6nWB2yk8pyo0adR*.7kCMdn", "LEHV6nWB2yk8pyo0adR*.7kCMdn\u00e9", "0000000"]) {
  test(`refuses ${JSON.stringify(hash)}`, () => {
    assert.equal(decode(hash, 8, 6), undefined);
  });
}
