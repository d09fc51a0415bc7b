// <cb-pins>: things that do not agree, side by side.

import { define, h, icon } from "../shared/element.js";
import { Leaf } from "./leaf.js";
import { LIMITS } from "./notes.js";
import { gather, lookUp } from "./statements.js";

/** @import { CaseFile } from "../shared/casefile.js" */
/** @import { Pin } from "../shared/model" */
/** @import { Statement } from "./statements.js" */

export class Pins extends Leaf {
  /** @type {Statement[]} */
  #said = [];
  #list = h("ol");

  /** @override */
  show() {
    this.replaceChildren(
      h("h2", {}, "Contradictions"),
      h(
        "p",
        { class: "prose" },
        "Press Pin on two statements or exhibits that do not agree, and they hang here together.",
      ),
      this.#list,
    );
    super.show();
    if (this.file) this.#quote(this.file);
  }

  /** @param {CaseFile} file */
  async #quote(file) {
    this.#said = await gather(file).catch(() => []);
    if (!this.signal.aborted) this.draw(file);
  }

  /** @override @param {CaseFile} file */
  draw(file) {
    const { pins } = file.notes.book;
    this.#list.replaceChildren(
      ...(pins.length ? pins.map((pin) => this.#pair(file, pin)) : [h("li", { class: "soft" }, "None yet.")]),
    );
  }

  /** @param {CaseFile} file @param {Pin} pin */
  #pair(file, pin) {
    const { notes } = file;
    const text = h("input", { type: "text", maxlength: LIMITS.entry, value: pin.text, placeholder: "Why it matters" });
    text.addEventListener("input", () =>
      notes.change(() => {
        pin.text = text.value;
      }, this),
    );
    const remove = () =>
      notes.change((book) => {
        book.pins = book.pins.filter((one) => one !== pin);
      });
    return h(
      "li",
      {},
      h(
        "div",
        { class: "pair" },
        this.#side(file, pin.a),
        h("p", { class: "against label" }, "against"),
        this.#side(file, pin.b),
      ),
      h("label", {}, h("span", { class: "unseen" }, "Your remark"), text),
      h("button", { type: "button", class: "plain", onclick: remove }, icon("wrong"), "Take it down"),
    );
  }

  /** @param {CaseFile} file @param {string} ref */
  #side(file, ref) {
    const thing = lookUp(file, this.#said, ref);
    return h(
      "blockquote",
      {},
      thing ? h("a", { class: "label", href: thing.href }, thing.from) : h("span", { class: "label" }, "Something"),
      h("p", {}, thing?.words ?? "…"),
    );
  }
}

/** @param {CaseFile} file */
export const pins = (file) => Object.assign(h("cb-pins"), { file });

define(import.meta.url, Pins);
