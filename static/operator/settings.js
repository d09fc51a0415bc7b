// The settings and the audit log in the API.

import { call } from "./call.js";

/** @typedef {string | number | boolean | string[] | null} Value */
/**
 * @typedef {{ name: string, group: string, help: string, kind: string, choices: string[], value: Value, default: Value,
 *   source: string, from: string, fixed: string, atOnce: boolean }} Setting
 * @typedef {{ settings: Setting[], leftOut: { name: string, why: string }[], restarting: boolean }} Settings
 * @typedef {{ id: number, at: string, who: string, from?: string, text: string, about?: string, outcome: string, detail?: string, missed?: number }} Entry
 */

/** @returns {Promise<Settings>} */
export const allSettings = () => call("admin/settings");

/** @type {(values: Record<string, Value>) => Promise<Settings>} */
export const changeSettings = (body) => call("admin/settings", { method: "PUT", body, seconds: 60 });

/** @returns {Promise<unknown>} */
export const restart = () => call("admin/restart", { method: "POST" });

/** @type {(who: string, before: number) => Promise<{ entries: Entry[], next: number }>} */
export const auditLog = (who, before) => call(`admin/log?${new URLSearchParams({ who, before: String(before) })}`);
