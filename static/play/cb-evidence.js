// <cb-evidence>: the exhibits found, and how many are missing.

import { define, h } from "../shared/element.js";
import { Section } from "../shared/section.js";
import { plural } from "../shared/words.js";
import { find } from "./cb-find.js";

/** @import { CaseFile } from "../shared/casefile.js" */

class EvidenceTable extends Section {
  /** @override @param {CaseFile} file */
  draw(file) {
    const found = file.player.discoveredEvidence;
    const all = file.view.evidence.length;
    const missing = Array.from({ length: Math.max(0, all - found.length) }, () =>
      h("li", { class: "missing" }, h("span", { class: "soft" }, "Not found yet")),
    );
    this.replaceChildren(
      h("h1", {}, "Evidence"),
      h(
        "p",
        { class: "prose" },
        found.length
          ? `${plural(found.length, "exhibit")} of ${all}.`
          : "Nothing yet. Search the places: each piece of evidence is in one of them.",
      ),
      h("ul", { class: "table" }, ...found.map((item) => h("li", {}, find(file, item))), ...missing),
      (found.length === 0 && h("p", {}, h("a", { class: "button primary", href: "#places" }, "Go to the places"))) ||
        "",
    );
  }
}

define(import.meta.url, EvidenceTable);
