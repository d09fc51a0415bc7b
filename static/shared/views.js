// Which element shows which place, loaded when it is first needed.

import { styled } from "./element.js";
import { part } from "./part.js";

/** @import { CaseFile } from "./casefile.js" */
/** @import { Route } from "./router.js" */

/** @typedef {HTMLElement & { route: Route, stay?: (route: Route) => boolean }} Page */
/** @typedef {HTMLElement & { file: CaseFile, item: string }} Section */

/** @type {Record<Route["name"], [keyof HTMLElementTagNameMap, () => Promise<unknown>]>} */
const pages = {
  title: ["cb-title", () => import("../cases/cb-title.js")],
  archive: ["cb-archive", () => import("../cases/cb-archive.js")],
  me: ["cb-me", () => import("../me/cb-me.js")],
  case: ["cb-board", () => import("../cases/cb-board.js")],
  lost: ["cb-lost", () => import("../cases/cb-lost.js")],
};

/** Sections of a case; the second of a pair shows one item of the section.
 * @type {Record<string, [keyof HTMLElementTagNameMap, () => Promise<unknown>][]>} */
const sections = {
  intro: [["cb-intro", () => import("../cases/cb-intro.js")]],
  scene: [["cb-scene", () => import("../cases/cb-scene.js")]],
  places: [
    ["cb-places", () => import("../play/cb-places.js")],
    ["cb-place", () => import("../play/cb-place.js")],
  ],
  suspects: [
    ["cb-suspects", () => import("../play/cb-suspects.js")],
    ["cb-interview", () => import("../play/cb-interview.js")],
  ],
  evidence: [
    ["cb-evidence", () => import("../play/cb-evidence.js")],
    ["cb-exhibit", () => import("../play/cb-exhibit.js")],
  ],
  notebook: [["cb-notebook", () => import("../play/cb-notebook.js")]],
  accuse: [["cb-accusation", () => import("../play/cb-accusation.js")]],
  verdict: [["cb-verdict", () => import("../play/cb-verdict.js")]],
};

/** The page's element: the present one if the server has drawn it. @param {Route} route @param {Element | null} [drawn] */
export async function pageFor(route, drawn) {
  const [tag, load] = pages[route.name];
  await part(load);
  await styled();
  const page = drawn?.localName === tag ? drawn : document.createElement(tag);
  return Object.assign(/** @type {Page} */ (page), { route });
}

/** The section's element, or undefined when there is no such section.
 * @param {CaseFile} file @param {string} section @param {string} item */
export async function sectionFor(file, section, item) {
  const [whole, one] = sections[section] ?? [];
  const found = item && one ? one : whole;
  if (!found) return undefined;
  await part(found[1]);
  await styled();
  return Object.assign(/** @type {Section} */ (document.createElement(found[0])), { file, item });
}
