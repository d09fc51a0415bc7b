// Numbers, dates and times in words.

/** @type {(count: number, one: string, many?: string) => string} */
export const plural = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

/** @type {(count: number) => string} */
export const roman = (count) => ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"][count] ?? `${count}`;

/** The letter of the nth exhibit, from 0. @type {(index: number) => string} */
export const letter = (index) => String.fromCharCode(65 + (index % 26));

/** @type {(text: string) => string} */
export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** A case's day in words, "21 November 2026". @type {(date: string) => string} */
export function day(date) {
  const time = new Date(`${date}T12:00:00Z`);
  if (Number.isNaN(time.getTime())) return date;
  const options = /** @type {const} */ ({
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
  return new Intl.DateTimeFormat("en-GB", options).format(time);
}

/** A moment in the reader's own time, "21 Nov, 18:40"; empty for none. @type {(time: string | number) => string} */
export function moment(time) {
  const then = new Date(time);
  if (Number.isNaN(then.getTime())) return "";
  const options = /** @type {const} */ ({ day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
  return new Intl.DateTimeFormat("en-GB", options).format(then);
}

/** A stretch of time as a clock, "05:12:33". @type {(milliseconds: number) => string} */
export function clock(milliseconds) {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return [seconds / 3600, (seconds / 60) % 60, seconds % 60]
    .map((part) => String(Math.floor(part)).padStart(2, "0"))
    .join(":");
}

/** Who made a case, as a sentence. @type {(provenance: { text: string, pictures: string }) => string} */
export function madeBy({ text, pictures }) {
  /** @param {string} by @param {string} own */
  const maker = (by, own) => (by === "builtin" ? `Casebook’s built-in ${own}` : `the model ${by}`);
  return text === pictures && text !== "builtin"
    ? `Made by a machine: ${maker(text, "")} wrote the text and drew the pictures.`
    : `Made by a machine: ${maker(text, "writer")} wrote the text, ${maker(pictures, "painter")} drew the pictures.`;
}
