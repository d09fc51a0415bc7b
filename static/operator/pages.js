// The operator's pages, in the order of the navigation. A page is an element, tag,
// that is loaded when it is first opened; what follows its id in the address is its rest.
// Whoever has not its scope (if there is none: "read") is not offered it.

/**
 * @typedef {HTMLElement & { rest?: string, reading?: Promise<void> }} PageElement
 * @typedef {{ id: string, name: string, tag: string, scope?: string, load: () => Promise<unknown> }} Page
 */

/** @type {Page[]} */
export const pages = [
  { id: "today", name: "Today", tag: "cb-today", load: () => import("./cb-today.js") },
  { id: "cases", name: "Cases", tag: "cb-cases", load: () => import("./cb-cases.js") },
  { id: "jobs", name: "Jobs", tag: "cb-jobs", load: () => import("./cb-jobs.js") },
  { id: "costs", name: "Costs", tag: "cb-costs", load: () => import("./cb-costs.js") },
  { id: "health", name: "Health", tag: "cb-health", load: () => import("./cb-health.js") },
  { id: "webhooks", name: "Webhooks", tag: "cb-webhooks", load: () => import("./cb-webhooks.js") },
  { id: "alerts", name: "Alerts", tag: "cb-alerts", load: () => import("./cb-alerts.js") },
  { id: "backups", name: "Backups", tag: "cb-backups", scope: "admin", load: () => import("./cb-backups.js") },
  { id: "doctor", name: "Doctor", tag: "cb-doctor", scope: "admin", load: () => import("./cb-doctor.js") },
  { id: "settings", name: "Settings", tag: "cb-settings", scope: "admin", load: () => import("./cb-settings.js") },
  { id: "log", name: "Log", tag: "cb-log", scope: "admin", load: () => import("./cb-log.js") },
  { id: "people", name: "People", tag: "cb-people", load: () => import("./cb-people.js") },
  { id: "tokens", name: "Tokens", tag: "cb-tokens", scope: "admin", load: () => import("./cb-tokens.js") },
];

const BASE = globalThis.document?.documentElement.dataset.base ?? "/";

/** The address of a page. @type {(id: string, rest?: string) => string} */
export const pageAddress = (id, rest = "") => `${BASE}operator/${id}${rest && `/${rest}`}`;

/**
 * The page of an address: the first one at /operator, none at an unknown address.
 * @param {string} pathname
 * @returns {{ page: Page | undefined, rest: string }}
 */
export function pageAt(pathname) {
  const [, id = "", rest = ""] = /^operator(?:\/([^/]*)(?:\/(.*?))?)?\/?$/.exec(pathname.slice(BASE.length)) ?? [];
  return { page: id ? pages.find((page) => page.id === id) : pages[0], rest };
}

/** Whether an address is one of ours. @type {(url: URL) => boolean} */
export const isOurs = (url) =>
  url.origin === location.origin && /^operator(\/|$)/.test(url.pathname.slice(BASE.length));
