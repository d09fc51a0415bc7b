// Tokens for programs that use the operator's API.

import { define, h } from "../shared/element.js";
import { moment } from "../shared/words.js";
import { allTokens, dropToken, makeToken } from "./people.js";
import { live, Section, table } from "./section.js";

const SCOPES = ["read", "cases:write", "images:write", "admin"];

class Tokens extends Section {
  heading = "Tokens";

  show() {
    live(this, ["people"], () => this.load());
    return super.show();
  }

  controls() {
    return [this.#form()];
  }

  async fill() {
    const { tokens } = await allTokens();
    const rows = tokens.map((token) => [
      token.name,
      token.scopes.join(", "),
      token.lastUsedAt ? moment(token.lastUsedAt) : "never",
      token.expiresAt ? moment(token.expiresAt) : "never",
      this.#delete(token),
    ]);
    return [table(["Name", "Scopes", "Last used", "Expires", "Actions"], rows, "There is no token.")];
  }

  #form() {
    const make = (/** @type {SubmitEvent} */ event) => {
      event.preventDefault();
      const fields = new FormData(/** @type {HTMLFormElement} */ (event.currentTarget));
      const scopes = fields.getAll("scope").map(String);
      return this.attempt(async () => {
        if (scopes.length === 0) return "Choose at least one scope.";
        const until = String(fields.get("until"));
        const expires = until ? { expiresAt: new Date(`${until}T23:59:59`).toISOString() } : {};
        const made = await makeToken({ name: String(fields.get("name")), scopes, ...expires });
        await this.load();
        return `The token, shown only now: ${made.secret}`;
      });
    };
    const boxes = SCOPES.map((scope) =>
      h("label", { class: "box" }, h("input", { type: "checkbox", name: "scope", value: scope }), scope),
    );
    return h(
      "form",
      { class: "line", onsubmit: make },
      h("label", {}, "Name", h("input", { name: "name", required: true, maxlength: 64 })),
      h("fieldset", {}, h("legend", {}, "Scopes"), ...boxes),
      h("label", {}, "Until (empty: for ever)", h("input", { name: "until", type: "date" })),
      h("button", { type: "submit" }, "Make a token"),
    );
  }

  /** @param {import("./people.js").Token} token */
  #delete(token) {
    const drop = () =>
      this.attempt(async () => {
        if (!confirm(`Delete the token ${token.name}? Whatever uses it stops working.`)) return;
        await dropToken(token.id);
        await this.load();
      });
    return h("button", { type: "button", onclick: drop }, "Delete");
  }
}

define(import.meta.url, Tokens);
