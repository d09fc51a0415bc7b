// All cases, those of days to come included: make, make anew, delete.

import { define, h } from "../shared/element.js";
import { allCases, deleteCase, makeCase, regenerate } from "./admin.js";
import { Section, table } from "./section.js";

/** How often the list is read again while something is being drawn, in milliseconds. */
const AGAIN = 2000;

class Cases extends Section {
  heading = "Cases";

  async fill() {
    const { cases } = await allCases();
    const drawing = cases.some((one) => one.state === "pending" || one.state === "generating");
    if (drawing) setTimeout(() => this.signal.aborted || this.load(), AGAIN);
    const rows = cases.map((one) => [
      this.#link(one),
      one.title ?? "",
      `${one.state}, ${one.stored} of ${one.total}${one.failed ? `, ${one.failed} failed` : ""}`,
      h("span", { class: "actions" }, this.#anew(one.caseId), this.#delete(one.caseId)),
    ]);
    return [this.#form(), table(["Case", "Title", "Pictures", "Actions"], rows, "There is no case yet.")];
  }

  /** @param {import("./admin.js").Progress} one */
  #link(one) {
    return h("a", { href: `${document.documentElement.dataset.base ?? "/"}case/${one.caseId}` }, one.caseId);
  }

  #form() {
    const date = h("input", { name: "date", type: "date", required: true });
    const make = (/** @type {SubmitEvent} */ event) => {
      event.preventDefault();
      return this.attempt(async () => {
        const { caseId, message } = await makeCase(date.value);
        await this.load();
        return `${caseId}: ${message}.`;
      });
    };
    return h(
      "form",
      { class: "line", onsubmit: make },
      h("label", {}, "Make the case of", date),
      h("button", { type: "submit" }, "Make"),
    );
  }

  /** @param {string} caseId */
  #anew(caseId) {
    return this.#action(`Make ${caseId} anew? What players did in it is lost.`, "Make anew", () => regenerate(caseId));
  }

  /** @param {string} caseId */
  #delete(caseId) {
    return this.#action(`Delete ${caseId}? Players lose it at once.`, "Delete", () => deleteCase(caseId));
  }

  /**
   * @param {string} question
   * @param {string} label
   * @param {() => Promise<{ message: string }>} work
   */
  #action(question, label, work) {
    const act = () =>
      this.attempt(async () => {
        if (!confirm(question)) return;
        const { message } = await work();
        await this.load();
        return `${message}.`;
      });
    return h("button", { type: "button", onclick: act }, label);
  }
}

define(import.meta.url, Cases);
