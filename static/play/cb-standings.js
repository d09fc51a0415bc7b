// <cb-standings>: who solved the case best, and how everybody fared.

import { leaderboard, stats } from "../shared/api.js";
import { CasebookElement, define, h } from "../shared/element.js";
import { busy, failure } from "../shared/notice.js";
import { playerId } from "../shared/player.js";
import { moment, plural } from "../shared/words.js";

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
    this.replaceChildren(h("h2", {}, "The leaderboard"), busy("Reading the list"));
    try {
      const [board, figures] = await Promise.all([leaderboard(id, playerId()), stats(id)]);
      if (this.signal.aborted) return;
      this.replaceChildren(
        h("h2", {}, "The leaderboard"),
        table(board.leaderboard),
        h("p", { class: "soft" }, summary(figures)),
      );
    } catch (error) {
      if (!this.signal.aborted)
        this.replaceChildren(
          h("h2", {}, "The leaderboard"),
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

/** @param {Stats} stats */
function summary({ totalSubmissions, correctSubmissions, averageScore, highestScore }) {
  const average = Math.round(averageScore);
  return `${plural(totalSubmissions, "accusation")} so far, ${correctSubmissions} of them right in everything. The average is ${average}, the best ${highestScore}.`;
}

/** @param {CaseFile} file */
export const standings = (file) => Object.assign(h("cb-standings"), { file });

define(import.meta.url, Standings);
