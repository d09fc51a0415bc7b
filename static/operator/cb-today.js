// Today: the case of the day, its pictures and players, and what comes next.

import { define, h } from "../shared/element.js";
import { playAddress, today } from "./cases.js";
import { pageAddress } from "./pages.js";
import { live, Section } from "./section.js";
import { facts } from "./words.js";

/** @typedef {import("./cases.js").Listed} Listed */

class Today extends Section {
  heading = "Today";

  show() {
    live(this, ["cases", "play", "alerts"], () => this.load());
    return super.show();
  }

  async fill() {
    const { date, case: one, pictures, players, nextRun, days, alerts } = await today();
    const title = one
      ? h("a", { href: pageAddress("cases", one.caseId) }, one.title ?? one.caseId)
      : "There is no case for today";
    /** @type {[string, string][]} */
    const now = [
      ["Pictures stored", one ? `${one.stored} of ${one.total}` : "none"],
      ["Players", String(players.started)],
      ["Have accused somebody", String(players.finished)],
      ["Have solved it", String(players.solved)],
      ["Average score", players.finished ? `${players.averageScore} of 100` : "none yet"],
      ["Next run", nextRun ? new Date(nextRun).toLocaleString() : "none: nothing can be written"],
    ];
    return [
      h("ul", { class: "alerts" }, ...alerts.map((alert) => h("li", { class: "notice wrong" }, alert.says))),
      h("h2", {}, title, h("span", { class: "soft" }, ` ${date}`)),
      facts(now),
      one ? h("p", {}, h("a", { href: playAddress(one.caseId) }, "Play it")) : h("p", {}, makeIt()),
      h("ul", { class: "slots" }, ...pictures.map(thumb)),
      h("h2", {}, "The days ahead"),
      h("ul", { class: "days" }, ...days.map((day) => h("li", {}, `${day.date}: `, ahead(day.case)))),
    ];
  }
}

const makeIt = () => h("a", { href: pageAddress("cases") }, "Make it, or restore one that was deleted");

/** @param {Listed | undefined} one */
function ahead(one) {
  if (!one) return "no case yet";
  return h(
    "a",
    { href: pageAddress("cases", one.caseId) },
    `${one.title}, ${one.stored} of ${one.total} pictures${one.early ? ", published" : ""}`,
  );
}

/** @param {import("./cases.js").SlotPicture} picture */
function thumb({ slot, alt, thumbnail, state, redrawing, error }) {
  const shown = redrawing ? "being redrawn" : state;
  return h(
    "li",
    {},
    thumbnail
      ? h("img", { src: thumbnail, alt, width: 160, height: 120, loading: "lazy" })
      : h("span", { class: "empty" }),
    h("span", { class: "label" }, shown === "stored" ? slot : `${slot}: ${shown}`),
    error && h("span", { class: "soft" }, error),
  );
}

define(import.meta.url, Today);
