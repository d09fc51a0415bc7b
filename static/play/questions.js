// Questions a player might ask next, from what the player knows.

/** @import { CaseFile } from "../shared/casefile.js" */
/** @import { Case } from "../shared/model" */

const SHOWN = 6;

/** The subjects whose first question earns a point, each with a question.
 * @type {readonly { topic: string, ask: (victim: Case["victim"]) => string }[]} */
const SUBJECTS = [
  { topic: "alibi", ask: ({ name }) => `Where were you when ${name} died?` },
  { topic: "relationship", ask: ({ name }) => `How well did you know ${name}?` },
  { topic: "witness", ask: () => "Did you see or hear anything that night?" },
  { topic: "motive", ask: ({ name }) => `Did you have a reason to want ${name} dead?` },
  { topic: "evidence", ask: () => "What evidence should I be looking for?" },
];

/**
 * The best questions for a suspect: on subjects that have not earned their point
 * yet, on what was found, on the others, on places that were searched. None that
 * was asked in these words already.
 * @param {Pick<CaseFile, "view" | "player">} file
 * @param {string} suspectId
 * @param {string[]} asked
 */
export function suggest({ view, player }, suspectId, asked) {
  const searched = new Set(player.searchHistory.map(({ locationId }) => locationId));
  const earned = new Set(player.actionPoints.acquiredTopics);
  const done = new Set(asked.map(plain));
  const subjects = SUBJECTS.filter(({ topic }) => !earned.has(`${suspectId}:${topic}`));
  const all = [
    ...subjects.slice(0, 2).map(({ ask }) => ask(view.victim)),
    ...player.discoveredEvidence.map(({ name }) => `What can you tell me about ${named(name)}?`),
    ...subjects.slice(2).map(({ ask }) => ask(view.victim)),
    ...view.suspects.filter(({ id }) => id !== suspectId).map(({ name }) => `What do you make of ${name}?`),
    ...view.locations.filter(({ id }) => searched.has(id)).map(({ name }) => `When were you last in ${withThe(name)}?`),
  ];
  return all.filter((question) => !done.has(plain(question))).slice(0, SHOWN);
}

/**
 * How many of the subjects a suspect has been asked about, in words.
 * @param {Pick<CaseFile, "player">} file
 * @param {string} suspectId
 */
export function covered({ player }, suspectId) {
  const earned = player.actionPoints.acquiredTopics.filter((topic) => topic.startsWith(`${suspectId}:`));
  return `${earned.length} of ${SUBJECTS.length} subjects covered`;
}

/** @param {string} text */
const plain = (text) => text.trim().toLowerCase();

/** "A torn letter" and "The Library" in a sentence. @param {string} name */
const withThe = (name) => `the ${name.replace(/^(?:an?|the) /i, "")}`;

/** @param {string} name */
const named = (name) => (/^(?:an?|the) /i.test(name) ? withThe(name) : `this: ${name}`);
