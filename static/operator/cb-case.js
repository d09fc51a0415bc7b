// One case as the operator sees it: its state, its pictures, and its texts to edit.

import { define, h } from "../shared/element.js";
import { deleteCase, playAddress, publishCase, redrawPicture, regenerate, uploadPicture, wholeCase } from "./cases.js";
import { Texts } from "./cb-texts.js";
import { clash } from "./clash.js";
import { pageAddress } from "./pages.js";
import { may } from "./people.js";
import { live, Section } from "./section.js";

/** @typedef {import("./cases.js").Whole} Whole */
/** @typedef {import("./cases.js").SlotPicture} SlotPicture */

/**
 * A prompt: as it was last read, where it is changed, and where it is shown that somebody else has changed it.
 * @typedef {{ read: string, field: HTMLTextAreaElement, rival: HTMLElement }} Prompt
 */

class OneCase extends Section {
  #actions = h("div", { class: "line" });
  #pictures = h("ul", { class: "slots" });
  #texts = new Texts();
  #revision = "";
  #deleting = false;
  /** The prompts that can be changed, by slot. @type {Map<string, Prompt>} */
  #prompts = new Map();

  show() {
    this.heading = this.rest;
    this.#texts.caseId = this.rest;
    live(this, ["cases"], () => this.#deleting || this.load());
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
    this.#texts.take(whole);
    for (const picture of whole.pictures) {
      this.#picture(picture);
      this.#prompt(picture);
    }
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
      this.#button(
        "Delete",
        "Delete it? Players lose it at once. It can be restored for a week, also if another is made for its day.",
        async (id) => {
          this.#deleting = true; // What is gone is not read again.
          const done = await deleteCase(id).catch((error) => {
            this.#deleting = false;
            throw error;
          });
          history.pushState(null, "", pageAddress("cases"));
          dispatchEvent(new PopStateEvent("popstate"));
          return done;
        },
      ),
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

  /** Shows how a picture stands; what is being typed about it stays. @param {SlotPicture} picture */
  #picture(picture) {
    let item = this.#pictures.querySelector(`[data-slot="${picture.slot}"]`);
    if (!item) {
      const change = may("cases:write") && this.#change(picture);
      item = h("li", { "data-slot": picture.slot }, h("div", { class: "now" }), change);
      this.#pictures.append(item);
    }
    const state = picture.redrawing ? "being redrawn" : picture.state;
    const parts = [
      picture.thumbnail
        ? h("img", { src: fromHere(picture.thumbnail), alt: picture.alt, width: 160, height: 120, loading: "lazy" })
        : h("span", { class: "empty" }),
      h("p", { class: "label" }, `${picture.slot}: ${state}${picture.by ? `, by ${picture.by}` : ""}`),
      ...(picture.error ? [h("p", { class: "soft" }, picture.error)] : []),
    ];
    const now = /** @type {HTMLElement} */ (item.firstElementChild);
    if (now.innerHTML !== h("div", {}, ...parts).innerHTML) now.replaceChildren(...parts);
  }

  /** Shows a prompt as it is now; one that was changed here stays, beside what somebody else has made of it. @param {SlotPicture} picture */
  #prompt({ slot, prompt }) {
    const one = this.#prompts.get(slot);
    if (!one || prompt === one.read) return;
    const settle = () => {
      one.rival.replaceChildren();
      one.field.focus();
    };
    const take = () => {
      one.field.value = prompt;
      settle();
    };
    if (one.field.value === one.read || one.field.value === prompt) {
      one.field.value = prompt;
      one.rival.replaceChildren();
    } else one.rival.replaceChildren(clash(`the prompt of ${slot}`, prompt, { take, keep: settle }));
    one.read = prompt;
  }

  /**
   * Has a picture drawn again, also after others have changed other things of the case.
   * @param {string} slot @param {HTMLTextAreaElement} prompt @param {HTMLElement} rival
   */
  async #redraw(slot, prompt, rival) {
    const read = this.#revision;
    const ask = () => redrawPicture(this.rest, slot, { revision: this.#revision, prompt: prompt.value });
    try {
      await ask();
    } catch (error) {
      await this.load();
      if (rival.firstChild || this.#revision === read) throw error;
      await ask();
    }
    await this.load();
  }

  /** @param {SlotPicture} picture */
  #change(picture) {
    const prompt = h("textarea", { rows: 4, maxlength: 4000 });
    prompt.value = picture.prompt;
    const rival = h("div", { role: "status" });
    this.#prompts.set(picture.slot, { read: picture.prompt, field: prompt, rival });
    const file = h("input", { type: "file", accept: "image/*" });
    const again = () =>
      this.attempt(async () => {
        if (rival.firstChild) return "Nothing is redrawn yet: take their prompt or keep yours first.";
        await this.#redraw(picture.slot, prompt, rival);
        return `${picture.slot} is being redrawn. Until it is there, what is shown stays.`;
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
      rival,
      h("button", { type: "button", onclick: again }, "Redraw"),
      h("label", {}, "Or replace it by a file", file),
    );
  }
}

/** The session is of this origin alone, which need not be the one that players use. @param {string} address */
const fromHere = (address) => (address.includes("/api/admin/") ? new URL(address, location.href).pathname : address);

define(import.meta.url, OneCase);
