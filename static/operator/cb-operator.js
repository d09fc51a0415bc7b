// The operator's frame: the door (set up, sign in), and behind it the pages, one at a
// time, with their navigation.

import { CasebookElement, define, h, styled } from "../shared/element.js";
import { part } from "../shared/part.js";
import { isLink } from "./cb-door.js";
import { onChanges } from "./changes.js";
import { isOurs, pageAddress, pageAt, pages } from "./pages.js";
import { may, session, signOut } from "./people.js";

/** @import { PageElement } from "./pages.js" */

const BASE = document.documentElement.dataset.base ?? "/";

class Operator extends CasebookElement {
  #main = h("main", { id: "main", tabindex: "-1" });
  #links = pages.map(({ id, name }) => h("a", { href: pageAddress(id) }, name));
  #arrivals = 0;
  /** Who is signed in, and what they may do; empty at the door. */
  #who = "";
  /** The page on which their session ended, with what was typed there, and its address. @type {{ who: string, path: string, page: HTMLElement } | undefined} */
  #left;
  /** Ends when they leave. */
  #stay = new AbortController();

  async show() {
    const { signal } = this;
    this.addEventListener("casebook:signed-in", () => this.refresh(), { signal });
    this.addEventListener("click", (event) => this.#follow(event), { signal });
    addEventListener("popstate", () => this.#arrive(), { signal });
    addEventListener("hashchange", () => isLink() && this.refresh(), { signal });
    addEventListener("casebook:doubt", () => this.#look(), { signal });
    await this.refresh();
  }

  async refresh() {
    try {
      const me = await session();
      const ended = this.#who !== "" && !me.name;
      const page = /** @type {HTMLElement | null} */ (this.#main.firstElementChild);
      if (ended && page) this.#left = { who: this.#who, path: location.pathname, page };
      this.#leave();
      if (!me.name || isLink()) {
        this.#arrivals++;
        document.title = "Operator · Casebook";
        this.replaceChildren(this.#door(me.setupNeeded, ended));
        return;
      }
      this.#who = asText(me);
      this.replaceChildren(...this.#inside(me.name), this.#main);
      onChanges(["people"], () => this.#look(), this.#stay.signal);
      await this.#arrive(true);
    } catch (error) {
      this.replaceChildren(
        h("p", { role: "alert" }, error instanceof Error ? error.message : String(error)),
        h("button", { type: "button", onclick: () => this.refresh() }, "Try again"),
      );
    }
  }

  /** Takes the page and its streams away. A page that is still here would read what changed, and may not any more. */
  #leave() {
    this.#who = "";
    this.#main.replaceChildren();
    this.#stay.abort();
    this.#stay = new AbortController();
  }

  /** Looks who is signed in: who is so no more is led to the door, who may less sees what is left. */
  async #look() {
    const who = this.#who;
    if (!who) return;
    const me = await session().catch(() => undefined); // A server that is not there says nothing of it.
    if (me && who === this.#who && asText(me) !== who) await this.refresh();
  }

  /** @param {boolean} setupNeeded @param {boolean} ended without having been asked to */
  #door(setupNeeded, ended) {
    const door = document.createElement("cb-door");
    door.toggleAttribute("setup", setupNeeded);
    door.toggleAttribute("ended", ended);
    return door;
  }

  /** @param {string} name */
  #inside(name) {
    const leave = async () => {
      const page = /** @type {PageElement | null} */ (this.#main.firstElementChild);
      this.#leave();
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
    const shown = await this.#page(page, rest);
    if (arrival !== this.#arrivals || !this.#main.isConnected) return;
    this.#main.replaceChildren(shown);
    if (first) return;
    scrollTo({ top: 0, behavior: "instant" });
    const heading = shown.querySelector("h1");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
  }

  /** @param {import("./pages.js").Page | undefined} page @param {string} rest */
  #page(page, rest) {
    const left = this.#left;
    this.#left = undefined;
    if (left?.who === this.#who && left.path === location.pathname) return left.page;
    if (!page) return this.#none("There is no such page");
    return may(page.scope ?? "read") ? this.#load(page, rest) : this.#none(`Only operators may open ${page.name}`);
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

  /** @param {string} why there is nothing to show */
  #none(why) {
    return h(
      "div",
      { class: "section" },
      h("h1", {}, why),
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

/** @param {import("./people.js").Session} me */
const asText = ({ id, name, scopes }) => JSON.stringify([id, name, scopes]);

define(import.meta.url, Operator);
