// <cb-move>: how one plays on with the same player on another device.

import { ApiError, claim, transfer } from "../shared/api.js";
import { CasebookElement, define, h } from "../shared/element.js";
import { announce, busy, failure } from "../shared/notice.js";
import { forgetAnswers } from "../shared/offline.js";
import { become, isKnown, playerId } from "../shared/player.js";
import { address, go } from "../shared/router.js";
import { moment } from "../shared/words.js";

/** @import { Transferred } from "../shared/model" */

export class Move extends CasebookElement {
  /** The code of the link that was opened here, if it was one. */
  code = "";
  /** What to do when this device plays as somebody else. */
  done = () => {};
  #trouble = h("div");

  /** @override */
  show() {
    this.#trouble = h("div");
    if (this.code) this.replaceChildren(...this.#offer(this.code));
    else this.replaceChildren(h("h2", {}, "Another device"), isKnown() ? this.#give() : "", this.#take());
  }

  /** Asks whether this device shall play as the player of a link. @param {string} code */
  #offer(code) {
    return [
      h("h2", {}, "Play on here?"),
      h("p", {}, "This link comes from another device of yours. With it, you go on here as the same player."),
      isKnown() ? h("p", {}, lost) : "",
      this.#trouble,
      h(
        "p",
        { class: "ways" },
        h("button", { type: "button", class: "primary", onclick: () => this.#claim(code) }, "Play on here"),
        h("a", { class: "button", href: address("me") }, "Leave it"),
      ),
    ];
  }

  #give() {
    const place = h("div", { class: "flow" });
    const ask = async () => {
      place.replaceChildren(busy("Asking for a code"));
      try {
        const given = await transfer(playerId());
        if (this.signal.aborted) return;
        place.replaceChildren(...ticket(given));
        announce(`The code is ${given.code.split("").join(" ")}`);
      } catch (error) {
        if (!this.signal.aborted) place.replaceChildren(failure(error, ask));
      }
    };
    place.append(h("p", {}, h("button", { type: "button", onclick: ask }, "Get a code for another device")));
    return place;
  }

  #take() {
    const field = h("input", {
      type: "text",
      id: "code",
      autocomplete: "off",
      autocapitalize: "characters",
      maxlength: 40,
    });
    const form = h(
      "form",
      {},
      h("label", { for: "code" }, "A code from another device"),
      h("div", { class: "ways" }, field, h("button", { type: "submit" }, "Play on here")),
      isKnown() ? h("p", { class: "soft" }, lost) : "",
      this.#trouble,
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (field.value.trim()) this.#claim(field.value.trim());
      else field.focus();
    });
    return form;
  }

  /** @param {string} code */
  async #claim(code) {
    this.#trouble.replaceChildren(busy("Looking for the code"));
    try {
      const { userId } = await claim(code);
      become(userId);
      await forgetAnswers();
      if (this.code) go(address("me"), { replace: true });
      else this.done();
      announce("This device now plays as the same player.");
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#trouble.replaceChildren(h("p", { class: "notice wrong", role: "alert" }, error.message));
    }
  }
}

const lost = "What was played on this device until now then belongs to nobody, unless you get a code for it first.";

/** @param {Transferred} given */
function ticket({ code, expiresAt, qr }) {
  return [
    h(
      "p",
      {},
      "Scan this with the other device, or type the code there. It works once, until ",
      moment(expiresAt),
      ".",
    ),
    h("img", {
      src: `data:image/svg+xml,${encodeURIComponent(qr)}`,
      alt: "The code as a QR code",
      width: 220,
      height: 220,
    }),
    h("p", { class: "code" }, code),
  ];
}

/** @param {string} code @param {() => void} done */
export const move = (code, done) => Object.assign(h("cb-move"), { code, done });

define(import.meta.url, Move);
