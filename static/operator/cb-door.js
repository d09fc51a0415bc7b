// What stands before the operator's pages: setting up the first account, joining by an
// invitation, choosing a password with a link, and signing in.

import { CasebookElement, define, h } from "../shared/element.js";
import { join, knowsPasskeys, makePasskey, session, setUp, signIn, signInWithPasskey, useReset } from "./people.js";

/**
 * @typedef {{ code: string, name: string, password: string }} Fields
 * @typedef {{ title: string, hint?: string, button: string, fields: (keyof Fields)[], send: (fields: Fields) => Promise<unknown> }} Kind
 */

/** @type {Record<string, Kind>} */
const KINDS = {
  setup: { title: "Make your account", button: "Make the account", fields: ["code", "name", "password"], send: setUp },
  join: {
    title: "Join",
    hint: "You were invited to help run this Casebook.",
    button: "Make the account",
    fields: ["name", "password"],
    send: join,
  },
  reset: { title: "Choose a password", button: "Use this password", fields: ["password"], send: useReset },
  "": { title: "Sign in", button: "Sign in", fields: ["name", "password"], send: signIn },
};

/** What the link says, behind # so that it is never sent as part of an address. */
function inLink() {
  const said = new URLSearchParams(location.hash.slice(1));
  for (const kind of ["setup", "join", "reset"]) {
    const code = said.get(kind);
    if (code) return { kind, code };
  }
  return { kind: "", code: "" };
}

/** Whether the address is a link that lets somebody in. */
export const isLink = () => inLink().kind !== "";

class Door extends CasebookElement {
  #problem = h("p", { role: "alert", class: "problem" });

  show() {
    const link = inLink();
    const kind = this.hasAttribute("setup") ? "setup" : link.kind;
    const fresh = kind !== "";
    const { title, hint, button, fields, send } = /** @type {Kind} */ (KINDS[kind]);
    const inputs = {
      code: h("input", { name: "code", required: true, autocomplete: "off" }),
      name: h("input", { name: "name", required: true, maxlength: 64, autocomplete: "username" }),
      password: h("input", {
        name: "password",
        type: "password",
        required: true,
        ...(fresh ? { minlength: 10, maxlength: 256 } : {}),
        autocomplete: fresh ? "new-password" : "current-password",
      }),
    };
    const labels = {
      code: "Setup code, as the server printed it",
      name: "Name",
      password: fresh ? "Password, at least 10 characters" : "Password",
    };
    inputs.code.value = link.code;
    const submit = (/** @type {SubmitEvent} */ event) => {
      event.preventDefault();
      const value = { code: inputs.code.value, name: inputs.name.value, password: inputs.password.value };
      const given = /** @type {Fields} */ (
        Object.fromEntries(
          Object.entries(value).filter(
            ([key]) => (fresh && key === "code") || fields.includes(/** @type {keyof Fields} */ (key)),
          ),
        )
      );
      return this.#attempt(async () => {
        await send(given);
        history.replaceState(null, "", location.pathname);
        await (fresh ? this.#offer(given.password) : this.#enter());
      });
    };
    this.replaceChildren(
      h(
        "main",
        { id: "main" },
        h("h1", {}, title),
        hint && h("p", {}, hint),
        !fresh &&
          this.hasAttribute("ended") &&
          h("p", { role: "alert" }, "Your session has ended. Sign in to go on where you were."),
        h(
          "form",
          { onsubmit: submit },
          ...fields.map((field) => h("label", {}, labels[field], inputs[field])),
          this.#problem,
          h("button", { type: "submit" }, button),
        ),
      ),
    );
    if (!fresh) this.#passkey();
  }

  /** Shows the way in by passkey, where there is one. */
  async #passkey() {
    if (!knowsPasskeys() || !(await session()).passkeys || this.signal.aborted) return;
    const enter = () =>
      this.#attempt(async () => {
        await signInWithPasskey();
        this.#enter();
      });
    this.querySelector("form")?.after(
      h("button", { type: "button", class: "passkey", onclick: enter }, "Sign in with a passkey"),
    );
  }

  /** Offers a passkey to whoever has just chosen a password, where one is possible. @param {string} password */
  async #offer(password) {
    if (!knowsPasskeys() || !(await session()).passkeys) return this.#enter();
    const add = () =>
      this.#attempt(async () => {
        await makePasskey("This device", password);
        this.#enter();
      });
    const heading = h("h1", { tabindex: "-1" }, "Sign in without a password?");
    this.replaceChildren(
      h(
        "main",
        { id: "main" },
        heading,
        h(
          "p",
          {},
          "A passkey opens these pages with your finger, your face or the PIN of this device. It cannot be guessed or phished. The password goes on working.",
        ),
        this.#problem,
        h(
          "p",
          { class: "line" },
          h("button", { type: "button", class: "primary", onclick: add }, "Make a passkey"),
          h("button", { type: "button", onclick: () => this.#enter() }, "Not now"),
        ),
      ),
    );
    heading.focus();
  }

  #enter() {
    this.dispatchEvent(new CustomEvent("casebook:signed-in", { bubbles: true }));
  }

  /** @param {() => Promise<unknown>} work */
  async #attempt(work) {
    this.#problem.textContent = "";
    try {
      await work();
    } catch (error) {
      this.#problem.textContent = error instanceof Error ? error.message : String(error);
    }
  }
}

define(import.meta.url, Door);
