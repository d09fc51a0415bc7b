// <cb-me>: what one has done in all cases, and one's own data.

import { ApiError, erase, exportUrl, profile } from "../shared/api.js";
import { CasebookElement, define, h, icon } from "../shared/element.js";
import { announce, busy, failure } from "../shared/notice.js";
import { forgetAnswers } from "../shared/offline.js";
import { ready } from "../shared/page.js";
import { forget, isKnown, playerId } from "../shared/player.js";
import { address } from "../shared/router.js";
import { day, plural } from "../shared/words.js";
import { move } from "./cb-move.js";
import { ending } from "./ending.js";

/** @import { Profile, Record } from "../shared/model" */
/** @import { Route } from "../shared/router.js" */

class Me extends CasebookElement {
  /** @type {Route} */
  route = { name: "me", code: "" };
  #deeds = h("div", { class: "deeds" });

  /** Takes in the code of a link that was opened here. @param {Route} route */
  stay(route) {
    if (route.name !== "me") return false;
    this.route = route;
    this.show();
    return true;
  }

  /** @override */
  show() {
    const code = this.route.name === "me" ? this.route.code : "";
    this.#deeds = h("div", { class: "deeds" });
    this.replaceChildren(
      h("p", {}, h("a", { class: "button plain", href: address() }, icon("back"), "Today’s case")),
      h("h1", {}, "Your casebook"),
      code ? move(code, () => this.show()) : "",
      this.#deeds,
      code ? "" : move("", () => this.show()),
      this.#data(),
    );
    this.#read();
  }

  async #read() {
    if (!isKnown()) {
      this.#deeds.replaceChildren(h("p", {}, "You have not opened a case on this device yet."));
      ready(this, "Your casebook");
      return;
    }
    this.#deeds.replaceChildren(busy("Looking you up"));
    try {
      const deeds = await profile(playerId());
      if (!this.signal.aborted) this.#deeds.replaceChildren(...summary(deeds), cases(deeds.cases));
    } catch (error) {
      if (!this.signal.aborted) this.#deeds.replaceChildren(failure(error, () => this.#read()));
    }
    if (!this.signal.aborted) ready(this, "Your casebook");
  }

  #data() {
    if (!isKnown()) return "";
    const sure = this.#sure();
    return h(
      "section",
      { class: "flow" },
      h("h2", {}, "Your data"),
      h("p", {}, "No name, no mail, no account: a number on this device, and under it what you did in each case."),
      h(
        "p",
        { class: "ways" },
        h("a", { class: "button", href: exportUrl(playerId()), download: "casebook.json" }, "Save all of it as a file"),
        h("button", { type: "button", onclick: () => sure.showModal() }, "Delete all of it"),
      ),
      sure,
    );
  }

  /** The question before everything is deleted. */
  #sure() {
    const trouble = h("div");
    const dialog = h(
      "dialog",
      { class: "flow", "aria-labelledby": "sure" },
      h("h2", { id: "sure" }, "Delete everything?"),
      h(
        "p",
        {},
        "Your cases, notes, questions, answers and ranks will be gone, on every device. Nobody can bring them back.",
      ),
      trouble,
      h(
        "p",
        { class: "ways" },
        h(
          "button",
          { type: "button", class: "primary", onclick: () => this.#erase(dialog, trouble) },
          "Delete everything",
        ),
        h("button", { type: "button", onclick: () => dialog.close() }, "Keep it"),
      ),
    );
    return dialog;
  }

  /** @param {HTMLDialogElement} dialog @param {HTMLElement} trouble */
  async #erase(dialog, trouble) {
    trouble.replaceChildren(busy("Deleting"));
    try {
      await erase(playerId());
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      trouble.replaceChildren(h("p", { class: "notice wrong", role: "alert" }, error.message));
      return;
    }
    dialog.close();
    forget();
    await forgetAnswers();
    this.show();
    announce("Everything is deleted.");
  }
}

/** @param {Profile} profile */
function summary({ displayName, currentStreak, longestStreak, played, solved, averageScore }) {
  /** @param {string} name @param {string} value */
  const figure = (name, value) => h("div", {}, h("dt", { class: "label" }, name), h("dd", {}, value));
  return [
    h("p", {}, "On leaderboards you are ", h("strong", {}, displayName), "."),
    h(
      "dl",
      {},
      figure("Streak", plural(currentStreak, "day")),
      figure("Longest", plural(longestStreak, "day")),
      figure("Closed", plural(played, "case")),
      figure("All six right", plural(solved, "case")),
      figure("Average", played ? `${averageScore} of 100` : "None yet"),
    ),
    h("p", { class: "soft" }, "The streak counts the days in a row whose case you closed on its own day."),
  ];
}

/** @param {Record[]} records */
function cases(records) {
  if (records.length === 0) return h("p", {}, "You have not begun a case yet.");
  const row = (/** @type {Record} */ record) =>
    h(
      "li",
      {},
      h(
        "a",
        { href: address(`case/${record.caseId}`) },
        h("span", { class: "label" }, day(record.date)),
        h("span", { class: "title" }, record.title),
        ending(record),
      ),
    );
  return h("section", { class: "flow" }, h("h2", {}, "Your cases"), h("ul", {}, ...records.map(row)));
}

define(import.meta.url, Me);
