// <cb-notebook>: all that the player has learnt, gathered by itself.

import { conversation } from "../shared/api.js";
import { CasebookElement, define, h } from "../shared/element.js";
import { busy, failure } from "../shared/notice.js";
import { playerId } from "../shared/player.js";
import { moment, plural } from "../shared/words.js";
import { exhibitName } from "./exhibit.js";
import { effortName } from "./searching.js";

/** @import { CaseFile } from "../shared/casefile.js" */
/** @import { Message, Suspect } from "../shared/model" */

class Notebook extends CasebookElement {
  /** @type {CaseFile | undefined} */
  file;
  #statements = h("div", { class: "flow" });

  /** @override */
  show() {
    const { file } = this;
    if (!file) return;
    this.replaceChildren(
      h("h1", {}, "Notebook"),
      h("p", { class: "prose" }, "Everything you have found and heard is written down here."),
      h("section", {}, h("h2", {}, "Statements"), this.#statements),
      h("section", {}, h("h2", {}, "Evidence"), evidence(file)),
      h("section", {}, h("h2", {}, "Searches"), searches(file)),
    );
    this.#gather(file);
  }

  /** @param {CaseFile} file */
  async #gather(file) {
    this.#statements.replaceChildren(busy("Turning back the pages"));
    try {
      const { suspects } = file.view;
      const talks = await Promise.all(suspects.map(({ id }) => conversation(id, playerId())));
      if (this.signal.aborted) return;
      this.#statements.replaceChildren(
        ...suspects.map((suspect, at) => statements(suspect, talks[at]?.messages ?? [])),
      );
    } catch (error) {
      if (!this.signal.aborted) this.#statements.replaceChildren(failure(error, () => this.#gather(file)));
    }
  }
}

/** @param {Suspect} suspect @param {Message[]} messages */
function statements(suspect, messages) {
  const link = h("a", { href: `#suspects/${suspect.id.slice(suspect.id.lastIndexOf("suspect-"))}` }, suspect.name);
  const answers = messages.filter(({ role }) => role === "suspect").length;
  if (answers === 0) return h("p", {}, link, " has not been questioned.");
  return h(
    "details",
    {},
    h("summary", {}, `${suspect.name}: ${plural(answers, "answer")}`),
    h("dl", {}, ...messages.map(({ role, content }) => h(role === "user" ? "dt" : "dd", {}, content))),
    h("p", {}, "Back to ", link),
  );
}

/** @param {CaseFile} file */
function evidence(file) {
  const found = file.player.discoveredEvidence;
  if (found.length === 0) return h("p", { class: "soft" }, "Nothing has been found yet.");
  return h(
    "ul",
    { class: "lines" },
    ...found.map((item) =>
      h(
        "li",
        {},
        h("a", { href: `#evidence/${item.id}` }, `${exhibitName(file, item.id)}: ${item.name}`),
        h(
          "p",
          { class: "soft" },
          `${item.description} Found in: ${file.place(item.foundAtLocationId)?.name ?? "an unknown place"}.`,
        ),
      ),
    ),
  );
}

/** @param {CaseFile} file */
function searches(file) {
  const done = file.player.searchHistory;
  if (done.length === 0) return h("p", { class: "soft" }, "No place has been searched yet.");
  return h(
    "ol",
    { class: "lines" },
    ...done.map((search) =>
      h(
        "li",
        {},
        `${file.place(search.locationId)?.name ?? search.locationId}: ${effortName(search.searchType).toLowerCase()}`,
        h("span", { class: "soft" }, ` ${moment(search.timestamp)}`),
      ),
    ),
  );
}

define(import.meta.url, Notebook);
