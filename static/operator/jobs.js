// The API of jobs.

import { call } from "./call.js";

/** @typedef {import("../shared/openapi").components["schemas"]} Schemas */
/** @typedef {Schemas["Shown"]} Job */

/** Jobs in some states (separated by commas; "" is all), newest first. @type {(state: string, after: string) => Promise<Schemas["JobListBody"]>} */
export const someJobs = (state, after) =>
  call(`admin/jobs?limit=50${state && `&state=${state}`}${after && `&after=${encodeURIComponent(after)}`}`);

/** @type {(id: string) => Promise<Schemas["JobOutputBody"]>} */
export const oneJob = (id) => call(`admin/jobs/${encodeURIComponent(id)}`);

/** @type {(id: string) => Promise<unknown>} */
export const retryJob = (id) => call(`admin/jobs/${encodeURIComponent(id)}/retry`, { method: "POST" });

/** @type {(id: string) => Promise<unknown>} */
export const cancelJob = (id) => call(`admin/jobs/${encodeURIComponent(id)}/cancel`, { method: "POST" });
