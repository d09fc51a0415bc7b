// <cb-timeline>: who was where when, to mark hour by hour, and whatever else
// happened in the player's words.

import { define, h, icon } from "../shared/element.js";
import { capital } from "../shared/words.js";
import { Leaf } from "./leaf.js";
import { LIMITS } from "./notes.js";
import { inOrder } from "./times.js";

/** @import { CaseFile } from "../shared/casefile.js" */
/** @import { Moment, Suspect } from "../shared/model" */

export class Timeline extends Leaf {
  /** @override @param {CaseFile} file */
  draw(file) {
    const hours = inOrder(file.view.answerOptions.when, (text) => text);
    this.replaceChildren(
      h("h2", {}, "Who was where"),
      h("p", { class: "prose" }, "Mark where you believe each of them was."),
      h("div", { class: "hours" }, ...hours.map((hour) => this.#hour(file, hour))),
      h("h2", {}, "What else happened"),
      this.#events(file),
      this.#form(file),
    );
  }

  /** @param {CaseFile} file @param {string} hour */
  #hour(file, hour) {
    return h(
      "fieldset",
      {},
      h("legend", {}, capital(hour)),
      ...file.view.suspects.map((suspect) => this.#mark(file, hour, suspect)),
    );
  }

  /** @param {CaseFile} file @param {string} at @param {Suspect} suspect */
  #mark({ view, notes }, at, suspect) {
    const isThis = (/** @type {Moment} */ one) => one.at === at && one.suspectId === suspect.id && one.text === "";
    const present = notes.book.timeline.find(isThis)?.locationId ?? "";
    const select = h(
      "select",
      {},
      h("option", { value: "" }, "–"),
      ...view.locations.map(({ id, name }) => h("option", { value: id, selected: id === present }, name)),
    );
    select.addEventListener("change", () =>
      notes.change((book) => {
        book.timeline = book.timeline.filter((one) => !isThis(one));
        const locationId = select.value;
        if (locationId) book.timeline.push({ at, suspectId: suspect.id, locationId, text: "" });
      }, this),
    );
    return h("label", {}, h("span", { class: "soft" }, suspect.name), select);
  }

  /** @param {CaseFile} file */
  #events({ notes }) {
    const events = inOrder(
      notes.book.timeline.filter(({ text }) => text !== ""),
      ({ at }) => at,
    );
    const remove = (/** @type {Moment} */ event) =>
      notes.change((book) => {
        book.timeline = book.timeline.filter((one) => one !== event);
      });
    return h(
      "ol",
      { class: "lines" },
      ...events.map((event) =>
        h(
          "li",
          {},
          h("p", {}, event.at && h("strong", {}, `${capital(event.at)}: `), event.text),
          h(
            "button",
            { type: "button", class: "plain", onclick: () => remove(event) },
            icon("wrong"),
            h("span", { class: "unseen" }, `Remove: ${event.text}`),
          ),
        ),
      ),
    );
  }

  /** @param {CaseFile} file */
  #form({ notes }) {
    const at = h("input", { type: "text", maxlength: LIMITS.entry, placeholder: "half past nine" });
    const text = h("input", { type: "text", maxlength: LIMITS.entry, required: true });
    const full = notes.book.timeline.length >= LIMITS.entries;
    const add = (/** @type {Event} */ event) => {
      event.preventDefault();
      const entry = { at: at.value.trim(), text: text.value.trim() };
      if (!entry.text) return;
      notes.change((book) => book.timeline.push(entry));
      /** @type {HTMLElement | null} */ (this.querySelector("form input"))?.focus();
    };
    return h(
      "form",
      { onsubmit: add },
      h("label", {}, "When", at),
      h("label", {}, "What happened", text),
      h("button", { type: "submit", disabled: full }, full ? "The page is full" : "Note it"),
    );
  }
}

/** @param {CaseFile} file */
export const timeline = (file) => Object.assign(h("cb-timeline"), { file });

define(import.meta.url, Timeline);
