// <cb-suspects>: the three people.

import { plate } from "../shared/cb-picture.js";
import { define, h } from "../shared/element.js";
import { Section } from "../shared/section.js";
import { capital } from "../shared/words.js";
import { covered, feeling } from "./questions.js";

/** @import { CaseFile } from "../shared/casefile.js" */
/** @import { Suspect } from "../shared/model" */

class Suspects extends Section {
  /** @override @param {CaseFile} file */
  draw(file) {
    this.replaceChildren(
      h("h1", {}, "Suspects"),
      h(
        "p",
        { class: "prose" },
        "Talking costs nothing. The first question on a subject they can speak to earns a point, and so may a name they let slip.",
      ),
      h("ul", { class: "people" }, ...file.view.suspects.map((suspect) => person(file, suspect))),
    );
  }
}

/** @param {CaseFile} file @param {Suspect} suspect */
function person(file, suspect) {
  const cards = file.view.introSlides?.suspects.suspectCards ?? [];
  const claim = cards.find(({ suspectId }) => suspectId === suspect.id)?.claim;
  return h(
    "li",
    {},
    h(
      "a",
      { href: `#suspects/${suspect.id.slice(suspect.id.lastIndexOf("suspect-"))}` },
      plate(file, suspect.id, { sizes: "(min-width: 60rem) 18rem, (min-width: 36rem) 30vw, 8rem", alt: "" }),
      h(
        "div",
        {},
        h("h2", {}, suspect.name),
        h("p", { class: "label" }, suspect.archetype),
        claim && h("p", { class: "said" }, `“${claim.replace(/^[“"]+|[”"]+$/g, "")}”`),
        h("p", { class: "soft" }, `${capital(feeling(file, suspect.id))}. ${covered(file, suspect.id)}.`),
      ),
    ),
  );
}

define(import.meta.url, Suspects);
