// The operator's pages: the door (set up, sign in), and behind it cases, jobs,
// backups and tokens.

import { CasebookElement, define, h } from "../shared/element.js";
import { session, signOut } from "./admin.js";
import "./cb-backups.js";
import "./cb-cases.js";
import "./cb-door.js";
import "./cb-jobs.js";
import "./cb-tokens.js";

class Operator extends CasebookElement {
  async show() {
    this.addEventListener("casebook:signed-in", () => this.refresh(), { signal: this.signal });
    await this.refresh();
  }

  async refresh() {
    try {
      const { name, setupNeeded } = await session();
      this.replaceChildren(...(name ? this.#inside(name) : [this.#door(setupNeeded)]));
    } catch (error) {
      this.replaceChildren(
        h("p", { role: "alert" }, error instanceof Error ? error.message : String(error)),
        h("button", { type: "button", onclick: () => this.refresh() }, "Try again"),
      );
    }
  }

  /** @param {boolean} setupNeeded */
  #door(setupNeeded) {
    return h("cb-door", setupNeeded ? { setup: true } : {});
  }

  /** @param {string} name */
  #inside(name) {
    const base = document.documentElement.dataset.base ?? "/";
    const leave = async () => {
      await signOut();
      await this.refresh();
    };
    return [
      h(
        "header",
        {},
        h("h1", {}, "Casebook"),
        h(
          "p",
          {},
          `Signed in as ${name}. `,
          h("a", { href: base }, "Play"),
          " · ",
          h("a", { href: `${base}api/docs` }, "API"),
        ),
        h("button", { type: "button", onclick: leave }, "Sign out"),
      ),
      h("main", { id: "main" }, h("cb-cases"), h("cb-jobs"), h("cb-backups"), h("cb-tokens")),
    ];
  }
}

define(import.meta.url, Operator);
