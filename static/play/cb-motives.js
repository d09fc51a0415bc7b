// <cb-motives>: who had the means, the motive and the opportunity, to mark.

import { define, h } from "../shared/element.js";
import { Leaf } from "./leaf.js";

/** @import { CaseFile } from "../shared/casefile.js" */
/** @import { Notebook, Suspect } from "../shared/model" */
/** @typedef {Notebook["grid"][string]} Marks */

/** @type {readonly { key: keyof Marks, name: string }[]} */
const COLUMNS = [
  { key: "means", name: "Means" },
  { key: "motive", name: "Motive" },
  { key: "opportunity", name: "Opportunity" },
];

/** @type {readonly { mark: Marks["means"], words: string }[]} */
const MARKS = [
  { mark: "", words: "–" },
  { mark: "yes", words: "✓ Yes" },
  { mark: "maybe", words: "? Maybe" },
  { mark: "no", words: "✗ No" },
];

export class Motives extends Leaf {
  /** @override @param {CaseFile} file */
  draw(file) {
    this.replaceChildren(
      h("h2", {}, "Means, motive, opportunity"),
      h("p", { class: "prose" }, "Whoever did it had all three. Mark what you know, and what you only think."),
      h(
        "table",
        {},
        h(
          "thead",
          {},
          h("tr", {}, h("td", {}), ...COLUMNS.map(({ name }) => h("th", { scope: "col", class: "label" }, name))),
        ),
        h("tbody", {}, ...file.view.suspects.map((suspect) => this.#row(file, suspect))),
      ),
    );
  }

  /** @param {CaseFile} file @param {Suspect} suspect */
  #row(file, suspect) {
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, suspect.name),
      ...COLUMNS.map(({ key, name }) => h("td", {}, this.#cell(file, suspect, key, name))),
    );
  }

  /** @param {CaseFile} file @param {Suspect} suspect @param {keyof Marks} key @param {string} name */
  #cell({ notes }, suspect, key, name) {
    const present = notes.book.grid[suspect.id]?.[key] ?? "";
    const select = h(
      "select",
      { "aria-label": `${suspect.name}: ${name.toLowerCase()}` },
      ...MARKS.map(({ mark, words }) => h("option", { value: mark, selected: mark === present }, words)),
    );
    select.addEventListener("change", () => {
      const mark = MARKS.find((one) => one.mark === select.value)?.mark ?? "";
      notes.change((book) => {
        book.grid[suspect.id] = { means: "", motive: "", opportunity: "", ...book.grid[suspect.id], [key]: mark };
      }, this);
    });
    return select;
  }
}

/** @param {CaseFile} file */
export const motives = (file) => Object.assign(h("cb-motives"), { file });

define(import.meta.url, Motives);
