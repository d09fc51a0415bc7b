// Drawings of the history, each with its numbers in a table.

import { h } from "../shared/element.js";
import { chart } from "./health.js";
import { table } from "./section.js";
import { dollars } from "./words.js";

/** @import { Day } from "./health.js" */

/** What is drawn: its name, what its colours mean, and its numbers. @type {Record<string, { name: string, says: string, head: string[], row: (day: Day) => string[] }>} */
const KINDS = {
  success: {
    name: "Success rate",
    says: "Of 100 pictures, how many were stored",
    head: ["Stored"],
    row: (day) => [day.successRate === undefined ? "none drawn" : `${day.successRate.toFixed(0)}%`],
  },
  seconds: {
    name: "Average time",
    says: "Seconds that a round of drawing took",
    head: ["Average", "Rounds"],
    row: (day) => [day.averageSeconds === undefined ? "–" : `${day.averageSeconds.toFixed(1)} s`, String(day.rounds)],
  },
  pictures: {
    name: "Pictures",
    says: "Stored, and on top those that failed",
    head: ["Stored", "Failed"],
    row: (day) => [String(day.stored), String(day.failed)],
  },
  costs: { name: "Costs", says: "What models cost", head: ["Cost"], row: (day) => [dollars(day.dollars)] },
  players: { name: "Players", says: "Who played", head: ["Players"], row: (day) => [String(day.players)] },
  webhooks: {
    name: "Webhooks",
    says: "Tries to deliver one, and in front those that failed",
    head: ["Tries", "Failed"],
    row: (day) => [String(day.webhookTries), String(day.webhookFailed)],
  },
};

/** How far back charts may go. */
export const SPANS = { 7: "7 days", 30: "30 days", 365: "365 days, by week" };

/** The measures between which charts look well, in pixels. */
const NARROWEST = 260;
const WIDEST = 620;

/**
 * Drawings of the days.
 * @param {string[]} kinds
 * @param {number} span how many days
 * @param {Day[]} days
 * @param {number} room the width there is
 * @param {Set<string>} open the tables that are open, kept up to date
 */
export async function charts(kinds, span, days, room, open) {
  const width = Math.round(Math.min(WIDEST, Math.max(NARROWEST, room >= 800 ? room / 2 - 16 : room)));
  const drawings = await Promise.all(kinds.map((kind) => chart(kind, span, width)));
  return h(
    "div",
    { class: "charts" },
    ...drawings.map((drawing, n) => figure(kinds[n] ?? "", drawing, span, days, open)),
  );
}

/** @param {string} kind @param {Element} drawing @param {number} span @param {Day[]} days @param {Set<string>} open */
function figure(kind, drawing, span, days, open) {
  const { name, says, head, row } = /** @type {(typeof KINDS)[string]} */ (KINDS[kind]);
  drawing.setAttribute("role", "img");
  drawing.setAttribute("aria-label", `${name}, ${days.length === 1 ? "today" : `${days[0]?.day ?? ""} to today`}`);
  const rows = days.toReversed().map((day) => [day.day, ...row(day)]);
  const details = h(
    "details",
    { open: open.has(kind) },
    h("summary", { onclick: () => (details.open ? open.delete(kind) : open.add(kind)) }, "The numbers"),
    table([span > 90 ? "Week from" : "Day", ...head], rows, "None"),
  );
  return h("figure", {}, h("figcaption", {}, h("strong", {}, name), ` ${says}`), drawing, details);
}
