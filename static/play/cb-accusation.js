// <cb-accusation>: six questions, a last check, and one submission.

import { plate } from "../shared/cb-picture.js";
import { CasebookElement, define, h } from "../shared/element.js";
import { busy, failure, focusRetry } from "../shared/notice.js";
import { go } from "../shared/router.js";
import { Draft, LONGEST, lacking, QUESTIONS } from "./accusation.js";
import { inOrder } from "./times.js";

/** @import { CaseFile } from "../shared/casefile.js" */
/** @import { Answers, Question } from "../shared/model" */

class Accusation extends CasebookElement {
  /** @type {CaseFile | undefined} */
  file;
  #draft = new Draft("");
  #check = h("dialog", { "aria-labelledby": "check" });
  #sending = false;

  /** @override */
  show() {
    const { file } = this;
    if (!file) return;
    this.#draft = new Draft(file.view.id);
    const missing = file.view.evidence.length - file.player.discoveredEvidence.length;
    this.#check.addEventListener("cancel", (event) => this.#sending && event.preventDefault(), { signal: this.signal });
    this.replaceChildren(
      h("h1", {}, "The accusation"),
      h("p", { class: "prose" }, "Six questions. You accuse once, and then the case is closed for you."),
      (missing > 0 &&
        h(
          "p",
          { class: "notice" },
          `${missing} of the ${file.view.evidence.length} pieces of evidence are not found yet. You may accuse all the same.`,
        )) ||
        "",
      h(
        "form",
        { novalidate: true, onsubmit: (/** @type {Event} */ event) => this.#review(event, file) },
        ...QUESTIONS.map((question) => this.#question(file, question)),
        h("button", { class: "primary", type: "submit" }, "Read it over"),
      ),
      this.#check,
    );
  }

  /** @param {CaseFile} file @param {typeof QUESTIONS[number]} question */
  #question(file, { key, name, ask }) {
    const shuffled = file.view.answerOptions[key];
    const options = key === "when" ? inOrder(shuffled, (hour) => hour) : shuffled;
    const drafted = this.#draft.answers[key] ?? "";
    const own = drafted !== "" && !options.includes(drafted);
    const text = h("input", {
      type: "text",
      maxlength: LONGEST,
      value: own ? drafted : null,
      "aria-label": `${name}, in your own words`,
      placeholder: "In your own words",
    });
    const ownRadio = h("input", { type: "radio", name: key, checked: own, "aria-label": "In your own words" });
    const answer = (/** @type {string} */ value) => {
      this.#draft.answers[key] = value;
      this.#draft.keep();
      this.querySelector(`#lacks-${key}`)?.replaceChildren();
    };
    ownRadio.addEventListener("change", () => {
      answer(text.value);
      text.focus();
    });
    text.addEventListener("input", () => {
      ownRadio.checked = true;
      answer(text.value);
    });
    return h(
      "fieldset",
      { "data-question": key, "aria-describedby": `lacks-${key}` },
      h("legend", {}, h("span", { class: "label" }, name), h("span", { class: "ask" }, ask(file.view))),
      h("p", { class: "lacks", id: `lacks-${key}`, "aria-live": "polite" }),
      ...options.map((option) => choice(file, key, option, drafted === option, answer)),
      h("div", { class: "own" }, ownRadio, text),
    );
  }

  /** @param {Event} event @param {CaseFile} file */
  #review(event, file) {
    event.preventDefault();
    /** @type {Element | undefined} */
    let first;
    for (const { key } of QUESTIONS) {
      const lack = lacking(key, this.#draft.answers[key] ?? "");
      this.querySelector(`#lacks-${key}`)?.replaceChildren(lack);
      if (lack) first ??= this.querySelector(`[data-question="${key}"]`) ?? undefined;
    }
    if (first) {
      first.scrollIntoView({ block: "start", behavior: "smooth" });
      first.querySelector("input")?.focus({ preventScroll: true });
      return;
    }
    this.#lastCheck(file);
    this.#check.showModal();
  }

  /** @param {CaseFile} file @param {Node | string} [state] */
  #lastCheck(file, state = "") {
    const { answers } = this.#draft;
    this.#check.replaceChildren(
      h("h2", { id: "check", tabindex: "-1", autofocus: true }, "Is this your accusation?"),
      h(
        "dl",
        {},
        ...QUESTIONS.flatMap(({ key, name }) => [h("dt", { class: "label" }, name), h("dd", {}, answers[key] ?? "")]),
      ),
      h("p", {}, "It cannot be taken back."),
      h("div", { "aria-live": "polite" }, state),
      h(
        "p",
        { class: "ways" },
        h(
          "button",
          { class: "primary", type: "button", disabled: this.#sending, onclick: () => this.#send(file) },
          "Accuse",
        ),
        h("button", { type: "button", disabled: this.#sending, onclick: () => this.#check.close() }, "Think again"),
      ),
    );
  }

  /** @param {CaseFile} file */
  async #send(file) {
    if (this.#sending) return;
    this.#sending = true;
    this.#lastCheck(file, busy("The accusation is weighed"));
    try {
      await file.refresh(); // The case may have been closed in another window: then the board goes on.
      if (file.player.submitted) return;
      await this.#accuse(file);
      if (this.signal.aborted) return;
      this.#check.close();
      go("#verdict", { replace: true });
    } catch (error) {
      this.#sending = false;
      this.#lastCheck(
        file,
        failure(error, () => this.#send(file)),
      );
      focusRetry(this.#check);
    }
  }

  /** @param {CaseFile} file */
  #accuse(file) {
    return file.accuse(/** @type {Answers} */ (trimmed(this.#draft.answers)));
  }
}

/**
 * @param {CaseFile} file
 * @param {Question} key
 * @param {string} option
 * @param {boolean} checked
 * @param {(value: string) => void} answer
 */
function choice(file, key, option, checked, answer) {
  const suspect = key === "who" ? file.view.suspects.find(({ name }) => name === option) : undefined;
  const radio = h("input", { type: "radio", name: key, value: option, checked, onchange: () => answer(option) });
  return h(
    "label",
    {},
    radio,
    suspect ? plate(file, suspect.id, { sizes: "4rem", alt: "" }) : "",
    h("span", {}, option),
  );
}

/** @param {Partial<Answers>} answers */
const trimmed = (answers) => Object.fromEntries(QUESTIONS.map(({ key }) => [key, (answers[key] ?? "").trim()]));

define(import.meta.url, Accusation);
