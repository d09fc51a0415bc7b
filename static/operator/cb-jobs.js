// What the program is doing and has done: all jobs, or one with its pictures.

import { define, h } from "../shared/element.js";
import { cancelJob, oneJob, retryJob, someJobs } from "./jobs.js";
import { pageAddress } from "./pages.js";
import { may } from "./people.js";
import { live, Section, table } from "./section.js";
import { button, choice, facts, state, when } from "./words.js";

/** @import { Job, Schemas } from "./jobs.js" */

const STATES = {
  "": "All",
  "queued,running": "Under way",
  "failed,partial": "Failed or partial",
  cancelled: "Cancelled",
  done: "Done",
};

class Jobs extends Section {
  heading = "Jobs";
  #states = "";
  /** The last ids of the pages before the present one. @type {string[]} */
  #before = [];

  show() {
    if (this.rest) this.heading = this.rest;
    live(this, this.rest ? ["jobs", "cases"] : ["jobs"], () => this.load());
    return super.show();
  }

  controls() {
    if (this.rest) return [h("p", {}, h("a", { href: pageAddress("jobs") }, "All jobs"))];
    const chosen = (/** @type {string} */ states) => {
      this.#states = states;
      this.#before = [];
      return this.load();
    };
    return [h("div", { class: "line" }, choice("Show", STATES, this.#states, chosen))];
  }

  fill() {
    return this.rest ? this.#one() : this.#all();
  }

  async #all() {
    const { jobs, total, next } = await someJobs(this.#states, this.#before.at(-1) ?? "");
    const rows = jobs.map((job) => [
      h("a", { href: pageAddress("jobs", encodeURIComponent(job.id)) }, job.id),
      stateOf(job),
      job.total ? `${job.done} of ${job.total}` : "",
      `${job.attempts} of ${job.max}`,
      when(job.startedAt ?? job.dueAt),
      job.error ?? "",
      this.#actions(job),
    ]);
    const turn = (/** @type {() => void} */ change) => () => {
      change();
      return this.load();
    };
    const older = next
      ? button(
          "Older",
          turn(() => this.#before.push(next)),
        )
      : "";
    const newer =
      this.#before.length > 0
        ? button(
            "Newer",
            turn(() => this.#before.pop()),
          )
        : "";
    return [
      table(
        ["Job", "State", "Done", "Attempts", "Began or due", "Last error", "Actions"],
        rows,
        "There is no such job.",
      ),
      h("div", { class: "line" }, h("p", { class: "soft" }, `${total} in all`), newer, older),
    ];
  }

  async #one() {
    const { job, caseId, pictures } = await oneJob(this.rest);
    const rows = pictures.map((picture) => [
      picture.slot,
      state(picture.state, toneOf(picture.state)),
      picture.attempts ? String(picture.attempts) : "",
      when(picture.beganAt),
      when(picture.updatedAt),
      picture.error ?? "",
      picture.by ?? "",
    ]);
    return [
      facts([
        ["State", stateOf(job)],
        ["Attempts", `${job.attempts} of ${job.max}`],
        ["Done", job.total ? `${job.done} of ${job.total}` : "–"],
        ["Added", when(job.createdAt)],
        ["Due", when(job.dueAt)],
        ["Began", when(job.startedAt) || "–"],
        ["Last sign of life", when(job.progressAt) || "–"],
        ["Finished", when(job.finishedAt) || "–"],
      ]),
      ...(job.error ? [h("p", {}, "Last error: ", h("code", {}, job.error))] : []),
      this.#actions(job),
      ...(caseId
        ? [
            h("h2", {}, `Pictures of ${caseId}`),
            table(
              ["Picture", "State", "Attempts", "Began", "Changed", "Last error", "By"],
              rows,
              "The case is not written yet.",
            ),
          ]
        : []),
    ];
  }

  /** @param {Job} job */
  #actions(job) {
    if (!may("admin")) return h("span");
    const act = (
      /** @type {string} */ words,
      /** @type {() => Promise<unknown>} */ work,
      /** @type {string} */ done,
    ) => {
      const made = button(words, () =>
        this.attempt(async () => {
          await work();
          await this.load();
          return `${job.id}: ${done}.`;
        }),
      );
      made.setAttribute("aria-label", `${words}: ${job.id}`);
      return made;
    };
    const goesOn = ["queued", "running"].includes(job.state);
    return h(
      "span",
      { class: "actions" },
      goesOn && !job.cancelling && act("Cancel", () => cancelJob(job.id), "cancelled"),
      !goesOn && job.state !== "done" && act("Try again", () => retryJob(job.id), "is tried again"),
    );
  }
}

/** @param {Job} job */
function stateOf(job) {
  const more = (job.stuck && ", stuck") || (job.cancelling && ", stopping") || "";
  return state(job.state + more, job.stuck ? "bad" : toneOf(job.state));
}

/** @param {string} name of a job's or a picture's state @returns {"good" | "bad" | ""} */
function toneOf(name) {
  if (["done", "stored"].includes(name)) return "good";
  return ["failed", "partial", "cancelled", "placeholder", "temporary"].includes(name) ? "bad" : "";
}

define(import.meta.url, Jobs);
