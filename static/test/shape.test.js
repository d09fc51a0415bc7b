import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";
import { gzipSync } from "node:zlib";

const ROOT = new URL("../", import.meta.url);
const FOLDERS = ["shared", "cases", "play"];
const files = FOLDERS.flatMap((folder) => readdirSync(new URL(folder, ROOT)).map((name) => `${folder}/${name}`));

/** @param {string} file */
const read = (file) => readFileSync(new URL(file, ROOT), "utf8");

/** @param {string} end */
const weight = (end) =>
  files.filter((file) => file.endsWith(end)).reduce((sum, file) => sum + gzipSync(read(file)).length, 0);

/** What a first visit loads: the first page, and a case as far as its scene. */
const FIRST = ["shared/main.js", ...["title", "board", "intro", "scene"].map((name) => `cases/cb-${name}.js`)];

/** The modules that a module needs, itself among them. @param {string} file @param {Set<string>} seen */
function needed(file, seen) {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, path = ""] of read(file).matchAll(/^(?:import .*|\} from )"(\..*\.js)";$/gm))
    needed(new URL(path, new URL(file, ROOT)).href.slice(ROOT.href.length), seen);
  return seen;
}

test("scripts and styles of a first visit stay below their budgets, compressed", () => {
  const seen = new Set();
  for (const file of FIRST) needed(file, seen);
  const size = (/** @type {string[]} */ list) => list.reduce((sum, file) => sum + gzipSync(read(file)).length, 0);
  const scripts = size([...seen]);
  const elements = [...seen].filter((file) => /\/cb-[a-z]+\.js$/.test(file));
  const styles = size(
    ["tokens", "base", "controls"]
      .map((name) => `shared/${name}.css`)
      .concat(elements.map((file) => file.replace(/js$/, "css"))),
  );
  assert.ok(scripts > 15_000 && scripts < 60_000, `scripts weigh ${scripts}`);
  assert.ok(styles > 5_000 && styles < 20_000, `styles weigh ${styles}`);
});

test("all scripts and styles together stay small as well", () => {
  assert.ok(weight(".js") < 75_000, `scripts weigh ${weight(".js")}`);
  assert.ok(weight(".css") < 25_000, `styles weigh ${weight(".css")}`);
});

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
    if (file !== "shared/api.js") assert.doesNotMatch(text, /\bfetch\(/, file);
    if (file !== "shared/events.js") assert.doesNotMatch(text, /new EventSource/, file);
  }
});
