// All cases, those of days to come included: find, make, open; and those that were deleted.

import { define, h } from "../shared/element.js";
import "./cb-case.js";
import { deletedCases, listCases, makeCase, restoreCase } from "./cases.js";
import { pageAddress } from "./pages.js";
import { may } from "./people.js";
import { live, Section, table } from "./section.js";

/** @typedef {import("./cases.js").Listed} Listed */

/** What restoring does to the case that is there for that day now. @param {string} title */
const instead = (title) =>
  `For that day there is “${title}” now. To restore this one deletes that one, which can be restored too.`;

/** @param {import("./cases.js").Deleted} one */
const question = ({ title, present }) =>
  `Restore “${title}” and delete “${present}”? Players lose that one at once. It can be restored for a week.`;

class Cases extends Section {
  heading = "Cases";
  #query = "";
  #pages = 1;

  async show() {
    if (this.rest) {
      if (!this.firstElementChild)
        this.replaceChildren(Object.assign(document.createElement("cb-case"), { rest: this.rest }));
      return;
    }
    live(this, ["cases"], () => this.load());
    await super.show();
  }

  controls() {
    return [h("div", { class: "line" }, this.#search(), may("cases:write") && this.#make())];
  }

  async fill() {
    const { cases: deleted } = await deletedCases();
    /** @type {Listed[]} */
    const cases = [];
    let next = "";
    for (let n = 0; n < this.#pages && (n === 0 || next); n++) {
      const page = await listCases(this.#query, next);
      cases.push(...page.cases);
      next = page.next;
    }
    const more = () => {
      this.#pages++;
      return this.load();
    };
    const rows = cases.map((one) => [
      h("a", { href: pageAddress("cases", one.caseId) }, one.caseId),
      one.title ?? "",
      one.visible ? (one.early ? "published early" : "yes") : "not yet",
      `${one.state}, ${one.stored} of ${one.total}${one.failed ? `, ${one.failed} failed` : ""}`,
    ]);
    const none = this.#query ? "No case is like that." : "There is no case yet.";
    return [
      table(["Case", "Title", "Players see it", "Pictures"], rows, none),
      ...(next ? [h("button", { type: "button", onclick: more }, "Older cases")] : []),
      ...(deleted.length > 0 ? [h("h2", {}, "Deleted"), this.#deleted(deleted)] : []),
    ];
  }

  #search() {
    const words = h("input", { name: "words", type: "search", maxlength: 200 });
    const search = (/** @type {SubmitEvent} */ event) => {
      event.preventDefault();
      this.#query = words.value.trim();
      this.#pages = 1;
      return this.load();
    };
    return h(
      "form",
      { class: "line", role: "search", onsubmit: search },
      h("label", {}, "Title, name or day", words),
      h("button", { type: "submit" }, "Search"),
    );
  }

  #make() {
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

  /** @param {import("./cases.js").Deleted[]} deleted */
  #deleted(deleted) {
    const rows = deleted.map((one) => {
      const restore = () =>
        this.attempt(async () => {
          if (one.present && !confirm(question(one))) return;
          const { message } = await restoreCase(one.caseId, one.deletedAt);
          await this.load();
          return `${message}.`;
        });
      const undo = may("cases:write")
        ? h(
            "button",
            { type: "button", onclick: restore, "aria-label": `Restore ${one.caseId}, ${one.title}` },
            "Restore",
          )
        : "";
      const until = `until ${new Date(one.until).toLocaleString()}`;
      const present = one.present && h("p", { class: "soft" }, instead(one.present));
      return [one.caseId, one.title, present ? h("div", {}, until, present) : until, undo];
    });
    return table(["Deleted case", "Title", "Can be restored", "Actions"], rows, "");
  }
}

define(import.meta.url, Cases);
