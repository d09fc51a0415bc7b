// <cb-archive>: the past cases, newest first.

import { archive } from "../shared/api.js";
import { print } from "../shared/cb-picture.js";
import { CasebookElement, define, h, icon } from "../shared/element.js";
import { busy, failure } from "../shared/notice.js";
import { ready } from "../shared/page.js";
import { address } from "../shared/router.js";
import { day } from "../shared/words.js";

/** @import { Summary } from "../shared/model" */

class Archive extends CasebookElement {
  #list = h("ul");
  #end = h("div", { class: "end" });

  /** @override */
  show() {
    this.#list = h("ul");
    this.#end = h("div", { class: "end" });
    this.replaceChildren(
      h("p", {}, h("a", { class: "button plain", href: address() }, icon("back"), "Today’s case")),
      h("h1", {}, "Past cases"),
      this.#list,
      this.#end,
    );
    this.#more("");
  }

  /** Adds the cases before an id, or the newest. @param {string} before */
  async #more(before) {
    this.#end.replaceChildren(busy("Looking through the shelves"));
    try {
      const page = await archive(before);
      if (this.signal.aborted) return;
      const rows = page.cases.map(row);
      this.#list.append(...rows);
      this.#end.replaceChildren(this.#after(page.next));
      if (before) rows[0]?.querySelector("a")?.focus();
      else ready(this, "Past cases");
    } catch (error) {
      if (!this.signal.aborted) this.#end.replaceChildren(failure(error, () => this.#more(before)));
    }
  }

  /** @param {string} next */
  #after(next) {
    if (next) return h("button", { type: "button", onclick: () => this.#more(next) }, "Show older cases");
    return h("p", { class: "soft" }, this.#list.childElementCount ? "That is all of them." : "There are no cases yet.");
  }
}

/** @param {Summary} summary */
function row({ id, date, title, difficulty, thumbnail, imageUrl }) {
  return h(
    "li",
    {},
    h(
      "a",
      { href: address(`case/${id}`) },
      print(thumbnail || imageUrl, { sizes: "12rem", alt: "" }),
      h("span", { class: "label" }, day(date)),
      h("strong", {}, title),
      h("span", { class: "soft" }, `Difficulty: ${difficulty}`),
    ),
  );
}

define(import.meta.url, Archive);
