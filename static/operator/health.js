// The API of how everything goes, and of what it costs.

import { errorOf } from "../shared/api.js";
import { call } from "./call.js";

/** @typedef {import("../shared/openapi").components["schemas"]} Schemas */
/** @typedef {Schemas["Day"]} Day */

const BASE = globalThis.document?.documentElement.dataset.base ?? "/";

/** @returns {Promise<Schemas["Board"]>} */
export const board = () => call("admin/board");

/** A year is told by weeks. @param {number} days */
const span = (days) => `days=${days}&by=${days > 90 ? "week" : "day"}`;

/** @type {(days: number) => Promise<Schemas["HistoryOutputBody"]>} */
export const history = (days) => call(`admin/history?${span(days)}`);

/** One number of the history, drawn. @param {string} of @param {number} days @param {number} width */
export async function chart(of, days, width) {
  const answer = await fetch(`${BASE}api/admin/history/chart?of=${of}&${span(days)}&width=${width}`);
  const text = await answer.text();
  if (!answer.ok) throw errorOf(answer.status, undefined, null);
  return document.importNode(new DOMParser().parseFromString(text, "image/svg+xml").documentElement, true);
}

/** @type {(days: number) => Promise<Schemas["Report"]>} */
export const costs = (days) => call(`admin/costs?days=${days}`);
