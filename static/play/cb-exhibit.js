// <cb-exhibit>: one piece of evidence, to look at closely and to show around.

import { plate } from "../shared/cb-picture.js";
import { CasebookElement, define, h, icon } from "../shared/element.js";
import { capital, moment } from "../shared/words.js";
import { pin } from "./cb-pin.js";
import { magnifier } from "./cb-zoom.js";
import { exhibitName } from "./exhibit.js";
import { slot } from "./statements.js";

/** @import { CaseFile } from "../shared/casefile.js" */
/** @import { Evidence } from "../shared/model" */

class Exhibit extends CasebookElement {
  /** @type {CaseFile | undefined} */
  file;
  item = "";

  /** @override */
  show() {
    const { file } = this;
    const found = file?.player.discoveredEvidence.find(({ id }) => id === this.item);
    const back = h("p", {}, h("a", { class: "button plain", href: "#evidence" }, icon("back"), "Evidence"));
    if (!file || !found) {
      this.replaceChildren(
        back,
        h("h1", {}, "Not found yet"),
        h("p", {}, "You have not found this piece of evidence."),
      );
      return;
    }
    const alt = found.imageAlt || found.name;
    const place = file.place(found.foundAtLocationId);
    this.replaceChildren(
      back,
      h(
        "figure",
        { class: "plate" },
        magnifier(
          file,
          found.id,
          alt,
          plate(file, found.id, { sizes: "(min-width: 60rem) 30rem, 100vw", eager: true, alt }),
        ),
        h("figcaption", {}, exhibitName(file, found.id)),
      ),
      h(
        "div",
        { class: "flow" },
        h(
          "p",
          { class: "label" },
          `${capital(found.type)} evidence${file.player.submitted ? `, ${found.relevance}` : ""}`,
        ),
        h("h1", {}, found.name),
        h("p", {}, found.description),
        pin(file, found.id, exhibitName(file, found.id)),
        h("div", { class: "ornament" }, icon("keyhole")),
        h("h2", { class: "label" }, "How it was found"),
        h("p", {}, found.discoveryHint),
        h(
          "p",
          { class: "soft" },
          place && h("a", { href: `#places/${place.id}` }, place.name),
          `, ${moment(found.discoveredAt)}`,
        ),
        h("h2", { class: "label" }, "Worth a thought"),
        h("p", { class: "said" }, found.interpretationHint),
        h("h2", { class: "label" }, "Show it to"),
        people(file, found),
      ),
    );
  }
}

/** @param {CaseFile} file @param {Evidence} found */
function people(file, found) {
  const choose = () => {
    file.showing = found.id;
  };
  return h(
    "ul",
    { class: "people" },
    ...file.view.suspects.map(({ id, name }) =>
      h("li", {}, h("a", { class: "button", href: `#suspects/${slot(id)}`, onclick: choose }, name)),
    ),
  );
}

define(import.meta.url, Exhibit);
