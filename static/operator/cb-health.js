// How everything goes: what stands on the board now, and the last days.

import { define, h } from "../shared/element.js";
import { charts, SPANS } from "./charts.js";
import { board, history } from "./health.js";
import { live, Section } from "./section.js";
import { bytes, choice, dollars, facts, state } from "./words.js";

/** @import { Schemas } from "./health.js" */

class Health extends Section {
  heading = "Health";
  #days = 7;
  /** @type {Set<string>} */
  #open = new Set();

  show() {
    live(this, ["cases", "jobs", "webhooks", "costs", "play", "days"], () => this.load());
    return super.show();
  }

  controls() {
    const chosen = (/** @type {string} */ days) => {
      this.#days = Number(days);
      return this.load();
    };
    return [h("div", { class: "line" }, choice("Charts over", SPANS, String(this.#days), chosen))];
  }

  async fill() {
    const [now, { days }] = await Promise.all([board(), history(this.#days)]);
    const kinds = ["success", "seconds", "pictures", "webhooks", "costs", "players"];
    const unknown = (now.unknown ?? []).map(({ part, why }) =>
      h("p", { class: "unknown" }, state("cannot be measured", "bad"), ` ${part}: ${why}`),
    );
    return [...unknown, facts(tiles(now)), await charts(kinds, this.#days, days, this.clientWidth, this.#open)];
  }
}

/** @param {Schemas["Board"]} now @returns {[string, Node | string][]} */
function tiles(now) {
  const { making, space } = now;
  const free = space.total ? (100 * space.free) / space.total : 100;
  const good = (/** @type {boolean} */ well) => (well ? "" : "bad");
  /** @type {[string, string, Node | string][]} the name of each, the part of the board that it is from, and what it says */
  const all = [
    [
      "Success rate",
      "making",
      state(making.drawn ? `${now.successRate.toFixed(0)}%` : "none drawn", good(now.successRate >= 90)),
    ],
    ["Average time", "making", making.rounds ? `${now.averageSeconds.toFixed(1)} s` : "–"],
    ["Active jobs", "jobs", String(now.active)],
    ["Stuck", "jobs", state(String(now.stuck.length), good(now.stuck.length === 0))],
    [
      "Webhook failures",
      "webhooks",
      state(`${now.webhookFailed} of ${now.webhookTries}`, good(now.webhookFailed === 0)),
    ],
    ["Cost today", "costs", `${dollars(now.costs.today)} of ${dollars(now.costs.budget)}`],
    ["Players today", "players", String(now.players)],
    ["Disk free", "space", state(`${bytes(space.free)}, ${free.toFixed(0)}%`, good(free >= 10))],
    ["Cases", "cases", String(making.cases)],
    ["Days without a case", "making", state(String(making.missing.length), good(making.missing.length === 0))],
  ];
  /** @type {Set<string>} */
  const unknown = new Set((now.unknown ?? []).map(({ part }) => part));
  return all.map(([name, part, says]) => [name, unknown.has(part) ? "not known" : says]);
}

define(import.meta.url, Health);
