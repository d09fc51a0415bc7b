import assert from "node:assert/strict";
import test from "node:test";
import { parse } from "../shared/router.js";

/** @type {[string, string, string, import("../shared/router.js").Route][]} */
const ROUTES = [
  ["/", "", "/", { name: "title" }],
  ["/archive", "", "/", { name: "archive" }],
  ["/me", "", "/", { name: "me", code: "" }],
  ["/me", "#code/K7QM2-XW4TP", "/", { name: "me", code: "K7QM2-XW4TP" }],
  ["/archive/", "", "/", { name: "archive" }],
  ["/case/case-2026-11-21", "", "/", { name: "case", id: "case-2026-11-21", section: "", item: "" }],
  ["/case/2026-11-21", "#places", "/", { name: "case", id: "2026-11-21", section: "places", item: "" }],
  ["/case/x", "#suspects/suspect-1", "/", { name: "case", id: "x", section: "suspects", item: "suspect-1" }],
  ["/case/x", "#<script>", "/", { name: "case", id: "x", section: "", item: "" }],
  ["/case/a b", "", "/", { name: "lost" }],
  ["/case/", "", "/", { name: "lost" }],
  ["/case/x/y", "", "/", { name: "lost" }],
  ["/operator", "", "/", { name: "lost" }],
  ["/mystery/", "", "/mystery/", { name: "title" }],
  ["/mystery", "", "/mystery/", { name: "title" }],
  ["/mystery/case/x", "#scene", "/mystery/", { name: "case", id: "x", section: "scene", item: "" }],
  ["/case/x", "", "/mystery/", { name: "lost" }],
];

for (const [path, hash, base, want] of ROUTES) {
  test(`${path}${hash} below ${base}`, () => assert.deepEqual(parse(path, hash, base), want));
}
