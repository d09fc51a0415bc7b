// The texts of a case, with what the referee says of them as they are edited.

import { ApiError } from "../shared/api.js";
import { CasebookElement, define, h } from "../shared/element.js";
import { pause } from "../shared/events.js";
import { editTexts, judgeTexts, wholeCase } from "./cases.js";
import { clash } from "./clash.js";
import { may } from "./people.js";

/** @typedef {import("./cases.js").Whole} Whole */

/** How long nothing is typed until the referee is asked, in milliseconds. */
const REST = 600;

/** Its case is given by caseId, and what it says by take. */
export class Texts extends CasebookElement {
  caseId = "";
  #revision = "";
  /** @type {Map<string, string>} as they are on the server */
  #saved = new Map();
  /** @type {Map<string, string>} those that were changed */
  #changed = new Map();
  /** @type {Map<string, string>} what somebody else made meanwhile of those that were changed here */
  #theirs = new Map();
  /** What was last sent to be saved. @type {Record<string, string>} */
  #sent = {};
  #choice = h("select", { onchange: () => this.#choose() });
  #text = h("textarea", { rows: 8, maxlength: 4000, oninput: () => this.#type() });
  #clash = h("div", { role: "status" });
  #state = h("p", { class: "soft" });
  #verdict = h("div", { class: "verdict", role: "status" });
  #force = h("input", { type: "checkbox" });
  #asked = new AbortController();

  show() {
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
          this.#clash,
          ...(may("cases:write") ? this.#saving() : []),
        ),
        this.#verdict,
      ),
    );
    this.#text.readOnly = !may("cases:write");
    this.signal.addEventListener("abort", () => this.#asked.abort());
    if (this.#changed.size > 0) this.#type(); // It was left, and is entered again.
  }

  #saving() {
    return [
      this.#state,
      h("label", { class: "box" }, this.#force, "Save even if the length is not right"),
      h(
        "div",
        { class: "line" },
        h("button", { type: "button", onclick: () => this.#save() }, "Save"),
        h("button", { type: "button", class: "plain", onclick: () => this.#drop() }, "Drop my changes"),
      ),
    ];
  }

  /** Takes the texts in as they are on the server; what was changed here stays. @param {Whole} whole */
  take({ revision, texts, culprit }) {
    const before = this.#saved;
    this.#revision = revision;
    this.#saved = new Map(texts.map(({ name, text }) => [name, text]));
    for (const [name, mine] of this.#changed) this.#compare(name, mine, before.get(name));
    if ([...before.keys()].join() !== [...this.#saved.keys()].join()) {
      const chosen = this.#choice.value;
      this.#choice.replaceChildren(...[...this.#saved.keys()].map((name) => h("option", { value: name }, name)));
      if (this.#saved.has(chosen)) this.#choice.value = chosen;
      this.#say(`It was ${culprit}.${may("cases:write") ? " Choose a text: the referee reads along." : ""}`);
    }
    this.#choose();
  }

  /** @param {string} name @param {string} mine @param {string | undefined} before what it was on the server */
  #compare(name, mine, before) {
    const now = this.#saved.get(name);
    if (now === mine || now === undefined) {
      this.#changed.delete(name);
      this.#theirs.delete(name);
    } else if (now !== before && now !== this.#sent[name]) this.#theirs.set(name, now);
  }

  async #drop() {
    this.#changed.clear();
    this.#theirs.clear();
    try {
      this.take(await wholeCase(this.caseId));
      this.#say("Your changes are dropped.");
    } catch (error) {
      this.#say(error instanceof Error ? error.message : String(error));
    }
  }

  #choose() {
    const name = this.#choice.value;
    const text = this.#changed.get(name) ?? this.#saved.get(name) ?? "";
    if (this.#text.value !== text) this.#text.value = text; // Else the cursor would move.
    const theirs = this.#theirs.get(name);
    const settle = () => {
      this.#theirs.delete(name);
      this.#choose();
      this.#text.focus();
    };
    const take = () => {
      this.#changed.delete(name);
      settle();
    };
    const shown = theirs === undefined ? [] : [clash(name, theirs, { take, keep: settle })];
    if (this.#clash.textContent !== shown.map((node) => node.textContent).join()) this.#clash.replaceChildren(...shown);
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
    if (this.#theirs.size > 0) return this.#decide();
    if (this.#changed.size === 0) return this.#say("Nothing is changed.");
    this.#say("It is being saved.");
    try {
      const texts = Object.fromEntries(this.#changed);
      this.#sent = texts;
      await this.#edit(texts);
      for (const [name, text] of Object.entries(texts))
        if (this.#changed.get(name) === text) this.#changed.delete(name);
      this.take(await wholeCase(this.caseId));
      this.#say("Saved. What players did in the case is as it was.");
    } catch (error) {
      if (this.#theirs.size > 0) this.#decide();
      else this.#say(error instanceof Error ? error.message : String(error));
    }
  }

  /**
   * Saves, also after others have changed other things of the case.
   * @param {Record<string, string>} texts
   * @throws after they have changed these texts, and when the server refuses
   */
  async #edit(texts) {
    const edit = () => editTexts(this.caseId, { revision: this.#revision, texts, force: this.#force.checked });
    try {
      await edit();
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 409) throw error;
      this.take(await wholeCase(this.caseId));
      if (this.#theirs.size > 0) throw error;
      await edit();
    }
  }

  /** Has the editor choose between what was written here and elsewhere. */
  #decide() {
    const names = [...this.#theirs.keys()];
    this.#choice.value = names[0] ?? "";
    this.#choose();
    this.#say(
      `Nothing is saved yet: somebody else changed ${names.join(", ")} meanwhile. Take theirs or keep yours, and save then.`,
    );
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
