// <cb-app>: the whole client. It shows the page of the present address and
// keeps the reader's place. What the server has drawn stays until the first page
// can be read.

import { CasebookElement, define, h } from "./element.js";
import { failure } from "./notice.js";
import { start } from "./router.js";
import { pageFor } from "./views.js";

/** @import { Route } from "./router.js" */
/** @import { Page } from "./views.js" */

class App extends CasebookElement {
  #main = h("main", { id: "main", tabindex: "-1" });
  #arrivals = 0;
  #top = 0;

  /** @override */
  show() {
    this.#main = this.querySelector("main") ?? this.#main;
    this.append(this.#main, h("p", { id: "said", class: "unseen", role: "status" }));
    this.#main.addEventListener("casebook:ready", (event) => this.#settle(event), { signal: this.signal });
    start((route, top) => this.#arrive(route, top));
  }

  /** @param {Route} route @param {number} top */
  async #arrive(route, top) {
    const arrival = ++this.#arrivals;
    this.#top = top;
    const present = /** @type {Page | null} */ (this.#main.firstElementChild);
    if (present?.stay?.(route)) return;
    try {
      const page = await pageFor(route, arrival === 1 ? present : null);
      if (arrival !== this.#arrivals || page === present) return;
      if (arrival > 1) this.#main.replaceChildren(page);
      else {
        page.hidden = true;
        this.#main.append(page);
      }
    } catch (error) {
      if (arrival === this.#arrivals) this.#main.replaceChildren(failure(error, () => location.reload()));
    }
  }

  /** @param {Event} event */
  #settle(event) {
    const page = this.#main.lastElementChild;
    if (page instanceof HTMLElement && page.hidden) {
      page.hidden = false;
      this.#main.replaceChildren(page);
    }
    scrollTo({ top: this.#top, behavior: "instant" });
    const first = this.#arrivals === 1;
    const heading = event.target instanceof Element ? event.target.querySelector("h1, h2") : null;
    if (first || !(heading instanceof HTMLElement)) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
}

define(import.meta.url, App);
