// What the sections of a case that only show something have in common.

import { CasebookElement, redraw } from "./element.js";

/** @import { CaseFile } from "./casefile.js" */

/** A section draws itself anew when the player's state changed, here or elsewhere. */
export class Section extends CasebookElement {
  /** @type {CaseFile | undefined} */
  file;

  /** @override */
  show() {
    const { file } = this;
    if (!file) return;
    file.addEventListener("player", () => redraw(this, () => this.draw(file)), { signal: this.signal });
    this.draw(file);
  }

  /** @param {CaseFile} _file */
  draw(_file) {}
}
