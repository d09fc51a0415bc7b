// <cb-seal>: shows that the solution was fixed when the case opened.

import { CasebookElement, define, h } from "../shared/element.js";
import { QUESTIONS } from "./accusation.js";

/** @import { Solution } from "../shared/model" */

export class Seal extends CasebookElement {
  commitment = "";
  /** @type {Solution | undefined} */
  truth;

  /** @override */
  show() {
    const { truth } = this;
    if (!truth) return;
    const outcome = h("p", { role: "status" });
    const check = async () => {
      const fits = await seal(truth);
      outcome.textContent =
        fits === undefined
          ? "This browser checks it only over a secure connection. The README of Casebook says how to do it by hand."
          : fits === this.commitment
            ? "It fits: the solution is the one that was sealed."
            : "It does not fit. The solution is not the one that was sealed.";
    };
    this.replaceChildren(
      h(
        "details",
        {},
        h("summary", {}, "Nothing was changed afterwards"),
        h(
          "p",
          {},
          "When the case opened, the hash (SHA-256) of its solution and of a secret salt was published. Now that you know both, you can work it out again.",
        ),
        h("p", {}, "Published: ", h("code", {}, this.commitment)),
        h("p", {}, "Salt: ", h("code", {}, truth.salt)),
        h("button", { type: "button", onclick: check }, "Check the seal"),
        outcome,
      ),
    );
  }
}

/** The hash of a solution in hexadecimal; undefined where the browser has no means. @param {Solution} truth */
async function seal({ salt, solution }) {
  if (!globalThis.crypto?.subtle) return undefined;
  const lines = [salt, ...QUESTIONS.map(({ key }) => solution[key])].join("\n");
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(lines));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {string} commitment @param {Solution} truth */
export const sealed = (commitment, truth) => Object.assign(h("cb-seal"), { commitment, truth });

define(import.meta.url, Seal);
