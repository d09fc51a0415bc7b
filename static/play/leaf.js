// What the leaves of the notebook that the player writes on have in common.

import { CasebookElement } from "../shared/element.js";

/** @import { CaseFile } from "../shared/casefile.js" */

const CONTROLS = "a, button, input, select, textarea";

/** A leaf draws itself anew when the notebook is changed by anybody but itself. */
export class Leaf extends CasebookElement {
  /** @type {CaseFile | undefined} */
  file;

  /** @override */
  show() {
    const { file } = this;
    if (!file) return;
    const heard = (/** @type {Event} */ event) => {
      if (!(event instanceof CustomEvent) || event.detail !== this) this.#again(file);
    };
    file.notes.addEventListener("change", heard, { signal: this.signal });
    this.draw(file);
  }

  /** Draws anew, and keeps the focus where it was. @param {CaseFile} file */
  #again(file) {
    const controls = () => [.../** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll(CONTROLS))];
    const at = controls().indexOf(/** @type {HTMLElement} */ (document.activeElement));
    this.draw(file);
    if (at >= 0) (controls()[at] ?? controls().at(-1))?.focus();
  }

  /** @param {CaseFile} _file */
  draw(_file) {}
}
