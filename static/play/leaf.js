// What the leaves of the notebook that the player writes on have in common.

import { CasebookElement, redraw } from "../shared/element.js";

/** @import { CaseFile } from "../shared/casefile.js" */

/** A leaf draws itself anew when the notebook is changed by anybody but itself. */
export class Leaf extends CasebookElement {
  /** @type {CaseFile | undefined} */
  file;

  /** @override */
  show() {
    const { file } = this;
    if (!file) return;
    const heard = (/** @type {Event} */ event) => {
      if (!(event instanceof CustomEvent) || event.detail !== this) redraw(this, () => this.draw(file));
    };
    file.notes.addEventListener("change", heard, { signal: this.signal });
    this.draw(file);
  }

  /** @param {CaseFile} _file */
  draw(_file) {}
}
