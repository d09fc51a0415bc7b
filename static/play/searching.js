// The rules of searching as a player needs to know them beforehand.

/** @import { Effort, Player } from "../shared/model" */
/** @typedef {Pick<Player["actionPoints"], "current" | "emergencyAPUsed">} Points */

/** What a player gets who has nothing left and searches, once in a case. */
export const EMERGENCY = 2;

/** The efforts, from the least: what each is called and finds.
 * @type {readonly { effort: Effort, name: string, finds: string }[]} */
export const EFFORTS = [
  { effort: "quick", name: "A quick look", finds: "Finds what lies in plain sight." },
  { effort: "thorough", name: "A thorough search", finds: "Finds what was put away as well." },
  { effort: "exhaustive", name: "An exhaustive search", finds: "Finds everything, the well hidden too." },
];

/** @param {Effort} effort */
export const effortName = (effort) => EFFORTS.find((one) => one.effort === effort)?.name ?? effort;

/** Whether the emergency points are there to be had. @param {Points} points */
export const hasEmergency = (points) => points.current === 0 && !points.emergencyAPUsed;

/**
 * Why a search cannot be made; empty when it can.
 * @param {Points} points
 * @param {number} cost
 */
export function refusal(points, cost) {
  const available = hasEmergency(points) ? EMERGENCY : points.current;
  return available >= cost ? "" : `Needs ${cost}, and you have ${available}.`;
}

/**
 * What an earlier search of the same place says of this one; empty when it may find more.
 * @param {Player["searchHistory"]} history
 * @param {string} locationId
 * @param {Effort} effort
 */
export function useless(history, locationId, effort) {
  const rank = EFFORTS.findIndex((one) => one.effort === effort);
  const done = history
    .filter((search) => search.locationId === locationId)
    .map((search) => EFFORTS.findIndex((one) => one.effort === search.searchType));
  if (done.includes(rank)) return "You have done this here: it finds nothing new.";
  return done.some((earlier) => earlier > rank) ? "You have searched here more closely already." : "";
}

/** How often a place was searched, in words. @param {number} times */
export const searched = (times) =>
  times === 0 ? "Not searched" : `Searched ${times === 1 ? "once" : times === 2 ? "twice" : `${times} times`}`;
