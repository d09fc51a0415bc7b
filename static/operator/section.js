// What the sections of the operator's page have in common. Their style is one
// sheet, which the page links.

import { CasebookElement, h } from "../shared/element.js";

/** A section that shows what the server says, with its own line for news and problems. */
export class Section extends CasebookElement {
  heading = "";
  #news = h("p", { role: "status", class: "news" });
  #content = h("div", { class: "content" });

  show() {
    this.classList.add("section");
    this.replaceChildren(h("h2", {}, this.heading), this.#news, this.#content);
    return this.load();
  }

  /** Shows the content anew. */
  load() {
    return this.attempt(async () => {
      this.#content.replaceChildren(...(await this.fill()));
    });
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
      if (news) this.#news.textContent = news;
    } catch (error) {
      if (!this.signal.aborted) this.#news.textContent = error instanceof Error ? error.message : String(error);
    }
  }
}

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
