// What the suspects said, and what can be held against it.

import { conversation } from "../shared/api.js";
import { playerId } from "../shared/player.js";
import { exhibitName } from "./exhibit.js";

/** @import { CaseFile } from "../shared/casefile.js" */
/** @import { Message, Suspect } from "../shared/model" */

/** An answer; `ref` names it within its case, as `suspect-2@<its time>`.
 * @typedef {{ ref: string, suspect: Suspect, question: string, words: string }} Statement */

/** "suspect-2": a suspect's id without its case. @param {string} id */
export const slot = (id) => id.slice(Math.max(0, id.lastIndexOf("suspect-")));

/** The reference of an answer. @param {string} suspectId @param {number} time */
export const refOf = (suspectId, time) => `${slot(suspectId)}@${time}`;

/** @param {Suspect} suspect @param {Message[]} messages @returns {Statement[]} */
export function statements(suspect, messages) {
  return messages.flatMap(({ role, content, timestamp }, at) =>
    role === "suspect"
      ? [{ ref: refOf(suspect.id, timestamp), suspect, question: messages[at - 1]?.content ?? "", words: content }]
      : [],
  );
}

/** All that was said to the player, suspect by suspect. @param {CaseFile} file */
export async function gather({ view }) {
  const talks = await Promise.all(view.suspects.map(({ id }) => conversation(id, playerId())));
  return view.suspects.flatMap((suspect, at) => statements(suspect, talks[at]?.messages ?? []));
}

/** What a suspect said, though the case was read anew meanwhile. @param {Statement[]} said @param {{ id: string }} suspect */
export const answersOf = (said, { id }) => said.filter((one) => one.suspect.id === id);

/**
 * What a reference stands for, as far as the player knows it.
 * @param {CaseFile} file
 * @param {Statement[]} said
 * @param {string} ref of a statement, or an evidence id
 */
export function lookUp(file, said, ref) {
  const statement = said.find((one) => one.ref === ref);
  if (statement) {
    const { suspect, words } = statement;
    return { from: suspect.name, words, href: `#suspects/${slot(suspect.id)}` };
  }
  const found = file.player.discoveredEvidence.find(({ id }) => id === ref);
  if (found) {
    return {
      from: `${exhibitName(file, ref)}: ${found.name}`,
      words: found.description,
      href: `#evidence/${ref}`,
    };
  }
  return undefined;
}
