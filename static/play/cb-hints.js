// <cb-hints>: three hints from vague to plain, each at a price that is told before.

import { getHints, nextHint } from "../shared/api.js";
import { CasebookElement, define, h } from "../shared/element.js";
import { busy, failure } from "../shared/notice.js";
import { playerId } from "../shared/player.js";
import { plural, roman } from "../shared/words.js";

/** @import { CaseFile } from "../shared/casefile.js" */
/** @import { Hints as Had } from "../shared/model" */

const TELLS = ["where to turn", "what to hold against what", "a step of the reasoning itself"];

export class Hints extends CasebookElement {
  /** @type {CaseFile | undefined} */
  file;
  #body = h("div", { class: "flow", "aria-live": "polite" });

  /** @override */
  show() {
    const { file } = this;
    if (!file) return;
    this.replaceChildren(
      h("h2", {}, "Hints"),
      h(
        "p",
        { class: "prose" },
        `There are three, from vague to plain: ${TELLS.join(", ")}. Each takes something from your score, and says how much before.`,
      ),
      this.#body,
    );
    this.#read(file, () => getHints(file.view.id, playerId()));
  }

  /** @param {CaseFile} file @param {() => Promise<Had>} ask */
  async #read(file, ask) {
    this.#body.replaceChildren(busy("Thinking"));
    try {
      const had = await ask();
      if (!this.signal.aborted) this.#draw(file, had);
    } catch (error) {
      if (!this.signal.aborted) this.#body.replaceChildren(failure(error, () => this.#read(file, ask)));
    }
  }

  /** @param {CaseFile} file @param {Had} had */
  #draw(file, had) {
    const { hints, left, penalty } = had;
    this.#body.replaceChildren(
      h(
        "ol",
        { class: "given" },
        ...hints.map(({ text, cost }, at) =>
          h("li", {}, h("p", { class: "label" }, `Hint ${roman(at + 1)}, ${plural(cost, "point")}`), h("p", {}, text)),
        ),
      ),
      h(
        "p",
        { class: "soft" },
        penalty ? `Taken from your score so far: ${penalty} of 100.` : "You have asked for none.",
      ),
      this.#offer(file, had) || (left ? "The case is closed for you." : "There are no more."),
    );
  }

  /** What the next hint tells and costs, and the way to have it. @param {CaseFile} file @param {Had} had */
  #offer(file, { hints, left, nextCost }) {
    if (!left || file.player.submitted) return undefined;
    const button = h("button", { type: "button", "aria-describedby": "cost" }, "Give me the hint");
    button.addEventListener("click", async () => {
      await this.#read(file, () => nextHint(file.view.id, playerId()));
      const given = this.querySelector(".given li:last-child");
      if (!(given instanceof HTMLElement)) return;
      given.tabIndex = -1;
      given.focus();
    });
    return h(
      "div",
      { class: "notice" },
      h(
        "p",
        { id: "cost" },
        `The ${["first", "second", "third"][hints.length]} hint tells ${TELLS[hints.length]}. It takes ${nextCost} of 100 from your score.`,
      ),
      button,
    );
  }
}

/** @param {CaseFile} file */
export const hints = (file) => Object.assign(h("cb-hints"), { file });

define(import.meta.url, Hints);
