// What the operator's pages have in common. Their style is one sheet, which the
// page links.

import { CasebookElement, h, redraw } from "../shared/element.js";
import { onChanges } from "./changes.js";

/** @param {unknown} error */
const wordsOf = (error) => (error instanceof Error ? error.message : String(error));

/** A page that shows what the server says, with its own line for news and problems. */
export class Section extends CasebookElement {
  heading = "";
  /** What follows the page's name in the address. */
  rest = "";
  /** Ends when what is being read is there. @type {Promise<void>} */
  reading = Promise.resolve();
  #news = h("p", { role: "status", class: "news" });
  #content = h("div", { class: "content" });
  /** Why the content could not be read when it was last tried. */
  #missed = "";

  show() {
    this.classList.add("section");
    this.#news.textContent = "";
    this.replaceChildren(h("h1", {}, this.heading), this.#news, ...this.controls(), this.#content);
    return this.load();
  }

  /** What stands above the content and is made once: forms, which a change must not empty. @returns {Node[]} */
  controls() {
    return [];
  }

  /** Shows the content anew. The focus stays where it was. */
  load() {
    this.reading = this.attempt(async () => {
      const content = await this.fill().catch((error) => {
        this.#missed = wordsOf(error);
        throw error;
      });
      if (this.signal.aborted) return;
      redraw(this.#content, () => this.#content.replaceChildren(...content));
      if (this.#news.textContent === this.#missed) this.#news.textContent = "";
    });
    return this.reading;
  }

  /** @returns {Promise<Node[]>} */
  async fill() {
    return [];
  }

  /**
   * Does something that may fail, and says how it went.
   * @param {() => Promise<string | void>} work what it returns is shown
   */
  async attempt(work) {
    try {
      const news = await work();
      if (news) this.#tell(news, false);
    } catch (error) {
      if (!this.signal.aborted) this.#tell(wordsOf(error), true);
    }
  }

  /** @param {string} news @param {boolean} failed */
  #tell(news, failed) {
    this.#news.textContent = news;
    this.#news.classList.toggle("failed", failed);
  }
}

/**
 * Calls read after each change of one of the topics on the server, while the section is on
 * the page.
 * @param {Section} section
 * @param {string[]} topics as in the API's AdminEvent: "jobs", "cases", "play", …
 * @param {() => unknown} read
 */
export const live = (section, topics, read) => onChanges(topics, read, section.signal);

/**
 * A table, or a line that there is nothing in it.
 * @param {string[]} head
 * @param {(Node | string)[][]} rows
 * @param {string} none
 */
export function table(head, rows, none) {
  if (rows.length === 0) return h("p", {}, none);
  return h(
    "div",
    { class: "wide", tabindex: 0, role: "region", "aria-label": head.join(", ") },
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, ...head.map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, ...rows.map((row) => h("tr", {}, ...row.map((cell) => h("td", {}, cell))))),
    ),
  );
}
