// How a page says that it can be read.

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
