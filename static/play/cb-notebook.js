// <cb-notebook>: what was found and heard, gathered by itself, and the player's
// own pages. Each leaf has an address.

import { CasebookElement, define, h } from "../shared/element.js";
import { busy, failure } from "../shared/notice.js";
import { gathered } from "./cb-gathered.js";
import { hints } from "./cb-hints.js";
import { jottings } from "./cb-jottings.js";
import { motives } from "./cb-motives.js";
import { pins } from "./cb-pins.js";
import { timeline } from "./cb-timeline.js";

/** @import { CaseFile } from "../shared/casefile.js" */

/** @type {readonly { item: string, name: string, leaf: (file: CaseFile) => HTMLElement }[]} */
const LEAVES = [
  { item: "", name: "Gathered", leaf: gathered },
  { item: "notes", name: "Notes", leaf: jottings },
  { item: "motives", name: "Motives", leaf: motives },
  { item: "timeline", name: "Timeline", leaf: timeline },
  { item: "contradictions", name: "Contradictions", leaf: pins },
  { item: "hints", name: "Hints", leaf: hints },
];

class Notebook extends CasebookElement {
  /** @type {CaseFile | undefined} */
  file;
  item = "";
  #leaf = h("div", { class: "leaf" });
  #state = h("p", { class: "soft state", role: "status" });

  /** @override */
  show() {
    const { file } = this;
    if (!file) return;
    const present = LEAVES.find(({ item }) => item === this.item) ?? LEAVES[0];
    this.replaceChildren(
      h("h1", {}, "Notebook", h("span", { class: "unseen" }, `: ${present?.name}`)),
      h(
        "nav",
        { "aria-label": "Notebook", class: "leaves" },
        ...LEAVES.map(({ item, name }) =>
          h(
            "a",
            { href: `#notebook${item && `/${item}`}`, "aria-current": item === present?.item ? "page" : null },
            name,
          ),
        ),
      ),
      this.#leaf,
      this.#state,
    );
    const { notes } = file;
    const tell = () => this.#state.replaceChildren(notes.state);
    notes.addEventListener("state", tell, { signal: this.signal });
    this.signal.addEventListener("abort", () => notes.flush());
    const back = () => document.hidden || notes.read().catch(() => {}); // What is here stays good.
    document.addEventListener("visibilitychange", back, { signal: this.signal });
    tell();
    if (present) this.#read(file, present.leaf);
  }

  /** @param {CaseFile} file @param {(file: CaseFile) => HTMLElement} leaf */
  async #read(file, leaf) {
    if (file.notes.open) {
      this.#leaf.replaceChildren(leaf(file));
      file.notes.read().catch(() => {}); // What is here stays good.
      return;
    }
    this.#leaf.replaceChildren(busy("Turning back the pages"));
    try {
      await file.notes.read();
      if (!this.signal.aborted) this.#leaf.replaceChildren(leaf(file));
    } catch (error) {
      if (!this.signal.aborted) this.#leaf.replaceChildren(failure(error, () => this.#read(file, leaf)));
    }
  }
}

define(import.meta.url, Notebook);
