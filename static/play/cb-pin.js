// <cb-pin>: the button that pins a statement or an exhibit to what it does not
// agree with. The first press picks it up, one on something else joins the two.

import { CasebookElement, define, h, icon } from "../shared/element.js";
import { announce } from "../shared/notice.js";
import { LIMITS } from "./notes.js";

/** @import { CaseFile } from "../shared/casefile.js" */

export class Pin extends CasebookElement {
  /** @type {CaseFile | undefined} */
  file;
  ref = "";
  /** What it is on, for those who hear it: "Exhibit A". */
  name = "";

  /** @override */
  show() {
    this.file?.notes.addEventListener("hold", () => this.#draw(), { signal: this.signal });
    this.#draw();
  }

  #draw() {
    const held = this.file?.notes.held ?? "";
    const mine = held === this.ref;
    const words = held && !mine ? "Pin to it" : "Pin";
    const button = this.querySelector("button") ?? h("button", { type: "button", onclick: () => this.#press() });
    button.setAttribute("aria-pressed", String(mine));
    button.replaceChildren(icon("pin"), words, h("span", { class: "unseen" }, `: ${this.name}`));
    if (!button.parentElement) this.replaceChildren(button);
  }

  async #press() {
    const notes = this.file?.notes;
    if (!notes) return;
    const first = notes.held;
    if (!first || first === this.ref) {
      notes.hold(first ? "" : this.ref);
      announce(first ? "Let go." : "Picked up. Now pin it to what does not agree with it.");
      return;
    }
    if (!notes.open) await notes.read().catch(() => {});
    if (!notes.open || notes.book.pins.length >= LIMITS.entries) {
      announce("It cannot be pinned now.");
      return;
    }
    const pair = [first, this.ref];
    const known = notes.book.pins.some(({ a, b }) => pair.includes(a) && pair.includes(b));
    if (!known) notes.change((book) => book.pins.push({ a: first, b: this.ref, text: "" }));
    notes.hold("");
    announce("Pinned together. It is in the notebook, under Contradictions.");
  }
}

/** @param {CaseFile} file @param {string} ref @param {string} name */
export const pin = (file, ref, name) => Object.assign(h("cb-pin"), { file, ref, name });

define(import.meta.url, Pin);
