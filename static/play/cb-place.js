// <cb-place>: one place, and searching it.

import { plate } from "../shared/cb-picture.js";
import { CasebookElement, define, h, icon } from "../shared/element.js";
import { failure, focusRetry } from "../shared/notice.js";
import { plural } from "../shared/words.js";
import { find } from "./cb-find.js";
import { EFFORTS, EMERGENCY, effortName, hasEmergency, refusal, useless } from "./searching.js";

/** @import { CaseFile } from "../shared/casefile.js" */
/** @import { Effort, Evidence, Place as Where } from "../shared/model" */

class Place extends CasebookElement {
  /** @type {CaseFile | undefined} */
  file;
  item = "";
  #choices = h("div", { class: "choices" });
  #outcome = h("div", { class: "outcome flow" });
  #past = h("div", { class: "past" });
  #searching = false;

  /** @override */
  show() {
    const { file } = this;
    const place = file?.place(this.item);
    if (!file || !place) {
      this.replaceChildren(h("h1", {}, "No such place"), h("p", {}, h("a", { href: "#places" }, "Back to the places")));
      return;
    }
    file.addEventListener("player", () => this.#update(file, place), { signal: this.signal });
    this.replaceChildren(
      h("p", {}, h("a", { class: "button plain", href: "#places" }, icon("back"), "Places")),
      h("h1", {}, place.name),
      h("figure", { class: "plate" }, plate(file, place.id, { sizes: "(min-width: 60rem) 32rem, 100vw", eager: true })),
      h(
        "div",
        { class: "flow" },
        h("p", {}, place.description),
        this.#outcome,
        h("h2", {}, "Search this place"),
        this.#choices,
        this.#past,
      ),
    );
    this.#update(file, place);
  }

  /** @param {CaseFile} file @param {Where} place */
  #update(file, place) {
    const { actionPoints, searchHistory, discoveredEvidence } = file.player;
    const emergency = hasEmergency(actionPoints);
    const note = emergency
      ? `You have no points left. Once in this case a search gives you ${EMERGENCY} emergency points: they are counted in here.`
      : `You have ${plural(actionPoints.current, "point")}. Good questions to the suspects earn more.`;
    this.#choices.replaceChildren(
      h("p", { class: emergency ? "notice" : "soft" }, note),
      ...EFFORTS.map((kind) => this.#choice(file, place, kind)),
    );
    const searches = searchHistory.filter(({ locationId }) => locationId === place.id);
    const finds = discoveredEvidence.filter(({ foundAtLocationId }) => foundAtLocationId === place.id);
    this.#past.replaceChildren(
      ...(searches.length
        ? [
            h(
              "p",
              { class: "soft" },
              `Done here: ${list(searches.map((one) => effortName(one.searchType).toLowerCase()))}.`,
            ),
          ]
        : []),
      ...(finds.length && !this.#outcome.childElementCount ? [h("h2", {}, "Found here"), exhibits(file, finds)] : []),
    );
  }

  /** @param {CaseFile} file @param {Where} place @param {typeof EFFORTS[number]} kind */
  #choice(file, place, { effort, name, finds }) {
    const cost = file.view.actionPoints.costs[effort];
    const cannot = refusal(file.player.actionPoints, cost);
    const remark = cannot || useless(file.player.searchHistory, place.id, effort) || finds;
    return h(
      "button",
      {
        type: "button",
        class: "effort",
        disabled: Boolean(cannot) || this.#searching,
        onclick: () => this.#search(file, place, effort),
      },
      h("strong", {}, name),
      h("span", { class: "cost" }, plural(cost, "point")),
      h("span", { class: "remark" }, remark),
    );
  }

  /** @param {CaseFile} file @param {Where} place @param {Effort} effort */
  async #search(file, place, effort) {
    if (this.#searching) return;
    this.#searching = true;
    this.#outcome.replaceChildren(h("p", { class: "busy", role: "status" }, h("span", {}, "Searching")));
    this.#update(file, place);
    try {
      const { evidenceFound, actionCost } = await file.search(place.id, effort);
      this.#tell(file, evidenceFound, actionCost, nothing(file, place, effort));
    } catch (error) {
      this.#outcome.replaceChildren(failure(error, () => this.#search(file, place, effort)));
      focusRetry(this.#outcome);
      file.refresh().catch(() => {});
    } finally {
      this.#searching = false;
      this.#update(file, place);
    }
  }

  /** @param {CaseFile} file @param {Evidence[]} found @param {number} cost @param {string} otherwise what to say of having found nothing */
  #tell(file, found, cost, otherwise) {
    const heading = h(
      "h2",
      { tabindex: "-1" },
      found.length ? `You found ${list(found.map(({ name }) => inSentence(name)))}` : "You found nothing",
    );
    const note = found.length ? found.map(({ discoveryHint }) => h("p", {}, discoveryHint)) : [h("p", {}, otherwise)];
    this.#outcome.replaceChildren(
      heading,
      ...note,
      found.length ? exhibits(file, found) : "",
      h("p", { class: "soft" }, `It cost ${plural(cost, "point")}.`),
    );
    heading.focus({ preventScroll: true });
    this.#outcome.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }
}

/** @param {CaseFile} file @param {Evidence[]} items */
const exhibits = (file, items) => h("ul", { class: "finds" }, ...items.map((item) => h("li", {}, find(file, item))));

/** What it means that a search found nothing. @param {CaseFile} file @param {Where} place @param {Effort} effort */
function nothing({ player }, place, effort) {
  if (effort !== "exhaustive") return "Nothing that such a search would show, at least.";
  const found = player.discoveredEvidence.some(({ foundAtLocationId }) => foundAtLocationId === place.id);
  return found ? "There is nothing more here to be found." : "There is nothing here to be found.";
}

/** A name as it stands within a sentence. @param {string} name */
const inSentence = (name) => name.replace(/^(?:An?|The|Some) /, (article) => article.toLowerCase());

/** @param {string[]} parts */
const list = (parts) => new Intl.ListFormat("en-GB").format(parts);

define(import.meta.url, Place);
