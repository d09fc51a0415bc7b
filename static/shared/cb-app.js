// <cb-app>: the whole client. It shows the page of the present address and
// keeps the reader's place. What the server has drawn stays until the first page
// can be read.

import { knock } from "./api.js";
import { CasebookElement, define, h } from "./element.js";
import { pause } from "./events.js";
import { failure } from "./notice.js";
import { line, startWorker } from "./offline.js";
import { start } from "./router.js";
import { pageFor } from "./views.js";

/** @import { Route } from "./router.js" */
/** @import { Page } from "./views.js" */

const PAUSE = 4000;

class App extends CasebookElement {
  #silence = h("p", { class: "silence", role: "status" });
  #main = h("main", { id: "main", tabindex: "-1" });
  #arrivals = 0;
  #top = 0;

  /** @override */
  show() {
    const drawn = this.querySelector("main");
    if (drawn) this.#main = drawn;
    else this.prepend(this.#main);
    this.#main.before(this.#silence); // What is drawn is never moved: it would lose the focus and a press.
    this.append(h("p", { id: "said", class: "unseen", role: "status" }));
    this.#main.addEventListener("casebook:ready", (event) => this.#settle(event), { signal: this.signal });
    line.addEventListener("change", () => this.#listen(), { signal: this.signal });
    start((route, top) => this.#arrive(route, top));
    startWorker();
  }

  /** @param {Route} route @param {number} top */
  async #arrive(route, top) {
    const arrival = ++this.#arrivals;
    this.#top = top;
    const present = /** @type {Page | null} */ (this.#main.lastElementChild);
    if (present?.stay?.(route)) {
      if (!present.hidden) this.#main.classList.remove("drawn");
      return;
    }
    try {
      const page = await pageFor(route, arrival === 1 ? present : null);
      if (arrival !== this.#arrivals || page === present) return;
      if (arrival > 1) {
        this.#main.classList.remove("drawn");
        this.#main.replaceChildren(page);
      } else {
        page.hidden = true;
        this.#main.append(page);
      }
    } catch (error) {
      if (arrival === this.#arrivals) this.#main.replaceChildren(failure(error, () => location.reload()));
    }
  }

  /** Says that the server is silent, and knocks until it is not. */
  async #listen() {
    this.#silence.textContent = line.open
      ? ""
      : "Offline. What you have opened can be read; searching, asking, hints and the accusation wait until the server is back.";
    while (!line.open && !this.signal.aborted) {
      await pause(PAUSE, this.signal);
      if (!document.hidden && !line.open) await knock();
    }
  }

  /** @param {Event} event */
  #settle(event) {
    const page = this.#main.lastElementChild;
    const first = this.#arrivals === 1;
    const swapped = page instanceof HTMLElement && page.hidden;
    if (swapped) {
      page.hidden = false;
      for (const drawn of [...this.#main.children].slice(0, -1)) drawn.remove(); // The page itself stays: put in again, it would begin again.
    }
    const begun = first && !swapped && scrollY > 0; // The reader has scrolled what the server had drawn.
    if (!begun) scrollTo({ top: this.#top, behavior: "instant" });
    const heading = event.target instanceof Element ? event.target.querySelector("h1, h2") : null;
    if (first || !(heading instanceof HTMLElement)) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
}

define(import.meta.url, App);
