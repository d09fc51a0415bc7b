// <cb-interview>: the conversation with one suspect.

import { plate } from "../shared/cb-picture.js";
import { CasebookElement, define, h, icon, redraw } from "../shared/element.js";
import { announce, busy, failure } from "../shared/notice.js";
import { capital, plural } from "../shared/words.js";
import { pin } from "./cb-pin.js";
import { exhibitName } from "./exhibit.js";
import { feeling, showing, suggest } from "./questions.js";
import { answersOf, gather, refOf } from "./statements.js";

/** @import { CaseFile } from "../shared/casefile.js" */
/** @import { Reply, Suspect } from "../shared/model" */
/** @import { Statement } from "./statements.js" */

const LONGEST = 1000;

class Interview extends CasebookElement {
  /** @type {CaseFile | undefined} */
  file;
  item = "";
  /** What everybody has said so far. @type {Statement[]} */
  #said = [];
  #asking = false;
  #mood = h("p", { class: "mood" });
  #log = h("ol", { class: "log", "aria-label": "Conversation", tabindex: "-1" });
  #state = h("div", { class: "state" });
  #ideas = h("ul", { class: "ideas", "aria-label": "Suggested questions" });
  #table = h("details", { class: "table" });
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
      h("div", { class: "talk" }, this.#log, this.#state, this.#form(file, suspect), this.#table, this.#ideas),
    );
    this.#feel(file, suspect);
    this.#lay(file, suspect);
    file.addEventListener("player", () => this.#catchUp(file, suspect), { signal: this.signal });
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

  /** Lays what was found on the table, to be shown. @param {CaseFile} file @param {Suspect} suspect */
  #lay(file, suspect) {
    const found = file.player.discoveredEvidence;
    this.#table.hidden = found.length === 0;
    if (file.showing) this.#table.open = true;
    this.#table.replaceChildren(
      h("summary", {}, icon("evidence"), "Show a piece of evidence"),
      h(
        "ul",
        {},
        ...found.map((item) =>
          h(
            "li",
            {},
            h(
              "button",
              { type: "button", "data-item": item.id, onclick: () => this.#choose(file, suspect, showing(item)) },
              plate(file, item.id, { sizes: "5rem", alt: "" }),
              h("span", {}, item.name),
            ),
          ),
        ),
      ),
    );
  }

  /** Shows what was said before. @param {CaseFile} file @param {Suspect} suspect */
  async #remember(file, suspect) {
    this.#state.replaceChildren(busy("Finding your place"));
    try {
      const said = await gather(file);
      if (this.signal.aborted) return;
      this.#write(file, suspect, said);
      this.#state.replaceChildren();
      this.#log.lastElementChild?.scrollIntoView({ block: "center" });
      this.#show(file);
    } catch (error) {
      if (!this.signal.aborted) this.#state.replaceChildren(failure(error, () => this.#remember(file, suspect)));
    }
  }

  /** @param {CaseFile} file @param {Suspect} suspect @param {Statement[]} said by everybody so far */
  #write(file, suspect, said) {
    this.#said = said;
    const own = answersOf(said, suspect);
    this.#log.ariaLive = "off"; // What was said before is not read out, only what comes.
    this.#log.replaceChildren(...own.flatMap((one) => [asked(file, one.question), answered(file, one)]));
    this.#log.ariaLive = "polite";
    this.#suggest(file, suspect);
  }

  /** Takes in what was asked and found in another window. @param {CaseFile} file @param {Suspect} suspect */
  async #catchUp(file, suspect) {
    const said = this.#asking ? undefined : await gather(file).catch(() => undefined);
    if (!said || this.#asking || this.signal.aborted) return;
    if (said.length > this.#said.length) this.#write(file, suspect, said);
    this.#feel(file, suspect);
    redraw(this.#table, () => this.#lay(file, suspect));
  }

  /** Goes to what the player came here to show. @param {CaseFile} file */
  #show(file) {
    const button = this.#table.querySelector(`[data-item="${file.showing}"]`);
    file.showing = "";
    if (!(button instanceof HTMLElement)) return;
    button.scrollIntoView({ block: "center" });
    button.focus({ preventScroll: true });
  }

  /** @param {CaseFile} file @param {Suspect} suspect @param {string} message */
  #choose(file, suspect, message) {
    this.#table.open = false;
    this.#ask(file, suspect, message);
    // The pressed button goes. A field that has the focus would raise the keyboard of a touch screen.
    const next = matchMedia("(pointer: coarse)").matches ? this.#log : this.#text;
    next.focus({ preventScroll: true });
  }

  /** @param {CaseFile} file @param {Suspect} suspect @param {string} message */
  async #ask(file, suspect, message) {
    if (this.#asking) return;
    this.#asking = true;
    const mine = asked(file, message);
    this.#log.append(mine);
    if (this.#text.value.trim() === message) this.#text.value = "";
    this.#ideas.replaceChildren();
    this.#state.replaceChildren(busy(`${suspect.name} considers`));
    this.#state.scrollIntoView({ block: "nearest", behavior: "smooth" });
    try {
      this.#hear(file, suspect, message, await file.ask(suspect.id, message));
    } catch (error) {
      mine.remove();
      if (!this.#text.value) this.#text.value = message;
      this.#state.replaceChildren(failure(error, () => this.#ask(file, suspect, message)));
    } finally {
      this.#asking = false;
      this.#suggest(file, suspect);
    }
  }

  /** @param {CaseFile} file @param {Suspect} suspect @param {string} question @param {Reply} reply */
  #hear(file, suspect, question, { aiResponse, timestamp, apAcquisition, apWithheld }) {
    const statement = { ref: refOf(suspect.id, timestamp), suspect, question, words: aiResponse };
    this.#said.push(statement);
    const theirs = answered(file, statement);
    if (apAcquisition) theirs.append(earned(apAcquisition));
    if (apWithheld) theirs.append(h("p", { class: "withheld" }, apWithheld.message));
    this.#log.append(theirs);
    this.#state.replaceChildren();
    (theirs.previousElementSibling ?? theirs).scrollIntoView({ block: "start", behavior: "smooth" });
    this.#feel(file, suspect);
  }

  /** @param {CaseFile} file @param {Suspect} suspect */
  #suggest(file, suspect) {
    const ideas = suggest(file, suspect.id, this.#said);
    this.#ideas.replaceChildren(
      ...ideas.map((question) =>
        h("li", {}, h("button", { type: "button", onclick: () => this.#choose(file, suspect, question) }, question)),
      ),
    );
  }

  /** Says how the suspect feels. @param {CaseFile} file @param {Suspect} suspect */
  #feel(file, { id, name }) {
    const level = file.mood(id)?.emotionalState.suspicionLevel ?? 0;
    const words = feeling(file, id);
    const before = this.#mood.firstChild?.textContent;
    if (before && before !== `${capital(words)}.`) announce(`${name} is ${words} now.`);
    this.#mood.replaceChildren(
      h("span", {}, `${capital(words)}.`),
      h("meter", { min: "0", max: "100", value: level, "aria-label": "How wary of you, of 100" }),
    );
  }
}

/** What the player said, with the exhibit that was shown by it. @param {CaseFile} file @param {string} words */
function asked(file, words) {
  const shown = file.player.discoveredEvidence.find((item) => showing(item) === words);
  return h(
    "li",
    { class: "user" },
    h("span", { class: "label" }, "You"),
    shown && h("span", { class: "shown" }, plate(file, shown.id, { sizes: "5rem", alt: exhibitName(file, shown.id) })),
    h("p", {}, words),
  );
}

/** @param {CaseFile} file @param {Statement} statement */
function answered(file, { ref, suspect, words }) {
  return h(
    "li",
    { class: "suspect" },
    h("span", { class: "label" }, suspect.name),
    h("p", {}, words),
    pin(file, ref, `what ${suspect.name} said: ${words.slice(0, 60)}`),
  );
}

/** @param {{ amount: number, reason: string }} gain */
function earned({ amount, reason }) {
  return h("p", { class: "earned" }, `+${plural(amount, "point")}`, reason ? `. ${capital(reason)}` : "");
}

define(import.meta.url, Interview);
