// <cb-points>: how many action points the player has, as pips and in words.

import { CasebookElement, define, h } from "../shared/element.js";
import { announce } from "../shared/notice.js";
import { plural } from "../shared/words.js";

/** @import { CaseFile } from "../shared/casefile.js" */

export class Points extends CasebookElement {
  /** @type {CaseFile | undefined} */
  file;
  #before = -1;

  /** @override */
  show() {
    this.file?.addEventListener("player", () => this.#count(), { signal: this.signal });
    this.#count();
  }

  #count() {
    if (!this.file) return;
    const { current } = this.file.player.actionPoints;
    if (current === this.#before) return;
    if (this.#before >= 0) announce(`You now have ${plural(current, "point")}.`);
    this.#before = current;
    const pips = Array.from({ length: Math.max(this.file.view.actionPoints.maximum, current) }, (_, at) =>
      h("i", { class: at < current ? "full" : "" }),
    );
    this.replaceChildren(
      h("span", { class: "number" }, plural(current, "point")),
      h("span", { class: "pips", "aria-hidden": "true" }, ...pips),
    );
  }
}

/** @param {CaseFile} file */
export const points = (file) => Object.assign(h("cb-points"), { file });

define(import.meta.url, Points);
