// Two versions of a notebook made into one, so that nothing written in either
// is lost.

/** @import { Moment, Notebook, Pin } from "../shared/model" */

/**
 * What was noted here since base, put into what was noted elsewhere since. Of a
 * mark made in both, the one made here stays; a line changed in both stays twice.
 * @param {Notebook} base the last version that both had
 * @param {Notebook} mine
 * @param {Notebook} theirs
 * @returns {Notebook}
 */
export function merge(base, mine, theirs) {
  return {
    ...theirs,
    notes: mergeText(base.notes, mine.notes, theirs.notes),
    grid: mergeGrid(base.grid, mine.grid, theirs.grid),
    timeline: mergeList(base.timeline, mine.timeline, theirs.timeline, momentKey),
    pins: mergeList(base.pins, mine.pins, theirs.pins, pinKey),
  };
}

/** Whether two notebooks say the same. @param {Notebook} a @param {Notebook} b */
export function same(a, b) {
  const said = (/** @type {Notebook} */ { notes, grid, timeline, pins }) =>
    JSON.stringify([notes, Object.entries(grid).sort(), timeline.map(fields), pins.map(fields)]);
  return said(a) === said(b);
}

/** A mark of who was where stands for its hour and person. @param {Moment} moment */
const momentKey = (moment) =>
  moment.text === "" && moment.suspectId ? `${moment.at}|${moment.suspectId}` : fields(moment);

/** @param {Pin} pin */
const pinKey = ({ a, b }) => [a, b].sort().join("|");

/** @param {object} entry */
const fields = (entry) =>
  JSON.stringify(
    Object.entries(entry)
      .filter(([, value]) => value !== "")
      .sort(),
  );

/** @param {string} base @param {string} mine @param {string} theirs */
function mergeText(base, mine, theirs) {
  if (mine === base || mine === theirs) return theirs;
  if (theirs === base) return mine;
  const known = new Set([...base.split("\n"), ...theirs.split("\n")]);
  return [theirs, ...mine.split("\n").filter((line) => !known.has(line))].join("\n");
}

/** @param {Notebook["grid"]} base @param {Notebook["grid"]} mine @param {Notebook["grid"]} theirs */
function mergeGrid(base, mine, theirs) {
  const grid = { ...theirs };
  for (const [id, marks] of Object.entries(mine)) {
    const before = base[id];
    const kept = { means: "", motive: "", opportunity: "", ...theirs[id] };
    const changed = Object.entries(marks).filter(([name, mark]) => mark !== (Object(before)[name] ?? ""));
    grid[id] = /** @type {Notebook["grid"][string]} */ ({ ...kept, ...Object.fromEntries(changed) });
  }
  return grid;
}

/**
 * @template {object} T
 * @param {T[]} base @param {T[]} mine @param {T[]} theirs
 * @param {(entry: T) => string} key what an entry is of; the rest is what it says
 */
function mergeList(base, mine, theirs, key) {
  const before = new Map(base.map((entry) => [key(entry), fields(entry)]));
  const here = new Set(mine.map(key));
  const changed = mine.filter((entry) => before.get(key(entry)) !== fields(entry));
  const mended = new Map(changed.map((entry) => [key(entry), entry]));
  const list = theirs
    .filter((entry) => here.has(key(entry)) || !before.has(key(entry)))
    .map((entry) => mended.get(key(entry)) ?? entry);
  const there = new Set(theirs.map(key));
  return [...list, ...changed.filter((entry) => !there.has(key(entry)))];
}
