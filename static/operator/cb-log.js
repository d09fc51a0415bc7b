// Log: who did what, when, to what and from where.

import { define, h } from "../shared/element.js";
import { live, Section, table } from "./section.js";
import { auditLog } from "./settings.js";
import { button, state, when } from "./words.js";

/** @import { Entry } from "./settings.js" */

class Log extends Section {
  heading = "Log";
  #who = "";
  /** How many entries were asked for before, so that a change elsewhere does not fold them up. */
  #pages = 1;

  show() {
    live(this, ["log"], () => this.load());
    return super.show();
  }

  controls() {
    const choose = (/** @type {SubmitEvent} */ event) => {
      event.preventDefault();
      this.#who = String(new FormData(/** @type {HTMLFormElement} */ (event.currentTarget)).get("who")).trim();
      this.#pages = 1;
      return this.load();
    };
    return [
      h(
        "form",
        { class: "line", onsubmit: choose },
        h("label", {}, "Only of (a name; empty: everybody)", h("input", { name: "who", maxlength: 100 })),
        h("button", { type: "submit" }, "Show"),
      ),
    ];
  }

  async fill() {
    /** @type {Entry[]} */
    const list = [];
    let next = 0;
    for (let page = 0; page < this.#pages && (page === 0 || next > 0); page++) {
      const read = await auditLog(this.#who, next);
      list.push(...read.entries);
      next = read.next;
    }
    const rows = list.map((one) => [
      when(one.at),
      one.who,
      [one.text, one.about].filter(Boolean).join(": "),
      state(one.outcome, one.outcome === "failed" ? "bad" : ""),
      [one.from, one.detail, one.missed ? `${one.missed} more before it are not listed` : ""]
        .filter(Boolean)
        .join(" · "),
    ]);
    const older = () => {
      this.#pages++;
      return this.load();
    };
    return [
      table(["When", "Who", "What", "Outcome", "From"], rows, "Nothing was done yet."),
      ...(next > 0 ? [h("div", { class: "line" }, button("Older", older))] : []),
    ];
  }
}

define(import.meta.url, Log);
