// What models cost: today's budget, and by day, case and role.

import { define, h } from "../shared/element.js";
import { charts, SPANS } from "./charts.js";
import { costs, history } from "./health.js";
import { live, Section, table } from "./section.js";
import { choice, dollars } from "./words.js";

class Costs extends Section {
  heading = "Costs";
  #days = 30;
  /** @type {Set<string>} */
  #open = new Set();

  show() {
    live(this, ["costs", "days"], () => this.load());
    return super.show();
  }

  controls() {
    const chosen = (/** @type {string} */ days) => {
      this.#days = Number(days);
      return this.load();
    };
    return [h("div", { class: "line" }, choice("Over", SPANS, String(this.#days), chosen))];
  }

  async fill() {
    const [report, { days }] = await Promise.all([costs(this.#days), history(this.#days)]);
    const used = report.budget ? Math.min(100, (100 * report.today) / report.budget) : 0;
    const words = `${dollars(report.today)} of today's ${dollars(report.budget)} are used (${used.toFixed(0)}%)`;
    return [
      h("div", { class: "budget" }, h("p", {}, words), h("progress", { max: 100, value: used, "aria-label": words })),
      h("p", {}, `${dollars(report.dollars)} in all these days.`),
      await charts(["costs"], this.#days, days, this.clientWidth, this.#open),
      h("h2", {}, "By day"),
      sums("Day", report.byDay, (a, b) => b[0].localeCompare(a[0])),
      h("h2", {}, "By case"),
      sums("Case", report.byCase),
      h("h2", {}, "By role"),
      sums("Role", report.byRole),
      h("h2", {}, "By model"),
      table(
        ["Day", "Case", "Role", "Model", "Calls", "Failed", "Pictures", "Cost"],
        report.lines.map((line) => [
          line.day,
          line.caseId || "–",
          line.role,
          line.model || "–",
          String(line.calls),
          String(line.failed),
          String(line.pictures),
          dollars(line.nanos / 1e9),
        ]),
        "Nothing was asked of a model.",
      ),
    ];
  }
}

/**
 * Sums by name, the largest first unless order says otherwise.
 * @param {string} name
 * @param {Record<string, number>} by
 * @param {(a: [string, number], b: [string, number]) => number} [order]
 */
function sums(name, by, order = (a, b) => b[1] - a[1]) {
  const rows = Object.entries(by).sort(order);
  return table(
    [name, "Cost"],
    rows.map(([key, sum]) => [key || "–", dollars(sum)]),
    "Nothing was spent.",
  );
}

define(import.meta.url, Costs);
