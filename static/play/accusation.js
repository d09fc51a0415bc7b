// The six questions of an accusation, and the answers a player has in mind.

/** @import { Answers, Case, Question } from "../shared/model" */

/** @type {readonly { key: Question, name: string, ask: (view: Case) => string }[]} */
export const QUESTIONS = [
  { key: "who", name: "Who", ask: ({ victim }) => `Who killed ${victim.name}?` },
  { key: "what", name: "With what", ask: () => "What was the weapon?" },
  { key: "where", name: "Where", ask: () => "Where did it happen?" },
  { key: "when", name: "When", ask: () => "When did it happen?" },
  { key: "why", name: "Why", ask: () => "What was the motive?" },
  { key: "how", name: "How", ask: () => "How was it done?" },
];

/** The longest answer in one's own words. */
export const LONGEST = 500;

/** The shortest name that can be accused. */
const SHORTEST_NAME = 5;

/** What is still wrong with an answer; empty when it will do. @param {Question} key @param {string} answer */
export function lacking(key, answer) {
  if (answer.trim() === "") return "Choose an answer, or write your own.";
  if (key === "who" && answer.trim().length < SHORTEST_NAME) return "Give the whole name.";
  return "";
}

/** What a player has in mind, kept in this tab over a reload. */
export class Draft {
  #key;
  /** @type {Partial<Answers>} */
  answers = {};

  /** @param {string} caseId */
  constructor(caseId) {
    this.#key = `casebook.draft.${caseId}`;
    try {
      Object.assign(this, JSON.parse(sessionStorage.getItem(this.#key) ?? "{}"));
    } catch {
      // Without a draft one begins anew.
    }
  }

  keep() {
    try {
      sessionStorage.setItem(this.#key, JSON.stringify({ answers: this.answers }));
    } catch {
      // It is kept for as long as the form is open.
    }
  }
}
