// <cb-verdict>: how the accusation was judged, and what really happened.

import { solution } from "../shared/api.js";
import { countdown } from "../shared/cb-countdown.js";
import { CasebookElement, define, h, icon } from "../shared/element.js";
import { busy, failure } from "../shared/notice.js";
import { playerId } from "../shared/player.js";
import { address } from "../shared/router.js";
import { Draft, QUESTIONS } from "./accusation.js";
import { standings } from "./cb-standings.js";
import { exhibitName } from "./exhibit.js";

/** @import { CaseFile } from "../shared/casefile.js" */
/** @import { Answers, Solution, Verdict as Judgement } from "../shared/model" */

class Verdict extends CasebookElement {
  /** @type {CaseFile | undefined} */
  file;
  #body = h("div", { class: "body" });

  /** @override */
  show() {
    this.replaceChildren(h("h1", {}, "The verdict"), this.#body);
    if (this.file) this.#read(this.file);
  }

  /** @param {CaseFile} file */
  async #read(file) {
    this.#body.replaceChildren(busy("Reading the verdict"));
    try {
      const [verdict, truth] = await Promise.all([
        file.verdict ?? file.accuse(storedAnswers(file)),
        solution(file.view.id, playerId()),
      ]);
      if (!this.signal.aborted) this.#fill(file, verdict, truth);
    } catch (error) {
      if (!this.signal.aborted) this.#body.replaceChildren(failure(error, () => this.#read(file)));
    }
  }

  /** @param {CaseFile} file @param {Judgement} verdict @param {Solution} truth */
  #fill(file, verdict, truth) {
    this.#body.replaceChildren(
      h(
        "div",
        { class: "total" },
        h("p", { class: "score" }, String(verdict.totalScore), h("span", {}, "of 100")),
        h("p", {}, h("strong", {}, verdict.isCorrect ? "Case solved" : "Case closed, not solved")),
        h("p", { class: "soft" }, `Your rank is ${verdict.rank} of ${verdict.totalParticipants}.`),
      ),
      h("ol", { class: "items" }, ...QUESTIONS.map((question) => item(question, verdict, said(file)))),
      h("div", { class: "ornament" }, icon("keyhole")),
      h("h2", {}, "What really happened"),
      h("p", { class: "telling" }, truth.explanation),
      h("h2", {}, "How it could be known"),
      h("ol", { class: "reasoning" }, ...truth.reasoning.map((step) => reason(file, step))),
      standings(file),
      h(
        "p",
        { class: "ways" },
        h("a", { class: "button", href: address("archive") }, "Past cases"),
        countdown(file.view.nextCaseAt),
      ),
    );
  }
}

/**
 * What to send to be told the stored verdict again: it is the first accusation's, whatever this one says.
 * @param {CaseFile} file
 */
function storedAnswers(file) {
  const answers = said(file);
  return /** @type {Answers} */ (
    Object.fromEntries(QUESTIONS.map(({ key }) => [key, answers[key] || file.view.answerOptions[key][0] || "unknown"]))
  );
}

/** The answers handed in, as far as this tab knows. @param {CaseFile} file @returns {Partial<Answers>} */
function said(file) {
  const { answers, sent } = new Draft(file.view.id);
  return sent ? answers : {};
}

/** @param {typeof QUESTIONS[number]} question @param {Judgement} verdict @param {Partial<Answers>} given */
function item({ key, name }, { breakdown, solution: right }, given) {
  const mark = breakdown[key];
  return h(
    "li",
    { class: mark.isCorrect ? "right" : "off" },
    icon(mark.isCorrect ? "right" : "wrong"),
    h(
      "div",
      {},
      h(
        "h2",
        {},
        h("span", { class: "label" }, name),
        ` ${mark.isCorrect ? "Right" : "Wrong"}`,
        h("span", { class: "mark" }, `${mark.score}`),
      ),
      given[key] && h("p", {}, `You said: ${given[key]}`),
      !mark.isCorrect && h("p", {}, `The truth: ${right[key]}`),
      h("p", { class: "soft" }, mark.feedback),
    ),
  );
}

/** @param {CaseFile} file @param {Solution["reasoning"][number]} step */
function reason(file, { text, clues }) {
  const links = clues.map((id) => h("li", {}, clue(file, id)));
  return h(
    "li",
    {},
    h("p", {}, text),
    links.length > 0 && h("ul", { class: "clues", "aria-label": "Clues" }, ...links),
  );
}

/** @param {CaseFile} file @param {string} id of a piece of evidence or a suspect */
function clue(file, id) {
  const suspect = file.suspect(id);
  if (suspect)
    return h("a", { href: `#suspects/${id.slice(id.lastIndexOf("suspect-"))}` }, `What ${suspect.name} said`);
  const found = file.player.discoveredEvidence.find((one) => one.id === id);
  if (found) return h("a", { href: `#evidence/${id}` }, `${exhibitName(file, id)}: ${found.name}`);
  return h("span", {}, "Evidence you did not find");
}

define(import.meta.url, Verdict);
