// Setting up the first account, and signing in.

import { CasebookElement, define, h } from "../shared/element.js";
import { setUp, signIn } from "./admin.js";

/** The setup code in the link that the server printed: after #, so that it is never sent as part of an address. */
const codeInLink = () => new URLSearchParams(location.hash.slice(1)).get("setup") ?? "";

class Door extends CasebookElement {
  show() {
    const setup = this.hasAttribute("setup");
    const problem = h("p", { role: "alert", class: "problem" });
    const send = async (/** @type {SubmitEvent} */ event) => {
      event.preventDefault();
      const form = /** @type {HTMLFormElement} */ (event.currentTarget);
      const fields = /** @type {Record<string, string>} */ (Object.fromEntries(new FormData(form)));
      const { code = "", name = "", password = "" } = fields;
      problem.textContent = "";
      try {
        await (setup ? setUp({ code, name, password }) : signIn({ name, password }));
        history.replaceState(null, "", location.pathname);
        this.dispatchEvent(new CustomEvent("casebook:signed-in", { bubbles: true }));
      } catch (error) {
        problem.textContent = error instanceof Error ? error.message : String(error);
      }
    };
    const code = h("input", { name: "code", required: true, autocomplete: "off" });
    code.value = codeInLink();
    const password = setup
      ? {
          name: "password",
          type: "password",
          required: true,
          minlength: 10,
          maxlength: 256,
          autocomplete: "new-password",
        }
      : { name: "password", type: "password", required: true, autocomplete: "current-password" };
    this.replaceChildren(
      h(
        "main",
        { id: "main" },
        h("h1", {}, setup ? "Make your account" : "Sign in"),
        h(
          "form",
          { onsubmit: send },
          setup && h("label", {}, "Setup code, as the server printed it", code),
          h("label", {}, "Name", h("input", { name: "name", required: true, maxlength: 64, autocomplete: "username" })),
          h("label", {}, setup ? "Password, at least 10 characters" : "Password", h("input", password)),
          problem,
          h("button", { type: "submit" }, setup ? "Make the account" : "Sign in"),
        ),
      ),
    );
  }
}

define(import.meta.url, Door);
