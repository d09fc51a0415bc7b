// <cb-intro>: the opening of a case on three slides, one address each.

import { plate } from "../shared/cb-picture.js";
import { CasebookElement, define, h, icon } from "../shared/element.js";
import { go } from "../shared/router.js";

/** @import { CaseFile } from "../shared/casefile.js" */
/** @import { Intro as Slides } from "../shared/model" */

const NAMES = /** @type {const} */ (["discovery", "suspects", "challenge"]);
const SWIPE = 50;

class Intro extends CasebookElement {
  /** @type {CaseFile | undefined} */
  file;
  /** The slide, from "1"; empty is the first. */
  item = "";

  /** @override */
  show() {
    const slides = this.file?.view.introSlides;
    if (!this.file || !slides) return;
    const at = Math.min(NAMES.length - 1, Math.max(0, (Number(this.item) || 1) - 1));
    const name = NAMES[at] ?? "discovery";
    this.dataset.slide = name;
    this.replaceChildren(
      plate(this.file, pictureOf(this.file, name), { sizes: "100vw", eager: true, bleed: true, alt: "" }),
      h(
        "div",
        { class: "text" },
        h("p", { class: "label" }, `The opening, ${at + 1} of ${NAMES.length}`),
        ...this.#slide(name, slides, this.file),
        this.#ways(at, slides.challenge.cta),
      ),
    );
    this.#listen(at);
  }

  /** @param {typeof NAMES[number]} name @param {Slides} slides @param {CaseFile} file */
  #slide(name, slides, file) {
    if (name === "discovery") return discovery(slides.discovery, file.view.title);
    if (name === "suspects") return lineup(slides.suspects, file);
    return challenge(slides.challenge);
  }

  /** @param {number} at @param {string} cta */
  #ways(at, cta) {
    const last = at === NAMES.length - 1;
    return h(
      "div",
      { class: "ways" },
      at > 0 && h("a", { class: "button", href: `#intro/${at}`, "aria-label": "Back" }, icon("back")),
      last
        ? h("a", { class: "button primary", href: "#scene" }, cta.replace(/\.$/, ""))
        : h("a", { class: "button primary", href: `#intro/${at + 2}` }, "Next", icon("next")),
      !last && h("a", { class: "button plain", href: "#scene" }, "Skip"),
    );
  }

  /** Arrow keys and swipes turn the slides. @param {number} at */
  #listen(at) {
    /** @param {number} step */
    const turn = (step) => {
      const to = at + step;
      if (to >= 0 && to < NAMES.length) go(`#intro/${to + 1}`);
    };
    const { signal } = this;
    document.addEventListener(
      "keydown",
      (event) => {
        if (event.altKey || event.ctrlKey || event.metaKey) return;
        if (event.key === "ArrowRight") turn(1);
        if (event.key === "ArrowLeft") turn(-1);
      },
      { signal },
    );
    let from = { x: 0, y: 0 };
    this.addEventListener(
      "touchstart",
      ({ touches: [touch] }) => {
        if (touch) from = { x: touch.clientX, y: touch.clientY };
      },
      { signal, passive: true },
    );
    this.addEventListener(
      "touchend",
      ({ changedTouches: [touch] }) => {
        const across = touch ? touch.clientX - from.x : 0;
        const down = touch ? touch.clientY - from.y : 0;
        if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(down)) turn(-Math.sign(across));
      },
      { signal, passive: true },
    );
  }
}

/** The slot whose picture belongs to a slide. @param {CaseFile} file @param {typeof NAMES[number]} name */
function pictureOf({ view }, name) {
  const url = view.cinematicImages?.[name];
  const slot = Object.keys(view.images).find((id) => url && view.images[id]?.url === url);
  return slot ?? "establishing";
}

/** @param {Slides["discovery"]} slide @param {string} title */
function discovery(slide, title) {
  return [
    h("h1", {}, title),
    h("p", { class: "first" }, slide.timeLocation),
    h("p", {}, slide.victimStatement),
    h("p", { class: "said" }, slide.constraint),
  ];
}

/** @param {Slides["suspects"]} slide @param {CaseFile} file */
function lineup(slide, file) {
  const cards = slide.suspectCards.map((card) =>
    h(
      "li",
      {},
      plate(file, card.suspectId, { sizes: "(min-width: 60rem) 12rem, 5rem", eager: true, alt: "" }),
      h(
        "div",
        {},
        h("h2", {}, card.name),
        h("p", { class: "label" }, card.role),
        h("p", { class: "said" }, `“${unquoted(card.claim)}”`),
      ),
    ),
  );
  return [
    h("h1", {}, "Three people"),
    h("p", {}, slide.constraintStatement),
    h("ul", { class: "lineup" }, ...cards),
    h("p", { class: "said" }, slide.tensionLine),
  ];
}

/** @param {Slides["challenge"]} slide */
function challenge(slide) {
  return [
    h("p", {}, slide.statementLine1),
    h("p", {}, slide.statementLine2),
    h("p", {}, slide.statementLine3),
    h("h1", {}, slide.question),
  ];
}

/** A claim may come with its quotation marks. @param {string} text */
const unquoted = (text) => text.replace(/^[“"']+|[”"']+$/g, "");

define(import.meta.url, Intro);
