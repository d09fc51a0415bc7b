// A verdict to show around that spoils nothing. Its form is documented in the
// README and does not change: programs read it.

import { address } from "../shared/router.js";
import { QUESTIONS } from "./accusation.js";

/** @import { Verdict } from "../shared/model" */

/** @param {{ score: number, isCorrect: boolean }} mark */
export const outcome = ({ score, isCorrect }) => (isCorrect ? "right" : score > 0 ? "partly" : "wrong");

const SIGNS = { right: "✅", partly: "🔶", wrong: "❌" };

/** "2026-11-21", with what follows it in an extra case. @param {string} caseId */
const short = (caseId) => caseId.replace(/^case-/, "");

/** @param {string} caseId */
const link = (caseId) => new URL(address(`case/${short(caseId)}`), location.href).href;

/** The verdict as signs. @param {Verdict} verdict */
export function grid({ caseId, totalScore, breakdown, hintPenalty }) {
  const signs = QUESTIONS.map(({ key }) => SIGNS[outcome(breakdown[key])]).join("");
  const hints = hintPenalty > 0 ? ` 💡${hintPenalty}` : "";
  return `Casebook ${short(caseId)} ${totalScore}/100\n${signs}${hints}\n${link(caseId)}`;
}

/** The same for those who listen. @param {Verdict} verdict */
export function words({ caseId, totalScore, breakdown, hintPenalty }) {
  const marks = QUESTIONS.map(({ key, name }) => `${name.toLowerCase()} ${outcome(breakdown[key])}`).join(", ");
  const hints = hintPenalty > 0 ? ` Hints took ${hintPenalty}.` : "";
  return `Casebook ${short(caseId)}: ${totalScore} of 100. ${marks.charAt(0).toUpperCase()}${marks.slice(1)}.${hints}\n${link(caseId)}`;
}
