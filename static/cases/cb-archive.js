// <cb-archive>: the past cases, newest first.

import { ending } from "../me/ending.js";
import { archive, profile } from "../shared/api.js";
import { print } from "../shared/cb-picture.js";
import { CasebookElement, define, h, icon } from "../shared/element.js";
import { busy, failure } from "../shared/notice.js";
import { ready } from "../shared/page.js";
import { isKnown, playerId } from "../shared/player.js";
import { address } from "../shared/router.js";
import { day } from "../shared/words.js";

/** @import { Record, Summary } from "../shared/model" */

class Archive extends CasebookElement {
  #list = h("ul");
  #end = h("div", { class: "end" });
  /** What the player did, by case. @type {Promise<Map<string, Record>>} */
  #deeds = Promise.resolve(new Map());

  /** @override */
  show() {
    this.#list = h("ul");
    this.#end = h("div", { class: "end" });
    this.#deeds = deeds();
    this.replaceChildren(
      h(
        "p",
        { class: "ways" },
        h("a", { class: "button plain", href: address() }, icon("back"), "Today’s case"),
        h("a", { class: "button plain", href: address("me") }, "Your casebook"),
      ),
      h("h1", {}, "Past cases"),
      this.#list,
      this.#end,
      h(
        "p",
        { class: "ways" },
        h("a", { class: "button plain", href: address("feed.xml") }, "RSS feed"),
        h("a", { class: "button plain", href: address("calendar.ics") }, "Calendar"),
      ),
    );
    this.#more("");
  }

  /** Adds the cases before an id, or the newest. @param {string} before */
  async #more(before) {
    this.#end.replaceChildren(busy("Looking through the shelves"));
    try {
      const [page, done] = await Promise.all([archive(before), this.#deeds]);
      if (this.signal.aborted) return;
      const rows = page.cases.map((summary) => row(summary, done.get(summary.id)));
      this.#list.append(...rows);
      this.#end.replaceChildren(this.#after(page.next));
      if (before) rows[0]?.querySelector("a")?.focus();
      else ready(this, "Past cases");
    } catch (error) {
      if (!this.signal.aborted) this.#end.replaceChildren(failure(error, () => this.#more(before)));
    }
  }

  /** @param {string} next */
  #after(next) {
    if (next) return h("button", { type: "button", onclick: () => this.#more(next) }, "Show older cases");
    return h("p", { class: "soft" }, this.#list.childElementCount ? "That is all of them." : "There are no cases yet.");
  }
}

/** The archive does without where it cannot be had. @returns {Promise<Map<string, Record>>} */
async function deeds() {
  const done = isKnown() ? await profile(playerId()).catch(() => undefined) : undefined;
  return new Map(done?.cases.map((record) => [record.caseId, record]));
}

/** @param {Summary} summary @param {Record | undefined} deed */
function row({ id, date, title, difficulty, thumbnail, imageUrl }, deed) {
  return h(
    "li",
    {},
    h(
      "a",
      { href: address(`case/${id}`) },
      print(thumbnail || imageUrl, { sizes: "12rem", alt: "" }),
      h("span", { class: "label" }, day(date)),
      h("strong", {}, title),
      h("span", { class: "soft" }, `Difficulty: ${difficulty}`),
      deed && ending(deed),
    ),
  );
}

define(import.meta.url, Archive);
