// The operator's side of the API.

import { call } from "../shared/api.js";

/** @typedef {{ name: string, setupNeeded: boolean }} Session */
/** @typedef {{ caseId: string, title?: string, state: string, stored: number, failed: number, total: number }} Progress */
/** @typedef {{ id: string, name: string, scopes: string[], createdAt: string }} Token */
/** @typedef {{ id: string, state: string, attempts: number, done: number, total: number, error?: string, dueAt: string }} Job */

/** @typedef {{ name: string, size: number, madeAt: string }} Backup */
/** @typedef {{ cases: number, files: number, problems: { kind: string, name: string, problem: string }[] }} Checked */

/** @returns {Promise<Session>} */
export const session = () => call("admin/session");

/** @type {(account: { code: string, name: string, password: string }) => Promise<unknown>} */
export const setUp = (body) => call("admin/setup", { body });

/** @type {(account: { name: string, password: string }) => Promise<unknown>} */
export const signIn = (body) => call("admin/session", { body });

/** @returns {Promise<unknown>} */
export const signOut = () => call("admin/session", { method: "DELETE" });

/** @returns {Promise<{ cases: Progress[] }>} */
export const allCases = () => call("admin/cases");

/** @type {(date: string) => Promise<{ caseId: string, message: string }>} */
export const makeCase = (date) => call("admin/cases", { body: date ? { date } : {}, seconds: 240 });

/** @type {(caseId: string) => Promise<{ message: string }>} */
export const regenerate = (caseId) => call("case/regenerate", { body: { caseId }, seconds: 240 });

/** @type {(caseId: string) => Promise<{ message: string }>} */
export const deleteCase = (caseId) => call(`case/${caseId}`, { method: "DELETE" });

/** @returns {Promise<{ jobs: Job[] }>} */
export const allJobs = () => call("admin/jobs");

/** @returns {Promise<{ tokens: Token[] }>} */
export const allTokens = () => call("admin/tokens");

/** @type {(token: { name: string, scopes: string[] }) => Promise<Token & { secret: string }>} */
export const makeToken = (body) => call("admin/tokens", { body });

/** @type {(id: string) => Promise<unknown>} */
export const dropToken = (id) => call(`admin/tokens/${id}`, { method: "DELETE" });

/** @returns {Promise<{ folder: string, backups: Backup[] }>} */
export const allBackups = () => call("admin/backups");

/** @returns {Promise<unknown>} */
export const makeBackup = () => call("admin/backups", { method: "POST" });

/** @returns {Promise<Checked>} */
export const checkAll = () => call("admin/check", { seconds: 3600 });
