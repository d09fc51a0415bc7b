// <cb-find>: a piece of evidence on a card that leads to it.

import { plate } from "../shared/cb-picture.js";
import { CasebookElement, define, h } from "../shared/element.js";
import { exhibitName } from "./exhibit.js";

/** @import { CaseFile } from "../shared/casefile.js" */
/** @import { Evidence } from "../shared/model" */

export class Find extends CasebookElement {
  /** @type {CaseFile | undefined} */
  file;
  /** @type {Evidence | undefined} */
  item;

  /** @override */
  show() {
    const { file, item } = this;
    if (!file || !item) return;
    this.replaceChildren(
      h(
        "a",
        { href: `#evidence/${item.id}` },
        plate(file, item.id, { sizes: "(min-width: 36rem) 14rem, 40vw", alt: "" }),
        h("span", { class: "label" }, exhibitName(file, item.id)),
        h("strong", {}, item.name),
      ),
    );
  }
}

/** @param {CaseFile} file @param {Evidence} item */
export const find = (file, item) => Object.assign(h("cb-find"), { file, item });

define(import.meta.url, Find);
