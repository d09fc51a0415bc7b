// <cb-verdict>: how the accusation was judged, and what really happened.

import { solution } from "../shared/api.js";
import { countdown } from "../shared/cb-countdown.js";
import { CasebookElement, define, h, icon } from "../shared/element.js";
import { busy, failure } from "../shared/notice.js";
import { playerId } from "../shared/player.js";
import { address } from "../shared/router.js";
import { capital } from "../shared/words.js";
import { QUESTIONS } from "./accusation.js";
import { sealed } from "./cb-seal.js";
import { share } from "./cb-share.js";
import { standings } from "./cb-standings.js";
import { exhibitName } from "./exhibit.js";
import { outcome } from "./sharing.js";

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
        file.verdict ?? file.accuse(anyAnswers(file)),
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
      total(verdict),
      h("ol", { class: "items" }, ...QUESTIONS.map((question) => item(question, verdict))),
      share(verdict),
      h("div", { class: "ornament" }, icon("keyhole")),
      h("h2", {}, "What really happened"),
      h("p", { class: "telling" }, truth.explanation),
      h("h2", {}, "How it could be known"),
      h("ol", { class: "reasoning" }, ...truth.reasoning.map((step) => reason(file, step))),
      standings(file),
      sealed(file.view.commitment, truth),
      h(
        "p",
        { class: "ways" },
        h("a", { class: "button", href: address("archive") }, "Past cases"),
        countdown(file.view.nextCaseAt),
      ),
    );
  }
}

/** Any answers: what is told again is the verdict on the first. @param {CaseFile} file */
function anyAnswers({ view }) {
  return /** @type {Answers} */ (
    Object.fromEntries(QUESTIONS.map(({ key }) => [key, view.answerOptions[key][0] ?? "unknown"]))
  );
}

/** @param {Judgement} verdict */
function total({ totalScore, isCorrect, hintPenalty, rank, totalParticipants }) {
  const below = totalParticipants - rank;
  const share = below > 0 ? `, ahead of ${Math.round((100 * below) / totalParticipants)} in a hundred` : "";
  return h(
    "div",
    { class: "total" },
    h("p", { class: "score" }, String(totalScore), h("span", {}, "of 100")),
    h("p", {}, h("strong", {}, isCorrect ? "Case solved" : "Case closed, not solved")),
    h("p", { class: "soft" }, `Your rank is ${rank} of ${totalParticipants}${share}.`),
    hintPenalty > 0 && h("p", { class: "soft" }, `Hints took ${hintPenalty} of your score.`),
  );
}

/** @param {typeof QUESTIONS[number]} question @param {Judgement} verdict */
function item({ key, name }, { breakdown, solution: right, answers }) {
  const mark = breakdown[key];
  return h(
    "li",
    { class: mark.isCorrect ? "right" : "off" },
    icon(outcome(mark)),
    h(
      "div",
      {},
      h(
        "h2",
        {},
        h("span", { class: "label" }, name),
        ` ${capital(outcome(mark))}`,
        h("span", { class: "mark" }, `${mark.score}`),
      ),
      h("p", {}, `You said: ${answers[key] || "nothing"}`),
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
