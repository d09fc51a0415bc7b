// <cb-standings>: who solved the case best, and how everybody fared.

import { leaderboard, stats } from "../shared/api.js";
import { CasebookElement, define, h } from "../shared/element.js";
import { busy, failure } from "../shared/notice.js";
import { playerId } from "../shared/player.js";
import { moment } from "../shared/words.js";

/** @import { CaseFile } from "../shared/casefile.js" */
/** @import { Ranked, Stats } from "../shared/model" */

export class Standings extends CasebookElement {
  /** @type {CaseFile | undefined} */
  file;

  /** @override */
  show() {
    if (this.file) this.#read(this.file.view.id);
  }

  /** @param {string} id */
  async #read(id) {
    this.replaceChildren(h("h2", {}, "How everybody fared"), busy("Reading the list"));
    try {
      const [board, figures] = await Promise.all([leaderboard(id, playerId()), stats(id)]);
      if (this.signal.aborted) return;
      this.replaceChildren(h("h2", {}, "How everybody fared"), summary(figures), table(board.leaderboard));
    } catch (error) {
      if (!this.signal.aborted)
        this.replaceChildren(
          h("h2", {}, "How everybody fared"),
          failure(error, () => this.#read(id)),
        );
    }
  }
}

/** @param {Ranked[]} rows */
function table(rows) {
  const head = ["Rank", "Detective", "Score", "Handed in"].map((name) => h("th", { scope: "col" }, name));
  return h(
    "table",
    {},
    h("thead", {}, h("tr", {}, ...head)),
    h(
      "tbody",
      {},
      ...rows.map(({ rank, displayName, score, isCorrect, submittedAt, you }) =>
        h(
          "tr",
          { class: you ? "you" : null },
          h("td", {}, String(rank)),
          h("th", { scope: "row" }, you ? `${displayName} (you)` : displayName),
          h("td", {}, isCorrect ? `${score}, solved` : String(score)),
          h("td", {}, moment(submittedAt)),
        ),
      ),
    ),
  );
}

/** How everybody fared, as figures. @param {Stats} stats */
function summary({ totalSubmissions, correctSubmissions, averageScore, highestScore, lowestScore }) {
  const figures = [
    ["Accusations", totalSubmissions],
    ["Solved", correctSubmissions],
    ["Average", Math.round(averageScore)],
    ["Best", highestScore],
    ["Lowest", lowestScore],
  ];
  return h(
    "dl",
    {},
    ...figures.map(([name, figure]) => h("div", {}, h("dt", { class: "label" }, `${name}`), h("dd", {}, `${figure}`))),
  );
}

/** @param {CaseFile} file */
export const standings = (file) => Object.assign(h("cb-standings"), { file });

define(import.meta.url, Standings);
