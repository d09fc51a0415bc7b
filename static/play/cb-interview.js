// <cb-interview>: the conversation with one suspect.

import { conversation } from "../shared/api.js";
import { plate } from "../shared/cb-picture.js";
import { CasebookElement, define, h, icon } from "../shared/element.js";
import { busy, failure } from "../shared/notice.js";
import { playerId } from "../shared/player.js";
import { capital, plural } from "../shared/words.js";
import { suggest } from "./questions.js";

/** @import { CaseFile } from "../shared/casefile.js" */
/** @import { Suspect } from "../shared/model" */

const LONGEST = 1000;

class Interview extends CasebookElement {
  /** @type {CaseFile | undefined} */
  file;
  item = "";
  /** @type {string[]} */
  #asked = [];
  #asking = false;
  #mood = h("div", { class: "mood" });
  #log = h("ol", { class: "log", "aria-label": "Conversation" });
  #state = h("div", { class: "state" });
  #ideas = h("ul", { class: "ideas", "aria-label": "Suggested questions" });
  #text = h("textarea", {
    id: "question",
    rows: "2",
    maxlength: LONGEST,
    placeholder: "Ask anything",
    enterkeyhint: "send",
  });

  /** @override */
  show() {
    const { file } = this;
    const suspect = file?.suspect(this.item);
    if (!file || !suspect) {
      this.replaceChildren(
        h("h1", {}, "Nobody of that name"),
        h("p", {}, h("a", { href: "#suspects" }, "Back to the suspects")),
      );
      return;
    }
    this.replaceChildren(
      h("p", {}, h("a", { class: "button plain", href: "#suspects" }, icon("back"), "Suspects")),
      h(
        "div",
        { class: "person" },
        plate(file, suspect.id, { sizes: "(min-width: 75rem) 20rem, 7rem", eager: true }),
        h("div", {}, h("h1", {}, suspect.name), h("p", { class: "label" }, suspect.archetype), this.#mood),
        h(
          "details",
          {},
          h("summary", {}, "What is known"),
          h("p", {}, suspect.background),
          h("p", {}, suspect.personality),
        ),
      ),
      h("div", { class: "talk" }, this.#log, this.#state, this.#form(file, suspect), this.#ideas),
    );
    this.#feel(file, suspect);
    this.#remember(file, suspect);
  }

  /** @param {CaseFile} file @param {Suspect} suspect */
  #form(file, suspect) {
    const send = () => {
      const message = this.#text.value.trim();
      if (message) this.#ask(file, suspect, message);
      else this.#text.focus();
    };
    this.#text.addEventListener(
      "keydown",
      (event) => {
        if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
        event.preventDefault();
        send();
      },
      { signal: this.signal },
    );
    return h(
      "form",
      {
        onsubmit: (/** @type {Event} */ event) => {
          event.preventDefault();
          send();
        },
      },
      h("label", { class: "label", for: "question" }, "Your question"),
      this.#text,
      h("button", { class: "primary", type: "submit" }, icon("send"), "Ask"),
    );
  }

  /** Shows what was said before. @param {CaseFile} file @param {Suspect} suspect */
  async #remember(file, suspect) {
    this.#state.replaceChildren(busy("Finding your place"));
    try {
      const { messages } = await conversation(suspect.id, playerId());
      if (this.signal.aborted) return;
      this.#asked = messages.filter(({ role }) => role === "user").map(({ content }) => content);
      this.#log.replaceChildren(
        ...messages.map(({ role, content }) => line(role === "user" ? "You" : suspect.name, content, role)),
      );
      this.#log.ariaLive = "polite"; // What was said before is not read out, only what comes.
      this.#state.replaceChildren();
      this.#suggest(file, suspect);
      if (messages.length) this.#log.lastElementChild?.scrollIntoView({ block: "center" });
    } catch (error) {
      if (!this.signal.aborted) this.#state.replaceChildren(failure(error, () => this.#remember(file, suspect)));
    }
  }

  /** @param {CaseFile} file @param {Suspect} suspect @param {string} message */
  async #ask(file, suspect, message) {
    if (this.#asking) return;
    this.#asking = true;
    const mine = line("You", message, "user");
    this.#log.append(mine);
    if (this.#text.value.trim() === message) this.#text.value = "";
    this.#ideas.replaceChildren();
    this.#state.replaceChildren(busy(`${suspect.name} considers`));
    this.#state.scrollIntoView({ block: "nearest", behavior: "smooth" });
    try {
      const reply = await file.ask(suspect.id, message);
      this.#asked.push(message);
      const theirs = line(suspect.name, reply.aiResponse, "suspect");
      if (reply.apAcquisition) theirs.append(earned(reply.apAcquisition));
      this.#log.append(theirs);
      this.#state.replaceChildren();
      theirs.scrollIntoView({ block: "nearest", behavior: "smooth" });
    } catch (error) {
      mine.remove();
      if (!this.#text.value) this.#text.value = message;
      this.#state.replaceChildren(failure(error, () => this.#ask(file, suspect, message)));
    } finally {
      this.#asking = false;
      this.#feel(file, suspect);
      this.#suggest(file, suspect);
    }
  }

  /** @param {CaseFile} file @param {Suspect} suspect */
  #suggest(file, suspect) {
    const ideas = suggest(file, suspect.id, this.#asked);
    const choose = (/** @type {string} */ question) => {
      this.#ask(file, suspect, question);
      this.#text.focus({ preventScroll: true });
    };
    this.#ideas.replaceChildren(
      ...ideas.map((question) =>
        h("li", {}, h("button", { type: "button", onclick: () => choose(question) }, question)),
      ),
    );
  }

  /** Shows how the suspect feels, as far as it is known. @param {CaseFile} file @param {Suspect} suspect */
  #feel(file, suspect) {
    const mood = file.moods.get(suspect.id);
    if (!mood) {
      this.#mood.replaceChildren();
      return;
    }
    const meter = h("meter", {
      min: "0",
      max: "100",
      value: mood.suspicionLevel,
      "aria-label": "How wary they are of you, of 100",
    });
    this.#mood.replaceChildren(h("span", {}, capital(mood.tone)), meter);
  }
}

/** @param {string} speaker @param {string} words @param {"user" | "suspect"} role */
function line(speaker, words, role) {
  return h("li", { class: role }, h("span", { class: "label" }, speaker), h("p", {}, words));
}

/** @param {{ amount: number, reason: string }} gain */
function earned({ amount, reason }) {
  return h("p", { class: "earned" }, `+${plural(amount, "point")}`, reason ? `. ${capital(reason)}` : "");
}

define(import.meta.url, Interview);
