// What the client says when something is slow or went wrong, and the few words
// that only a screen reader needs.

import { ApiError } from "./api.js";
import { h } from "./element.js";

/** An error in words fit for people. @param {unknown} error */
function inWords(error) {
  return error instanceof ApiError ? error.message : "Something went wrong on this page. Reload it and try again.";
}

/**
 * An error, with the way to try again.
 * @param {unknown} error
 * @param {() => void} again
 */
export function failure(error, again) {
  return h(
    "div",
    { class: "notice wrong", role: "alert" },
    h("p", {}, inWords(error)),
    h("button", { type: "button", onclick: again }, "Try again"),
  );
}

/** Moves the focus to the way to try again, where the failed control is gone. @param {Element} holder */
export function focusRetry(holder) {
  /** @type {HTMLElement | null} */ (holder.querySelector(".wrong button"))?.focus();
}

/** A line that says that something is under way. @param {string} text */
export function busy(text) {
  return h("p", { class: "busy", role: "status" }, h("span", {}, text));
}

/** Says something to screen readers. @param {string} text */
export function announce(text) {
  const line = document.querySelector("#said");
  if (line) line.textContent = text;
}
