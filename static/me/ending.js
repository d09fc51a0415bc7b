// How a case ended for the player, in a few words.

import { h, icon } from "../shared/element.js";

/** @import { Record } from "../shared/model" */

/** @param {Record} record */
export function ending({ submitted, isCorrect, score }) {
  if (!submitted) return h("span", { class: "ending soft" }, "Open");
  const words = isCorrect ? `Solved, ${score} of 100` : `Closed, ${score} of 100`;
  return h("span", { class: "ending" }, icon(isCorrect ? "right" : "wrong"), words);
}
