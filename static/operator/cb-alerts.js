// Alerts: what is wrong, what was, whom it is told, and a test.

import { define, h } from "../shared/element.js";
import { may } from "./people.js";
import { live, Section, table } from "./section.js";
import { alerts, tryAlert } from "./webhooks.js";
import { button, state, when } from "./words.js";

class Alerts extends Section {
  heading = "Alerts";

  show() {
    live(this, ["alerts"], () => this.load());
    return super.show();
  }

  async fill() {
    const { active, past, addresses } = await alerts();
    const test = () =>
      this.attempt(async () => {
        const { told } = await tryAlert();
        return told === 1 ? "One address was told." : `${told} addresses were told.`;
      });
    const row = (/** @type {typeof active[number]} */ one) => [
      state(one.level, one.level === "info" ? "" : "bad"),
      one.rule,
      one.says,
      when(one.since),
    ];
    return [
      h("h2", {}, "Now"),
      table(["Level", "About", "What is wrong", "Since"], active.map(row), "Nothing is wrong."),
      h("h2", {}, "Whom they are told"),
      addresses.length > 0
        ? h("ul", {}, ...addresses.map((name) => h("li", {}, name)))
        : h("p", {}, "Nobody: name a service such as ntfy, mail or Slack with the setting alert-urls."),
      ...(addresses.length > 0 && may("admin") ? [h("div", { class: "line" }, button("Send a test", test))] : []),
      h("h2", {}, "Before"),
      table(
        ["Level", "About", "What was wrong", "Since", "Until"],
        past.map((one) => [...row(one), when(one.until)]),
        "Nothing was wrong yet.",
      ),
    ];
  }
}

define(import.meta.url, Alerts);
