// The part of the API that is about cases.

import { call } from "./call.js";

/** @typedef {import("../shared/openapi").components["schemas"]} Schemas */
/** @typedef {Schemas["Listed"]} Listed */
/** @typedef {Schemas["Whole"]} Whole */
/** @typedef {Schemas["SlotPicture"]} SlotPicture */
/** @typedef {Schemas["Judgement"]} Judgement */
/** @typedef {Schemas["Deleted"]} Deleted */
/** @typedef {{ message: string }} Done */

const BASE = globalThis.document?.documentElement.dataset.base ?? "/";

/** Where players play a case. @param {string} id */
export const playAddress = (id) => `${BASE}case/${id}`;

/** @returns {Promise<Schemas["TodayOutputBody"]>} */
export const today = () => call("admin/today");

/** @type {(query: string, before: string) => Promise<Schemas["CasePage"]>} */
export const listCases = (query, before) => call(`admin/cases?${new URLSearchParams({ q: query, before })}`);

/** @returns {Promise<{ cases: Deleted[] }>} */
export const deletedCases = () => call("admin/deleted");

/** @type {(id: string) => Promise<Whole>} */
export const wholeCase = (id) => call(`admin/cases/${id}`);

/** @type {(date: string) => Promise<Done & { caseId: string }>} */
export const makeCase = (date) => call("admin/cases", { body: date ? { date } : {}, seconds: 240 });

/** @type {(caseId: string) => Promise<Done>} */
export const regenerate = (caseId) => call("case/regenerate", { body: { caseId }, seconds: 240 });

/** @type {(id: string) => Promise<Done>} */
export const deleteCase = (id) => call(`case/${id}`, { method: "DELETE" });

/** @type {(id: string, deletedAt: string) => Promise<Schemas["Restored"]>} */
export const restoreCase = (id, deletedAt) =>
  call(`admin/cases/${id}/restore?${new URLSearchParams({ deletedAt })}`, { method: "POST" });

/** @type {(id: string) => Promise<Done>} */
export const publishCase = (id) => call(`admin/cases/${id}/publish`, { method: "POST" });

/** @type {(id: string, texts: Record<string, string>, signal: AbortSignal) => Promise<Judgement>} */
export const judgeTexts = (id, texts, signal) => call(`admin/cases/${id}/verdict`, { body: { texts }, signal });

/** @type {(id: string, edit: { revision: string, texts: Record<string, string>, force: boolean }) => Promise<{ revision: string, verdict: Judgement }>} */
export const editTexts = (id, body) => call(`admin/cases/${id}/texts`, { method: "PUT", body });

/** @type {(id: string, slot: string, redraw: { revision: string, prompt: string }) => Promise<{ revision: string }>} */
export const redrawPicture = (id, slot, body) => call(`admin/cases/${id}/pictures/${slot}/redraw`, { body });

/**
 * Puts a file in the place of a picture.
 * @param {string} id @param {SlotPicture} picture @param {File} file
 */
export function uploadPicture(id, picture, file) {
  const body = new FormData();
  body.append("filename", `${id}/${picture.kind}/${picture.slot}.jpg`);
  body.append("file", file);
  return call("upload-image", { body, seconds: 120 });
}
