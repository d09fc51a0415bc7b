// Questions a player might ask next, from what the player knows, and how evidence
// is put before a suspect.

/** @import { CaseFile } from "../shared/casefile.js" */
/** @import { Case, Evidence } from "../shared/model" */
/** @import { Statement } from "./statements.js" */

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
 * yet, on what was found and what it says of the hour, on those who spoke of the
 * suspect, on the others, on places that were searched or spoken of. None that was
 * asked in these words already.
 * @param {Pick<CaseFile, "view" | "player" | "mood">} file
 * @param {string} suspectId
 * @param {Pick<Statement, "suspect" | "question" | "words">[]} said by everybody so far
 */
export function suggest(file, suspectId, said) {
  const { view, player } = file;
  const earned = new Set(file.mood(suspectId)?.topics ?? []);
  const own = said.filter(({ suspect }) => suspect.id === suspectId);
  const done = new Set(own.map(({ question }) => plain(question)));
  const subjects = SUBJECTS.filter(({ topic }) => !earned.has(topic)).map(({ ask }) => ask(view.victim));
  const places = view.locations.filter(
    ({ id, name }) =>
      player.searchHistory.some(({ locationId }) => locationId === id) ||
      own.some(({ words }) => plain(words).includes(plain(bare(name)))),
  );
  const all = [
    ...subjects.slice(0, 2),
    ...player.discoveredEvidence.map(showing),
    ...hours(view, player.discoveredEvidence).map((hour) => `Where were you ${hour}?`),
    ...subjects.slice(2),
    ...accusers(view, suspectId, said).map(({ name }) => `${name} has spoken of you. What do you make of ${name}?`),
    ...view.suspects.filter(({ id }) => id !== suspectId).map(({ name }) => `What do you make of ${name}?`),
    ...places.map(({ name }) => `When were you last in the ${bare(name)}?`),
  ];
  return all.filter((question) => !done.has(plain(question))).slice(0, SHOWN);
}

/** What one says who puts a piece of evidence before a suspect. @param {Pick<Evidence, "name">} item */
export const showing = ({ name }) =>
  `Look at ${/^(?:an?|the) /i.test(name) ? `the ${bare(name)}` : `this: ${name}`}. What can you tell me about it?`;

/** What a tone looks like from where the player sits. @type {Record<string, string>} */
const TONES = {
  cooperative: "at ease, and ready to talk",
  nervous: "nervous, and choosing words",
  defensive: "on the defensive",
  aggressive: "hostile",
};

/** How a suspect feels towards the player, in words. @param {Pick<CaseFile, "mood">} file @param {string} suspectId */
export const feeling = (file, suspectId) =>
  TONES[file.mood(suspectId)?.emotionalState.tone ?? "cooperative"] ?? "hard to read";

/**
 * How many of the subjects a suspect has been asked about, in words.
 * @param {Pick<CaseFile, "mood">} file
 * @param {string} suspectId
 */
export const covered = (file, suspectId) =>
  `${file.mood(suspectId)?.topics.length ?? 0} of ${SUBJECTS.length} subjects covered`;

/** The hours that evidence speaks of, of those it may have happened in. @param {Case} view @param {Evidence[]} found */
function hours(view, found) {
  const texts = found.map(({ description }) => plain(description));
  return view.answerOptions.when.map(plain).filter((hour) => texts.some((text) => text.includes(hour)));
}

/**
 * The others who have named a suspect.
 * @param {Case} view
 * @param {string} suspectId
 * @param {Pick<Statement, "suspect" | "words">[]} said
 */
function accusers(view, suspectId, said) {
  const surname =
    view.suspects
      .find(({ id }) => id === suspectId)
      ?.name.split(" ")
      .at(-1) ?? "";
  return view.suspects.filter(({ id }) =>
    said.some(({ suspect, words }) => suspect.id === id && id !== suspectId && words.includes(surname)),
  );
}

/** @param {string} text */
const plain = (text) => text.trim().toLowerCase();

/** @param {string} name */
const bare = (name) => name.replace(/^(?:an?|the) /i, "");
