// <cb-share>: the verdict to copy or send, as signs or in words.

import { CasebookElement, define, h } from "../shared/element.js";
import { grid, words } from "./sharing.js";

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
      h("p", { class: "grid", role: "img", "aria-label": spoken }, text),
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

/** @param {Verdict} verdict */
export const share = (verdict) => Object.assign(h("cb-share"), { verdict });

define(import.meta.url, Share);
