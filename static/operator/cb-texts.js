// The texts of a case, with what the referee says of them as they are edited.

import { CasebookElement, define, h } from "../shared/element.js";
import { pause } from "../shared/events.js";
import { editTexts, judgeTexts, wholeCase } from "./cases.js";
import { may } from "./people.js";

/** How long nothing is typed until the referee is asked, in milliseconds. */
const REST = 600;

class Texts extends CasebookElement {
  caseId = "";
  #revision = "";
  /** @type {Map<string, string>} as they are on the server */
  #saved = new Map();
  /** @type {Map<string, string>} those that were changed */
  #changed = new Map();
  #choice = h("select", { onchange: () => this.#choose() });
  #text = h("textarea", { rows: 8, maxlength: 4000, oninput: () => this.#type() });
  #state = h("p", { class: "soft" });
  #verdict = h("div", { class: "verdict", role: "status" });
  #force = h("input", { type: "checkbox" });
  #asked = new AbortController();

  async show() {
    this.replaceChildren(
      h("h2", {}, "Texts and solution"),
      h(
        "div",
        { class: "desk" },
        h(
          "div",
          { class: "edit" },
          h("label", {}, "Text", this.#choice),
          h("label", {}, "What it says", this.#text),
          ...(may("cases:write") ? this.#saving() : []),
        ),
        this.#verdict,
      ),
    );
    this.#text.readOnly = !may("cases:write");
    this.signal.addEventListener("abort", () => this.#asked.abort());
    await this.#read(true);
  }

  #saving() {
    return [
      this.#state,
      h("label", { class: "box" }, this.#force, "Save even if the length is not right"),
      h(
        "div",
        { class: "line" },
        h("button", { type: "button", onclick: () => this.#save() }, "Save"),
        h("button", { type: "button", class: "plain", onclick: () => this.#read(true) }, "Drop my changes"),
      ),
    ];
  }

  /** Reads the texts; those that were changed here stay unless drop. @param {boolean} drop */
  async #read(drop) {
    try {
      const { revision, texts, culprit } = await wholeCase(this.caseId);
      this.#revision = revision;
      this.#saved = new Map(texts.map(({ name, text }) => [name, text]));
      if (drop) this.#changed.clear();
      const chosen = this.#choice.value;
      this.#choice.replaceChildren(...[...this.#saved.keys()].map((name) => h("option", { value: name }, name)));
      if (this.#saved.has(chosen)) this.#choice.value = chosen;
      this.#choose();
      this.#say(`It was ${culprit}.${may("cases:write") ? " Choose a text: the referee reads along." : ""}`);
    } catch (error) {
      this.#say(error instanceof Error ? error.message : String(error));
    }
  }

  #choose() {
    const name = this.#choice.value;
    this.#text.value = this.#changed.get(name) ?? this.#saved.get(name) ?? "";
    this.#count();
  }

  #count() {
    const names = [...this.#changed.keys()];
    this.#state.textContent = names.length === 0 ? "Nothing is changed." : `Changed: ${names.join(", ")}.`;
  }

  async #type() {
    const name = this.#choice.value;
    if (this.#text.value === this.#saved.get(name)) this.#changed.delete(name);
    else this.#changed.set(name, this.#text.value);
    this.#count();
    this.#asked.abort();
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    await pause(REST, signal);
    if (signal.aborted) return;
    try {
      const verdict = await judgeTexts(this.caseId, Object.fromEntries(this.#changed), signal);
      if (!signal.aborted) this.#judge(verdict.breaches);
    } catch (error) {
      if (!signal.aborted) this.#say(error instanceof Error ? error.message : String(error));
    }
  }

  async #save() {
    this.#asked.abort();
    const texts = Object.fromEntries(this.#changed);
    try {
      await editTexts(this.caseId, { revision: this.#revision, texts, force: this.#force.checked });
      await this.#read(true);
      this.#say("Saved. What players did in the case is as it was.");
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      if (/** @type {{ status?: number }} */ (error).status === 409) await this.#read(false);
      this.#say(said);
    }
  }

  /** @param {string} text */
  #say(text) {
    this.#verdict.replaceChildren(h("p", {}, text));
  }

  /** @param {import("./cases.js").Judgement["breaches"]} breaches */
  #judge(breaches) {
    const fresh = breaches.filter((breach) => !breach.known);
    if (fresh.length === 0) {
      this.#say("The referee has nothing against it.");
      return;
    }
    const lines = fresh.map(({ law, reason, grave }) =>
      h("li", { class: grave ? "notice wrong" : "notice" }, `${law}: ${reason}`),
    );
    this.#verdict.replaceChildren(h("p", {}, "The referee refuses:"), h("ul", { class: "flow" }, ...lines));
  }
}

define(import.meta.url, Texts);
