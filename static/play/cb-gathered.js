// <cb-gathered>: all that was heard, found and searched, as it came.

import { define, h, redraw } from "../shared/element.js";
import { busy, failure } from "../shared/notice.js";
import { Section } from "../shared/section.js";
import { moment, plural } from "../shared/words.js";
import { pin } from "./cb-pin.js";
import { exhibitName } from "./exhibit.js";
import { effortName } from "./searching.js";
import { answersOf, gather, slot } from "./statements.js";

/** @import { CaseFile } from "../shared/casefile.js" */
/** @import { Suspect } from "../shared/model" */
/** @import { Statement } from "./statements.js" */

export class Gathered extends Section {
  #statements = h("div");
  #reads = 0;

  /** @override @param {CaseFile} file */
  draw(file) {
    this.replaceChildren(
      h("section", {}, h("h2", {}, "Statements"), this.#statements),
      h("section", {}, h("h2", {}, "Evidence"), evidence(file)),
      h("section", {}, h("h2", {}, "Searches"), searches(file)),
    );
    this.#read(file);
  }

  /** @param {CaseFile} file */
  async #read(file) {
    const read = ++this.#reads;
    const overtaken = () => this.signal.aborted || read !== this.#reads;
    if (!this.#statements.hasChildNodes()) this.#statements.replaceChildren(busy("Gathering"));
    try {
      const said = await gather(file);
      if (!overtaken()) this.#tell(file, said);
    } catch (error) {
      if (!overtaken()) this.#statements.replaceChildren(failure(error, () => this.#read(file)));
    }
  }

  /** What was folded stays folded. @param {CaseFile} file @param {Statement[]} said by everybody */
  #tell(file, said) {
    const before = [...this.#statements.children];
    const talks = file.view.suspects.map((suspect) => talk(file, suspect, said));
    talks.forEach((one, at) => {
      if (before[at] instanceof HTMLDetailsElement) one.toggleAttribute("open", before[at].open);
    });
    redraw(this.#statements, () => this.#statements.replaceChildren(...talks));
  }
}

/** @param {CaseFile} file @param {Suspect} suspect @param {Statement[]} said */
function talk(file, suspect, said) {
  const link = h("a", { href: `#suspects/${slot(suspect.id)}` }, suspect.name);
  const answers = answersOf(said, suspect);
  if (answers.length === 0) return h("p", {}, link, " has not been questioned.");
  return h(
    "details",
    { open: true },
    h("summary", {}, `${suspect.name}: ${plural(answers.length, "answer")}`),
    h(
      "dl",
      {},
      ...answers.flatMap(({ ref, question, words }) => [
        h("dt", {}, question),
        h("dd", {}, h("p", {}, words), pin(file, ref, `${suspect.name} on “${question}”`)),
      ]),
    ),
    h("p", {}, "Ask ", link, " more"),
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
        h("p", { class: "soft" }, `${item.description} Found in: ${file.place(item.foundAtLocationId)?.name}.`),
        pin(file, item.id, exhibitName(file, item.id)),
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

/** @param {CaseFile} file */
export const gathered = (file) => Object.assign(h("cb-gathered"), { file });

define(import.meta.url, Gathered);
