import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";

const ROOT = new URL("../", import.meta.url);
const FOLDERS = ["shared", "cases", "play", "me"];
const files = FOLDERS.flatMap((folder) => readdirSync(new URL(folder, ROOT)).map((name) => `${folder}/${name}`));

/** @param {string} file */
const read = (file) => readFileSync(new URL(file, ROOT), "utf8");

test("no file is over 400 lines", () => {
  for (const file of files.filter((name) => !name.endsWith("openapi.d.ts"))) {
    assert.ok(read(file).split("\n").length <= 400, file);
  }
});

test("an element has a style sheet of its name, and a style sheet an element", () => {
  const elements = files.filter((file) => /\/cb-[a-z]+\.js$/.test(file)).map((file) => file.replace(/js$/, "css"));
  const sheets = files.filter((file) => /\/cb-[a-z]+\.css$/.test(file));
  assert.deepEqual(elements.sort(), sheets.sort());
});

test("nothing is made from HTML text, kept but the player, or fetched from elsewhere", () => {
  for (const file of files.filter((name) => name.endsWith(".js"))) {
    const text = read(file);
    assert.doesNotMatch(text, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|setAttribute\("style"/, file);
    assert.doesNotMatch(text, /https?:\/\/(?!www\.w3\.org)/, file);
    if (file !== "shared/player.js") assert.doesNotMatch(text, /localStorage/, file);
    if (!["shared/api.js", "shared/worker.js"].includes(file)) assert.doesNotMatch(text, /\bfetch\(/, file);
    if (file !== "shared/events.js") assert.doesNotMatch(text, /new EventSource/, file);
  }
});
