// <cb-plan>: the floor plan, room by room a way in.

import { CasebookElement, define, h, icon } from "../shared/element.js";
import { letter } from "../shared/words.js";
import { plan } from "./plan.js";
import { searched } from "./searching.js";

/** @import { CaseFile } from "../shared/casefile.js" */
/** @import { Place } from "../shared/model" */

export class Plan extends CasebookElement {
  /** @type {CaseFile | undefined} */
  file;

  /** @override */
  show() {
    const { file } = this;
    const floor = file && plan(file.view.locations);
    this.hidden = !floor;
    if (!file || !floor) return;
    this.replaceChildren(
      h(
        "ul",
        { "aria-label": "Floor plan" },
        ...file.view.locations.map((place, at) => room(file, place, floor.rooms[at])),
      ),
      ...floor.doors.map(({ x, y, upright }) => put(h("i", { class: upright ? "door upright" : "door" }), x, y)),
    );
  }
}

/** @param {CaseFile} file @param {Place} place @param {readonly number[]} [box] */
function room(file, place, [x = 0, y = 0, width = 0, height = 0] = []) {
  const times = file.player.searchHistory.filter(({ locationId }) => locationId === place.id).length;
  const finds = file.player.discoveredEvidence.flatMap(({ foundAtLocationId }, at) =>
    foundAtLocationId === place.id ? [letter(at)] : [],
  );
  const doors = (place.doors ?? []).map((id) => file.place(id)?.name ?? "");
  const node = put(
    h(
      "li",
      { class: times ? "searched" : "" },
      h(
        "a",
        { href: `#places/${place.id}` },
        place.name === file.view.location.name && icon("keyhole"),
        h("span", {}, place.name),
        place.name === file.view.location.name && h("span", { class: "unseen" }, ", the scene of the crime"),
        h(
          "span",
          { class: "state" },
          searched(times),
          finds.length > 0 && `, exhibit${finds.length > 1 ? "s" : ""} ${finds.join(", ")}`,
        ),
        h("span", { class: "unseen" }, `. Doors to: ${doors.join(", ")}`),
      ),
    ),
    x,
    y,
  );
  node.style.inlineSize = `${100 * width}%`;
  node.style.blockSize = `${100 * height}%`;
  return node;
}

/** @template {HTMLElement} T @param {T} node @param {number} x @param {number} y parts of the plan */
function put(node, x, y) {
  node.style.insetInlineStart = `${100 * x}%`;
  node.style.insetBlockStart = `${100 * y}%`;
  return node;
}

/** @param {CaseFile} file */
export const floorPlan = (file) => Object.assign(h("cb-plan"), { file });

define(import.meta.url, Plan);
