// <cb-scene>: what the police know, and how far the player has come.

import { plate } from "../shared/cb-picture.js";
import { define, h, icon } from "../shared/element.js";
import { Section } from "../shared/section.js";
import { day, madeBy, plural } from "../shared/words.js";

/** @import { CaseFile } from "../shared/casefile.js" */

class Scene extends Section {
  /** @override @param {CaseFile} file */
  draw(file) {
    const { view } = file;
    const { victim, weapon, location } = view;
    this.replaceChildren(
      h("p", { class: "label" }, day(view.date)),
      h("h1", {}, view.title),
      plate(file, "establishing", { sizes: "(min-width: 60rem) 60rem, 100vw", eager: true }),
      fact("The scene", location.name, location.description, location.atmosphere),
      h("div", { class: "ornament" }, icon("keyhole")),
      h(
        "div",
        { class: "facts" },
        fact("The victim", victim.name, victim.background, victim.relationship),
        fact("The weapon", weapon.name, weapon.description),
        this.#progress(file),
      ),
      view.introSlides ? h("p", {}, h("a", { class: "button plain", href: "#intro" }, "Read the opening again")) : "",
      h("p", { class: "soft" }, madeBy(view.provenance)),
    );
  }

  /** @param {CaseFile} file */
  #progress({ view, player }) {
    const { current } = player.actionPoints;
    const missing = view.evidence.length - player.discoveredEvidence.length;
    const left =
      missing === 0
        ? "You have found all the evidence there is."
        : `${plural(missing, "piece")} of evidence still to be found.`;
    return h(
      "section",
      {},
      h("p", { class: "label" }, "The inquiry"),
      h("h2", {}, player.submitted ? "Closed" : plural(current, "action point")),
      h("p", {}, left),
      !player.submitted && h("p", {}, "Searching costs points. Talking is free, and a good question earns one."),
      h(
        "p",
        { class: "ways" },
        player.submitted && h("a", { class: "button", href: "#verdict" }, "Read the verdict"),
        h("a", { class: "button", href: "#places" }, "Search a place"),
        h("a", { class: "button", href: "#suspects" }, "Question a suspect"),
        !player.submitted && h("a", { class: "button plain", href: "#notebook/hints" }, "Ask for a hint"),
      ),
    );
  }
}

/** @param {string} label @param {string} name @param {...string} texts */
function fact(label, name, ...texts) {
  return h(
    "section",
    {},
    h("p", { class: "label" }, label),
    h("h2", {}, name),
    ...texts.map((text) => h("p", {}, text)),
  );
}

define(import.meta.url, Scene);
