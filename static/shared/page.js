// How a page comes in: when it may, and how it says that it can be read.

import { pause } from "./events.js";

/** How long a press is waited for, in milliseconds. */
const PRESS = 10_000;

/**
 * Ends when nothing in an element is pressed: what is taken away under a finger is never clicked.
 * @param {Element} holder
 * @param {AbortSignal} signal
 */
export async function released(holder, signal) {
  const late = Date.now() + PRESS;
  while (holder.querySelector(":active") && Date.now() < late && !signal.aborted) await pause(30, signal);
}

/**
 * Names the page and tells the app that it is there. The app then goes to where
 * the reader was, and moves the focus to the first heading.
 * @param {HTMLElement} page
 * @param {string} [title]
 */
export function ready(page, title) {
  document.title = title ? `${title} · Casebook` : "Casebook";
  page.dispatchEvent(new Event("casebook:ready", { bubbles: true }));
}
