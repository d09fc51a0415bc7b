// <cb-held>: says at the foot of the page what is picked up to be pinned, until
// it is pinned or let go.

import { CasebookElement, define, h } from "../shared/element.js";
import { gather, lookUp } from "./statements.js";

/** @import { CaseFile } from "../shared/casefile.js" */

export class Held extends CasebookElement {
  /** @type {CaseFile | undefined} */
  file;

  /** @override */
  show() {
    const { file } = this;
    file?.notes.addEventListener("hold", () => this.#draw(file), { signal: this.signal });
    this.hidden = true;
  }

  /** @param {CaseFile} file */
  async #draw(file) {
    const ref = file.notes.held;
    this.hidden = !ref;
    if (!ref) return;
    const said = ref.includes("@") ? await gather(file).catch(() => []) : [];
    const thing = lookUp(file, said, ref);
    if (this.signal.aborted || file.notes.held !== ref) return;
    this.replaceChildren(
      h("p", {}, h("strong", {}, thing?.from ?? "Picked up"), ` “${thing?.words ?? ""}”`),
      h("p", { class: "soft" }, "Pin it to what does not agree with it."),
      h("button", { type: "button", onclick: () => file.notes.hold("") }, "Let go"),
    );
  }
}

/** @param {CaseFile} file */
export const held = (file) => Object.assign(h("cb-held"), { file });

define(import.meta.url, Held);
