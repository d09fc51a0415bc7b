// Questions a player might ask next, from what the player knows.

/** @import { CaseFile } from "../shared/casefile.js" */

const SHOWN = 6;

/**
 * The best questions for a suspect that were not asked yet in these words.
 * @param {Pick<CaseFile, "view" | "player">} file
 * @param {string} suspectId
 * @param {string[]} asked
 */
export function suggest({ view, player }, suspectId, asked) {
  const searched = new Set(player.searchHistory.map(({ locationId }) => locationId));
  const done = new Set(asked.map(plain));
  const all = [
    `Where were you when ${view.victim.name} died?`,
    `How well did you know ${view.victim.name}?`,
    "Did you see or hear anything that night?",
    ...player.discoveredEvidence.map(({ name }) => `What can you tell me about this: ${name}?`),
    `Did you have a reason to want ${view.victim.name} dead?`,
    "Is there any evidence you think I should look at?",
    ...view.suspects.filter(({ id }) => id !== suspectId).map(({ name }) => `What do you make of ${name}?`),
    ...view.locations
      .filter(({ id }) => searched.has(id))
      .map(({ name }) => `When were you last in ${inSentence(name)}?`),
  ];
  return all.filter((question) => !done.has(plain(question))).slice(0, SHOWN);
}

/** @param {string} text */
const plain = (text) => text.trim().toLowerCase();

/** @param {string} name */
const inSentence = (name) => (/^the /i.test(name) ? `the ${name.slice(4)}` : name);
