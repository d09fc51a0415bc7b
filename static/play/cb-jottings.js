// <cb-jottings>: the page for the player's own words.

import { define, h } from "../shared/element.js";
import { Leaf } from "./leaf.js";
import { LIMITS } from "./notes.js";

/** @import { CaseFile } from "../shared/casefile.js" */

export class Jottings extends Leaf {
  #text = h("textarea", { id: "jottings", rows: "12", maxlength: LIMITS.notes });

  /** @override */
  show() {
    this.replaceChildren(h("h2", {}, h("label", { for: "jottings" }, "Your notes")), this.#text);
    this.#text.addEventListener(
      "input",
      () =>
        this.file?.notes.change((book) => {
          book.notes = this.#text.value;
        }, this),
      { signal: this.signal },
    );
    super.show();
  }

  /** @override @param {CaseFile} file */
  draw({ notes }) {
    if (this.#text.value === notes.book.notes) return;
    const at = this.#text.selectionStart;
    this.#text.value = notes.book.notes;
    this.#text.setSelectionRange(at, at);
  }
}

/** @param {CaseFile} file */
export const jottings = (file) => Object.assign(h("cb-jottings"), { file });

define(import.meta.url, Jottings);
