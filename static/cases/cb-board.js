// <cb-board>: an open case. It holds the running head, the contents, and the
// section that is open.

import { held } from "../play/cb-held.js";
import { ApiError } from "../shared/api.js";
import { CaseFile } from "../shared/casefile.js";
import { CasebookElement, define, h, icon } from "../shared/element.js";
import { announce, busy, failure } from "../shared/notice.js";
import { ready } from "../shared/page.js";
import { address, go } from "../shared/router.js";
import { sectionFor } from "../shared/views.js";
import { roman } from "../shared/words.js";
import { Lost } from "./cb-lost.js";
import { points } from "./cb-points.js";

/** @import { Route } from "../shared/router.js" */

const SECTIONS = [
  ["scene", "Scene"],
  ["places", "Places"],
  ["suspects", "Suspects"],
  ["evidence", "Evidence"],
  ["notebook", "Notebook"],
  ["accuse", "Accuse"],
];

class Board extends CasebookElement {
  /** @type {Route} */
  route = { name: "lost" };
  /** @type {CaseFile | undefined} */
  #file;
  #turns = 0;
  #contents = h("nav", { class: "contents", "aria-label": "Contents" });
  #section = h("div", { class: "section" });

  /** @override */
  show() {
    this.replaceChildren(h("div", { class: "section" }, busy("Opening the case")));
    this.#open();
  }

  /** Shows another place of the same case. @param {Route} route */
  stay(route) {
    if (this.route.name !== "case" || route.name !== "case" || route.id !== this.route.id) return false;
    this.route = route;
    if (this.#file) this.#turn(this.#file);
    return true;
  }

  async #open() {
    const { signal, route } = this;
    if (route.name !== "case") return;
    try {
      const file = await CaseFile.open(route.id, signal);
      signal.addEventListener("abort", () => file.close());
      this.#fill(file);
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof ApiError && error.status === 404) {
        this.replaceChildren(Object.assign(new Lost(), { what: "There is no such case." }));
      } else {
        this.replaceChildren(
          h(
            "div",
            { class: "section" },
            failure(error, () => this.show()),
          ),
        );
        ready(this);
      }
    }
  }

  /** @param {CaseFile} file */
  #fill(file) {
    this.#file = file;
    let { submitted } = file.player;
    const played = () => {
      this.#list(file);
      if (file.player.submitted && !submitted && !file.verdict) this.#close();
      ({ submitted } = file.player);
    };
    file.addEventListener("player", played, { signal: this.signal });
    document.addEventListener("visibilitychange", () => document.hidden && file.notes.flush(), { signal: this.signal });
    this.replaceChildren(
      h(
        "div",
        { class: "rail" },
        h(
          "header",
          {},
          h("a", { class: "home", href: address(), "aria-label": "Casebook, title page" }, icon("keyhole")),
          h("p", { class: "running" }, file.view.title),
          points(file),
        ),
        this.#contents,
      ),
      this.#section,
      held(file),
    );
    this.#turn(file);
  }

  /** Opens the section of the route. @param {CaseFile} file */
  async #turn(file) {
    if (this.route.name !== "case") return;
    const { section, item } = this.route;
    const better = instead(section, file);
    if (better) {
      go(`#${better}`, { replace: true });
      return;
    }
    const turn = ++this.#turns;
    try {
      const element = await sectionFor(file, section, item);
      if (turn !== this.#turns) return;
      this.dataset.section = section;
      this.#list(file);
      this.#section.replaceChildren(element ?? new Lost());
      element?.classList.add("arriving");
      if (element) ready(this, file.view.title);
    } catch (error) {
      if (turn === this.#turns) this.#section.replaceChildren(failure(error, () => location.reload()));
    }
  }

  /** Says that the accusation was made in another window, and goes to the verdict from where there is nothing left to do. */
  #close() {
    const words = "You made your accusation in another window: the case is closed.";
    announce(words);
    if (this.dataset.section === "accuse") {
      go("#verdict", { replace: true });
      return;
    }
    const link = h("a", { class: "button", href: "#verdict" }, "Read the verdict");
    this.#section.prepend(h("div", { class: "notice closed" }, h("p", {}, words), link));
  }

  /** @param {CaseFile} file */
  #list(file) {
    const present = this.dataset.section === "verdict" ? "accuse" : this.dataset.section;
    const found = `${file.player.discoveredEvidence.length}/${file.view.evidence.length}`;
    this.#contents.replaceChildren(
      ...SECTIONS.map(([id = "", name = ""], index) =>
        h(
          "a",
          { href: `#${id}`, "aria-current": id === present ? "page" : null, class: id },
          h("span", { class: "numeral", "aria-hidden": "true" }, roman(index + 1)),
          icon(id),
          h("span", {}, id === "accuse" && file.player.submitted ? "Verdict" : name),
          id === "evidence" && h("span", { class: "count", "aria-label": `${found} found` }, found),
        ),
      ),
    );
  }
}

/** The section to open in place of one that makes no sense now. @param {string} section @param {CaseFile} file */
function instead(section, file) {
  const { submitted } = file.player;
  if (section === "") {
    if (submitted) return "verdict";
    return file.untouched && file.view.introSlides ? "intro" : "scene";
  }
  if (section === "accuse" && submitted) return "verdict";
  if (section === "verdict" && !submitted) return "accuse";
  if (section === "intro" && !file.view.introSlides) return "scene";
  return undefined;
}

define(import.meta.url, Board);
