// Times, sizes and sums as the operator's pages write them, and small pieces that several of them have.

import { h } from "../shared/element.js";

/** A moment, in the browser's words. @param {string | undefined} at */
export function when(at) {
  if (!at) return "";
  const text = new Date(at).toLocaleString(undefined, { dateStyle: "short", timeStyle: "medium" });
  return h("time", { datetime: at }, text);
}

/** @param {number} n */
export function bytes(n) {
  if (n < 1e6) return `${(n / 1e3).toFixed(1)} kB`;
  return n < 1e9 ? `${(n / 1e6).toFixed(1)} MB` : `${(n / 1e9).toFixed(1)} GB`;
}

/** @param {number} n */
export const dollars = (n) => `$${n.toFixed(n !== 0 && n < 1 ? 4 : 2)}`;

/** How something stands: the word says it, a colour besides. @param {string} word @param {"good" | "bad" | ""} [tone] */
export const state = (word, tone = "") => h("span", { class: `state ${tone}` }, word);

/**
 * Names and what they are.
 * @param {(readonly [string, Node | string])[]} pairs
 */
export const facts = (pairs) =>
  h("dl", { class: "facts" }, ...pairs.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));

/**
 * A choice of one of several, which calls chosen with its value.
 * @param {string} label
 * @param {Record<string, string>} options the words by the value
 * @param {string} value the present one
 * @param {(value: string) => unknown} chosen
 */
export function choice(label, options, value, chosen) {
  const select = h(
    "select",
    { onchange: () => chosen(select.value) },
    ...Object.entries(options).map(([key, words]) => h("option", { value: key, selected: key === value }, words)),
  );
  return h("label", { class: "choice" }, label, select);
}

/** @param {string} words @param {() => unknown} act */
export const button = (words, act) => h("button", { type: "button", onclick: act }, words);
