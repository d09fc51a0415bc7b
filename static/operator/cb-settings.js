// Settings: each with where it comes from, and a form for those that can be changed here.

import { ApiError } from "../shared/api.js";
import { define, h } from "../shared/element.js";
import { live, Section } from "./section.js";
import { allSettings, changeSettings, restart } from "./settings.js";
import { button } from "./words.js";

/** @import { Setting, Value } from "./settings.js" */

class Settings extends Section {
  heading = "Settings";
  /** @type {Setting[]} */
  #shown = [];
  /** What is typed and not saved, by name: it stays while all else is read anew, also after the session ended. @type {Map<string, Value>} */
  #typed = new Map();
  /** The names of what has just been saved. @type {Set<string>} */
  #saved = new Set();

  async show() {
    live(this, ["settings"], () => this.#changed().length > 0 || this.load());
    await super.show();
    if (this.#typed.size > 0) await this.attempt(async () => "What was typed here is still to be saved.");
  }

  async fill() {
    const { settings, leftOut } = await allSettings();
    this.#typed = new Map(this.#changed().filter(([name]) => !this.#saved.has(name)));
    this.#shown = settings;
    const groups = [...new Set(settings.map((one) => one.group))];
    return [
      h("p", {}, "A flag goes before the environment, that before casebook.toml, and that before what is set here."),
      ...leftOut.map((one) => h("p", { class: "problem" }, `Left out: ${one.why}`)),
      h(
        "form",
        { novalidate: true, onsubmit: (/** @type {SubmitEvent} */ event) => this.#save(event) },
        ...groups.map((group) => this.#group(group)),
        h(
          "p",
          {},
          "Most changes have Casebook start again, which takes about a second. Players notice nothing but that.",
        ),
        h(
          "div",
          { class: "line" },
          h("button", { type: "submit" }, "Save"),
          button("Start again", () => this.#restart()),
        ),
      ),
    ];
  }

  /** @param {string} group */
  #group(group) {
    const fields = this.#shown.filter((one) => one.group === group).map((one) => this.#field(one));
    return h("section", { "aria-label": group }, h("h2", {}, group), ...fields);
  }

  /** @param {Setting} one */
  #field(one) {
    const id = `setting-${one.name}`;
    const about = { id, name: one.name, "aria-describedby": `${id}-help` };
    const source = one.source === "default" ? "default" : `${one.source}${one.from ? `: ${one.from}` : ""}`;
    const typed = this.#typed.get(one.name);
    const value = one.fixed
      ? h("p", { class: "value" }, asText(one.value) || "not set")
      : h(
          "div",
          { class: "line" },
          control(typed === undefined ? one : { ...one, value: typed }, about),
          ...this.#giveUp(one),
        );
    return h(
      "div",
      { class: "setting" },
      h(one.fixed ? "p" : "label", one.fixed ? { class: "name" } : { class: "name", for: id }, one.name),
      h("span", { class: "source" }, source),
      value,
      h("p", { id: `${id}-help` }, one.help, one.fixed ? ` Cannot be changed here: ${one.fixed}.` : ""),
      h("p", { class: "problem", id: `${id}-problem`, role: "alert" }),
    );
  }

  /** @param {Setting} one */
  #giveUp(one) {
    if (one.source !== "dashboard") return [];
    const drop = button("Default", () => this.#change({ [one.name]: null }));
    drop.setAttribute("aria-label", `${one.name}: back to the default`);
    return [drop];
  }

  /** The settings whose control holds another value than is shown. @returns {[string, Value][]} */
  #changed() {
    return this.#shown.flatMap((one) => {
      const field = one.fixed ? null : this.querySelector(`#setting-${one.name}`);
      if (!field) return [];
      const value = heldBy(one, field);
      return JSON.stringify(value) === JSON.stringify(one.value)
        ? []
        : [/** @type {[string, Value]} */ ([one.name, value])];
    });
  }

  /** @param {SubmitEvent} event */
  #save(event) {
    event.preventDefault();
    const values = Object.fromEntries(this.#changed());
    if (Object.keys(values).length === 0) return this.attempt(async () => "Nothing differs from what is in force.");
    return this.#change(values);
  }

  /** @param {Record<string, Value>} values */
  #change(values) {
    return this.attempt(async () => {
      for (const old of this.querySelectorAll(".problem[role]")) old.textContent = "";
      for (const old of this.querySelectorAll("[aria-invalid]")) old.removeAttribute("aria-invalid");
      try {
        const { restarting } = await changeSettings(values);
        this.#saved = new Set(Object.keys(values));
        await this.load();
        this.#saved.clear();
        return restarting ? "Saved. Casebook starts again with it." : "Saved. It is in force.";
      } catch (error) {
        this.#point(error);
        throw error;
      }
    });
  }

  /** Shows mistakes beside their fields, and goes to the first. @param {unknown} error */
  #point(error) {
    const mistakes = error instanceof ApiError && Array.isArray(error.body.errors) ? error.body.errors : [];
    let first = true;
    for (const { location, message } of mistakes) {
      const id = `setting-${String(location).replace("body.", "")}`;
      const field = /** @type {HTMLElement | null} */ (this.querySelector(`[id="${id}"]`));
      const line = this.querySelector(`[id="${id}-problem"]`);
      if (!field || !line) continue;
      line.textContent = message;
      field.setAttribute("aria-invalid", "true");
      if (first) field.focus();
      first = false;
    }
  }

  #restart() {
    return this.attempt(async () => {
      await restart();
      return "Casebook starts again.";
    });
  }
}

/** @param {Value} value */
const asText = (value) => (Array.isArray(value) ? value.join("\n") : String(value ?? ""));

/**
 * The control of a setting.
 * @param {Setting} one
 * @param {Record<string, string>} about
 */
function control(one, about) {
  switch (one.kind) {
    case "switch":
      return h("input", { ...about, type: "checkbox", checked: one.value === true });
    case "choice":
      return h(
        "select",
        about,
        ...one.choices.map((name) => h("option", { value: name, selected: name === one.value }, name || "as it fits")),
      );
    case "list":
      return h("textarea", { ...about, rows: "3", placeholder: "one a line" }, asText(one.value));
    default:
      return h("input", {
        ...about,
        type: one.kind === "number" ? "number" : "text",
        step: "any",
        value: asText(one.value),
      });
  }
}

/**
 * What the control of a setting holds.
 * @param {Setting} one
 * @param {Element} field
 * @returns {Value}
 */
function heldBy(one, field) {
  const { value, checked } = /** @type {HTMLInputElement} */ (field);
  if (one.kind === "switch") return checked;
  if (one.kind === "number") return value.trim() === "" ? null : Number(value);
  if (one.kind === "list")
    return value
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean);
  return value.trim();
}

define(import.meta.url, Settings);
