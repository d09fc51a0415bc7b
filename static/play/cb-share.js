// <cb-share>: the verdict to copy or send, as signs or in words.

import { CasebookElement, define, h, icon } from "../shared/element.js";
import { QUESTIONS } from "./accusation.js";
import { grid, outcome, words } from "./sharing.js";

/** @import { Verdict } from "../shared/model" */

export class Share extends CasebookElement {
  /** @type {Verdict | undefined} */
  verdict;
  #said = h("p", { class: "soft", role: "status" });

  /** @override */
  show() {
    if (!this.verdict) return;
    const text = grid(this.verdict);
    const spoken = words(this.verdict);
    const copy = (/** @type {string} */ name, /** @type {string} */ what) =>
      h("button", { type: "button", onclick: () => this.#copy(what) }, name);
    this.replaceChildren(
      h("h2", {}, "Tell the others"),
      ticket(this.verdict),
      h(
        "p",
        { class: "ways" },
        copy("Copy", text),
        copy("Copy in words", spoken),
        "share" in navigator && h("button", { type: "button", onclick: () => this.#send(text) }, "Send"),
      ),
      this.#said,
    );
  }

  /** @param {string} text */
  async #copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.#said.replaceChildren("Copied. It gives nothing away.");
    } catch {
      // Without a secure connection pages may not copy by themselves.
      this.#said.replaceChildren(h("textarea", { rows: "4", readonly: true, "aria-label": "To copy by hand" }, text));
      this.querySelector("textarea")?.select();
    }
  }

  /** @param {string} text */
  async #send(text) {
    await navigator.share({ text }).catch(() => {}); // Whoever thinks better of it may.
  }
}

/** The signs as this page draws them, each below what it is of. @param {Verdict} verdict */
function ticket({ totalScore, breakdown }) {
  return h(
    "div",
    { class: "ticket" },
    h("p", {}, h("strong", {}, "Casebook"), ` ${totalScore} of 100`),
    h(
      "ul",
      {},
      ...QUESTIONS.map(({ key, name }) => {
        const how = outcome(breakdown[key]);
        return h(
          "li",
          { class: how },
          h("span", { class: "label" }, name),
          icon(how),
          h("span", { class: "unseen" }, how),
        );
      }),
    ),
  );
}

/** @param {Verdict} verdict */
export const share = (verdict) => Object.assign(h("cb-share"), { verdict });

define(import.meta.url, Share);
