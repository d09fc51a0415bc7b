// <cb-places>: the five places one can search.

import { plate } from "../shared/cb-picture.js";
import { define, h } from "../shared/element.js";
import { Section } from "../shared/section.js";
import { plural } from "../shared/words.js";

import { floorPlan } from "./cb-plan.js";
import { searched } from "./searching.js";

/** @import { CaseFile } from "../shared/casefile.js" */
/** @import { Place } from "../shared/model" */

class Places extends Section {
  /** @override @param {CaseFile} file */
  draw(file) {
    this.replaceChildren(
      h("h1", {}, "Places"),
      h(
        "p",
        { class: "prose" },
        "Somebody was careless somewhere. Each search costs points, and a closer one finds what a glance does not.",
      ),
      floorPlan(file),
      h("ul", { class: "cards" }, ...file.view.locations.map((place) => card(file, place))),
    );
  }
}

/** @param {CaseFile} file @param {Place} place */
function card(file, place) {
  const searches = file.player.searchHistory.filter(({ locationId }) => locationId === place.id).length;
  const finds = file.player.discoveredEvidence.filter(({ foundAtLocationId }) => foundAtLocationId === place.id).length;
  const status = searches === 0 ? searched(0) : `${searched(searches)}, ${plural(finds, "find")}`;
  return h(
    "li",
    {},
    h(
      "a",
      { href: `#places/${place.id}` },
      plate(file, place.id, { sizes: "(min-width: 60rem) 22rem, (min-width: 36rem) 45vw, 100vw", alt: "" }),
      h("h2", {}, place.name),
      h("p", { class: "label" }, status),
    ),
  );
}

define(import.meta.url, Places);
