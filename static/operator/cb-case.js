// One case as the operator sees it: its state, its pictures, and its texts to edit.

import { define, h } from "../shared/element.js";
import "./cb-texts.js";
import { deleteCase, playAddress, publishCase, redrawPicture, regenerate, uploadPicture, wholeCase } from "./cases.js";
import { pageAddress } from "./pages.js";
import { may } from "./people.js";
import { live, Section } from "./section.js";

/** @typedef {import("./cases.js").Whole} Whole */
/** @typedef {import("./cases.js").SlotPicture} SlotPicture */

class OneCase extends Section {
  #actions = h("div", { class: "line" });
  #pictures = h("ul", { class: "slots" });
  #texts = Object.assign(document.createElement("cb-texts"), { caseId: "" });
  #revision = "";

  show() {
    this.heading = this.rest;
    this.#texts.caseId = this.rest;
    live(this, ["cases"], () => this.load());
    return super.show();
  }

  controls() {
    return [
      h("p", {}, h("a", { href: pageAddress("cases") }, "All cases")),
      this.#actions,
      this.#texts,
      h("h2", {}, "Pictures"),
      this.#pictures,
    ];
  }

  async fill() {
    const whole = await wholeCase(this.rest);
    this.#revision = whole.revision;
    const heading = this.querySelector("h1");
    if (heading) heading.textContent = whole.title ?? whole.caseId;
    this.#show(whole);
    for (const picture of whole.pictures) this.#picture(whole, picture);
    return [];
  }

  /** @param {Whole} whole */
  #show(whole) {
    const seen = whole.early
      ? "Published before its day"
      : whole.visible
        ? "Players see it"
        : "Players do not see it yet";
    const parts = [
      h("p", {}, `${whole.date}, ${whole.difficulty}, written by ${whole.author}. ${seen}.`),
      whole.visible && h("a", { class: "button", href: playAddress(whole.caseId) }, "Open as a player"),
      ...(may("cases:write") ? this.#changes(whole) : []),
    ].filter((part) => part !== false);
    const focused = document.activeElement?.textContent;
    const hadFocus = this.#actions.contains(document.activeElement);
    this.#actions.replaceChildren(...parts);
    if (hadFocus) [...this.#actions.querySelectorAll("button")].find((b) => b.textContent === focused)?.focus();
  }

  /** @param {Whole} whole */
  #changes(whole) {
    return [
      !whole.visible && this.#button("Publish now", "Publish it before its day? It cannot be taken back.", publishCase),
      this.#button("Make anew", "Make it anew? What players did in it is lost.", regenerate),
      this.#button("Delete", "Delete it? Players lose it at once. It can be restored for a week.", async (id) => {
        const done = await deleteCase(id);
        history.pushState(null, "", pageAddress("cases"));
        dispatchEvent(new PopStateEvent("popstate"));
        return done;
      }),
    ];
  }

  /** @param {string} label @param {string} question @param {(id: string) => Promise<{ message: string }>} work */
  #button(label, question, work) {
    const act = () =>
      this.attempt(async () => {
        if (!confirm(question)) return;
        const { message } = await work(this.rest);
        return `${message}.`;
      });
    return h("button", { type: "button", onclick: act }, label);
  }

  /** Shows how a picture stands; what is being typed about it stays. @param {Whole} whole @param {SlotPicture} picture */
  #picture(whole, picture) {
    let item = this.#pictures.querySelector(`[data-slot="${picture.slot}"]`);
    if (!item) {
      const change = may("cases:write") && this.#change(picture);
      item = h("li", { "data-slot": picture.slot }, h("div", { class: "now" }), change);
      this.#pictures.append(item);
    }
    const state = picture.redrawing ? "being redrawn" : picture.state;
    const parts = [
      picture.thumbnail && whole.visible
        ? h("img", { src: picture.thumbnail, alt: picture.alt, width: 160, height: 120, loading: "lazy" })
        : h("span", { class: "empty" }),
      h("p", { class: "label" }, `${picture.slot}: ${state}${picture.by ? `, by ${picture.by}` : ""}`),
      ...(picture.error ? [h("p", { class: "soft" }, picture.error)] : []),
    ];
    const now = /** @type {HTMLElement} */ (item.firstElementChild);
    if (now.innerHTML !== h("div", {}, ...parts).innerHTML) now.replaceChildren(...parts);
  }

  /** @param {SlotPicture} picture */
  #change(picture) {
    const prompt = h("textarea", { rows: 4, maxlength: 4000 });
    prompt.value = picture.prompt;
    const file = h("input", { type: "file", accept: "image/*" });
    const again = () =>
      this.attempt(async () => {
        await redrawPicture(this.rest, picture.slot, { revision: this.#revision, prompt: prompt.value });
        await this.load();
        return `${picture.slot} is being redrawn. Until it is there, the old one stays.`;
      });
    const upload = () =>
      this.attempt(async () => {
        const chosen = file.files?.[0];
        if (!chosen) return;
        await uploadPicture(this.rest, picture, chosen);
        file.value = "";
        await this.load();
        return `${picture.slot} is replaced.`;
      });
    file.addEventListener("change", upload);
    return h(
      "details",
      {},
      h("summary", {}, `Change ${picture.slot}`),
      h("label", {}, "Prompt", prompt),
      h("button", { type: "button", onclick: again }, "Redraw"),
      h("label", {}, "Or replace it by a file", file),
    );
  }
}

define(import.meta.url, OneCase);
