// Times as people say them, put in their order.

const HOURS = ["twelve", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"];
const MINUTES = { five: 5, ten: 10, "a quarter": 15, twenty: 20, "twenty-five": 25, half: 30 };
const HALF_DAY = 720;

const SPOKEN = new RegExp(
  `(?:(${Object.keys(MINUTES)
    .sort((a, b) => b.length - a.length)
    .join("|")}) (past|to) )?(${HOURS.join("|")}|midnight|noon)\\b`,
  "i",
);

/**
 * The first time in a text as minutes on the face of a clock, 0 to 719;
 * undefined when there is none. It reads "half past nine" and "21:15".
 * @param {string} text
 */
export function minutes(text) {
  const digits = /\b(\d{1,2})[:.](\d{2})\b/.exec(text);
  if (digits) return (Number(digits[1]) * 60 + Number(digits[2])) % HALF_DAY;
  const [, amount = "", side, hour = ""] = SPOKEN.exec(text.toLowerCase()) ?? [];
  if (!hour) return undefined;
  const past = Object(MINUTES)[amount] ?? 0;
  return (Math.max(0, HOURS.indexOf(hour)) * 60 + (side === "to" ? -past : past) + HALF_DAY) % HALF_DAY;
}

/**
 * Things in the order of their times. The clock is cut where nothing happens for
 * longest, so that an evening may go past midnight. What has no time comes last.
 * @template T
 * @param {readonly T[]} list
 * @param {(thing: T) => string} text
 */
export function inOrder(list, text) {
  const times = list.flatMap((thing) => minutes(text(thing)) ?? []).sort((a, b) => a - b);
  const gap = (/** @type {number} */ at) =>
    ((times[at] ?? 0) - (times.at(at - 1) ?? 0) + HALF_DAY) % HALF_DAY || (times.length === 1 ? HALF_DAY : 0);
  const first = times[times.map((_, at) => at).reduce((best, at) => (gap(at) > gap(best) ? at : best), 0)] ?? 0;
  const place = (/** @type {T} */ thing) => {
    const at = minutes(text(thing));
    return at === undefined ? HALF_DAY : (at - first + HALF_DAY) % HALF_DAY;
  };
  return [...list].sort((a, b) => place(a) - place(b));
}
