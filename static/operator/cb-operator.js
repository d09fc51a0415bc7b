// The operator's frame: the door (set up, sign in), and behind it the pages, one at a
// time, with their navigation.

import { CasebookElement, define, h, styled } from "../shared/element.js";
import { part } from "../shared/part.js";
import { isLink } from "./cb-door.js";
import { isOurs, pageAddress, pageAt, pages } from "./pages.js";
import { may, session, signOut } from "./people.js";

/** @import { PageElement } from "./pages.js" */

const BASE = document.documentElement.dataset.base ?? "/";

class Operator extends CasebookElement {
  #main = h("main", { id: "main", tabindex: "-1" });
  #links = pages.map(({ id, name }) => h("a", { href: pageAddress(id) }, name));
  #arrivals = 0;

  async show() {
    const { signal } = this;
    this.addEventListener("casebook:signed-in", () => this.refresh(), { signal });
    this.addEventListener("click", (event) => this.#follow(event), { signal });
    addEventListener("popstate", () => this.#arrive(), { signal });
    addEventListener("hashchange", () => isLink() && this.refresh(), { signal });
    await this.refresh();
  }

  async refresh() {
    try {
      const { name, setupNeeded } = await session();
      if (!name || isLink()) {
        this.#arrivals++;
        document.title = "Operator · Casebook";
        this.replaceChildren(this.#door(setupNeeded));
        return;
      }
      this.#main.replaceChildren();
      this.replaceChildren(...this.#inside(name), this.#main);
      await this.#arrive(true);
    } catch (error) {
      this.replaceChildren(
        h("p", { role: "alert" }, error instanceof Error ? error.message : String(error)),
        h("button", { type: "button", onclick: () => this.refresh() }, "Try again"),
      );
    }
  }

  /** @param {boolean} setupNeeded */
  #door(setupNeeded) {
    const door = document.createElement("cb-door");
    door.toggleAttribute("setup", setupNeeded);
    return door;
  }

  /** @param {string} name */
  #inside(name) {
    const leave = async () => {
      const page = /** @type {PageElement | null} */ (this.#main.firstElementChild);
      this.#main.replaceChildren(); // a page that is still here would read what changed, and may not any more
      await page?.reading;
      try {
        await signOut();
      } finally {
        await this.refresh();
      }
    };
    return [
      h(
        "header",
        {},
        h("a", { class: "skip", href: "#main" }, "Skip to the page"),
        h("p", { class: "house" }, "Casebook"),
        h(
          "p",
          { class: "who" },
          `Signed in as ${name}. `,
          h("a", { href: BASE }, "Play"),
          " · ",
          h("a", { href: `${BASE}api/docs` }, "API"),
        ),
        h("button", { type: "button", class: "plain", onclick: leave }, "Sign out"),
      ),
      h("nav", { "aria-label": "Pages" }, h("ul", {}, ...this.#allowed().map((link) => h("li", {}, link)))),
    ];
  }

  /** The links to the pages that whoever is signed in may open. */
  #allowed() {
    return this.#links.filter((_, n) => may(pages[n]?.scope ?? "read"));
  }

  /** Takes over a plain click on a link to one of the pages. @param {MouseEvent} event */
  #follow(event) {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const special = event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || special || event.defaultPrevented || link.target || link.hasAttribute("download")) return;
    const url = new URL(link.href);
    if (!isOurs(url)) return;
    event.preventDefault();
    if (url.hash === "#main") this.#main.focus();
    else this.go(url.href);
  }

  /** Goes to an address of ours. @param {string} url */
  go(url) {
    if (url === location.href) history.replaceState(null, "", url);
    else history.pushState(null, "", url);
    this.#arrive();
  }

  /** Shows the page of the present address. The focus goes to its heading, but not as the frame is first shown. */
  async #arrive(first = false) {
    const arrival = ++this.#arrivals;
    const { page, rest } = pageAt(location.pathname);
    document.title = `${page?.name ?? "Not found"} · Operator · Casebook`;
    this.#mark(page?.id);
    const shown = page ? await this.#load(page, rest) : this.#lost();
    if (arrival !== this.#arrivals || !this.#main.isConnected) return;
    this.#main.replaceChildren(shown);
    if (first) return;
    scrollTo({ top: 0, behavior: "instant" });
    const heading = shown.querySelector("h1");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
  }

  /** @param {import("./pages.js").Page} page @param {string} rest */
  async #load(page, rest) {
    try {
      await part(page.load);
      await styled();
      const element = /** @type {PageElement} */ (document.createElement(page.tag));
      element.rest = decodeURIComponent(rest);
      return element;
    } catch (error) {
      return h(
        "div",
        { class: "section" },
        h("h1", {}, page.name),
        h("p", { role: "alert" }, error instanceof Error ? error.message : String(error)),
        h("button", { type: "button", onclick: () => this.#arrive() }, "Try again"),
      );
    }
  }

  #lost() {
    return h(
      "div",
      { class: "section" },
      h("h1", {}, "There is no such page"),
      h("p", {}, h("a", { href: pageAddress(pages[0]?.id ?? "") }, "Begin at the first")),
    );
  }

  /** Marks the page that is shown in the navigation, and has it seen there. @param {string | undefined} id */
  #mark(id) {
    pages.forEach((page, n) => {
      const link = this.#links[n];
      if (page.id === id) link?.setAttribute("aria-current", "page");
      else link?.removeAttribute("aria-current");
      const row = link?.closest("ul");
      if (link && row && page.id === id) row.scrollLeft = link.offsetLeft - (row.clientWidth - link.offsetWidth) / 2;
    });
  }
}

define(import.meta.url, Operator);
