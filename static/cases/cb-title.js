// <cb-title>: the title page with today's case.

import { ApiError, getCase, getPlayer } from "../shared/api.js";
import { CaseView } from "../shared/caseview.js";
import { countdown } from "../shared/cb-countdown.js";
import { plate } from "../shared/cb-picture.js";
import { CasebookElement, define, h, icon, redraw } from "../shared/element.js";
import { busy, failure } from "../shared/notice.js";
import { ready, released } from "../shared/page.js";
import { isKnown, playerId } from "../shared/player.js";
import { address } from "../shared/router.js";
import { capital, day, madeBy } from "../shared/words.js";
import { Writing } from "./cb-writing.js";

/** @import { Case } from "../shared/model" */

class Title extends CasebookElement {
  /** @override */
  show() {
    if (!this.hasChildNodes()) this.replaceChildren(h("div", { class: "page" }, busy("Opening today’s case")));
    this.#open();
  }

  async #open() {
    try {
      const file = new CaseView(await getCase("today"));
      this.signal.addEventListener("abort", () => file.close());
      await released(this, this.signal);
      if (this.signal.aborted) file.close();
      else this.#fill(file);
    } catch (error) {
      if (this.signal.aborted) return;
      if (error instanceof ApiError && error.notGenerated) {
        this.replaceChildren(Object.assign(new Writing(), { done: () => this.#open() }));
      } else {
        this.replaceChildren(
          h(
            "div",
            { class: "page" },
            h("h1", {}, "Casebook"),
            failure(error, () => this.#again()),
          ),
        );
        ready(this);
      }
    }
  }

  #again() {
    this.replaceChildren();
    this.show();
  }

  /** @param {CaseView} file */
  #fill(file) {
    const { view } = file;
    const enter = h("a", { class: "button primary", href: address(`case/${view.id}#intro`) }, "Open the case");
    const parts = [
      plate(file, "establishing", { sizes: "100vw", eager: true, bleed: true }),
      h(
        "article",
        { class: "page arriving" },
        h(
          "p",
          { class: "house" },
          icon("keyhole"),
          h("span", {}, "Casebook"),
          h("time", { class: "label", datetime: view.date }, day(view.date)),
        ),
        h("h1", {}, view.title),
        h("div", { class: "ornament" }, icon("keyhole")),
        h("p", { class: "opening" }, opening(view)),
        h(
          "p",
          { class: "ways" },
          enter,
          h("a", { class: "button plain", href: address("archive") }, "Past cases"),
          h("a", { class: "button plain", href: address("me") }, "Your casebook"),
        ),
        h(
          "footer",
          { class: "soft" },
          h("p", {}, `Difficulty: ${view.difficulty}. `, countdown(view.nextCaseAt)),
          h("p", {}, madeBy(view.provenance)),
        ),
      ),
    ];
    redraw(this, () => this.replaceChildren(...parts));
    ready(this);
    if (isKnown()) this.#recognise(view, enter);
  }

  /** Leads a player who has begun back to where they were. @param {Case} view @param {HTMLAnchorElement} enter */
  async #recognise(view, enter) {
    const player = await getPlayer(view.id, playerId()).catch(() => undefined);
    if (!player || this.signal.aborted) return;
    const { total, initial } = player.actionPoints;
    if (player.submitted) {
      enter.textContent = "Read the verdict";
      enter.href = address(`case/${view.id}#verdict`);
    } else if (player.searchHistory.length > 0 || total > initial) {
      enter.textContent = "Go on with the case";
      enter.href = address(`case/${view.id}#scene`);
    }
  }
}

/** The first lines of the case. @param {Case} view */
function opening({ introSlides, location }) {
  if (!introSlides) return capital(location.atmosphere);
  const { timeLocation, victimStatement } = introSlides.discovery;
  return `${timeLocation} ${victimStatement}`;
}

define(import.meta.url, Title);
