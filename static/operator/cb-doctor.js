// The doctor: what was looked at, and the line to change where something is wrong.

import { define, h } from "../shared/element.js";
import { live, Section, table } from "./section.js";
import { doctor } from "./upkeep.js";
import { button, state } from "./words.js";

/** @type {Record<string, { word: string, tone: "good" | "bad" | "" }>} */
const STATES = {
  ok: { word: "well", tone: "good" },
  warning: { word: "warning", tone: "bad" },
  wrong: { word: "wrong", tone: "bad" },
};

class Doctor extends Section {
  heading = "Doctor";

  show() {
    live(this, ["settings"], () => this.load());
    return super.show();
  }

  controls() {
    const again = () =>
      this.attempt(async () => {
        await this.load();
        return `Looked at ${new Date().toLocaleTimeString()}.`;
      });
    return [h("div", { class: "line" }, button("Look again", again))];
  }

  async fill() {
    const { checks } = await doctor();
    const rows = checks.map((check) => {
      const { word, tone } = STATES[check.state] ?? { word: check.state, tone: "" };
      return [check.name, state(word, tone), check.says, check.change ? h("code", {}, check.change) : ""];
    });
    return [table(["Check", "How it is", "What was seen", "What to change"], rows, "Nothing was looked at.")];
  }
}

define(import.meta.url, Doctor);
