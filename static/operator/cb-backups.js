// Backups: making and downloading one, whether the data directory is whole, and whether
// the newest backup is good for something.

import { define, h } from "../shared/element.js";
import { pageAddress } from "./pages.js";
import { live, Section, table } from "./section.js";
import { allBackups, checkAll, makeBackup, rehearse, upkeep } from "./upkeep.js";
import { button, bytes, facts, state, when } from "./words.js";

/** @import { Schemas } from "./upkeep.js" */

class Backups extends Section {
  heading = "Backups";
  #problems = h("div", { class: "content" });

  show() {
    live(this, ["backups", "settings"], () => this.load());
    return super.show();
  }

  controls() {
    const check = () =>
      this.attempt(async () => {
        this.#problems.replaceChildren(h("p", {}, "Everything is being checked. This reads all pictures."));
        const { cases, files, problems } = await checkAll().finally(() => this.#problems.replaceChildren());
        if (problems.length === 0) return `All is well: ${cases} cases and ${files} files of pictures were checked.`;
        const rows = problems.map(({ kind, name, problem }) => [kind, name, problem]);
        this.#problems.replaceChildren(table(["Kind", "What", "Problem"], rows, ""));
        return `${problems.length} of what was checked is not whole. Stop Casebook and run: casebook check --repair`;
      });
    return [
      h(
        "div",
        { class: "line" },
        button("Check everything", check),
        link("admin/backup", "Download a backup of this moment"),
      ),
      this.#problems,
    ];
  }

  async fill() {
    const [{ folder, backups }, { rehearsal, scrubs }] = await Promise.all([allBackups(), upkeep()]);
    const rows = backups.map((backup) => [
      link(`admin/backups/${backup.name}`, backup.name),
      bytes(backup.size),
      when(backup.madeAt),
    ]);
    const none = folder
      ? `There is none in ${folder} yet.`
      : "No backups are made by themselves: set backup-folder to have one every day.";
    const begun = (/** @type {() => Promise<Schemas["BackupBegunBody"]>} */ work, /** @type {string} */ says) => () =>
      this.attempt(async () => {
        await work();
        return says;
      });
    return [
      ...(folder
        ? [h("div", { class: "line" }, button("Back up now", begun(makeBackup, "The backup is being made.")))]
        : []),
      table(["Backup", "Size", "Begun"], rows, none),
      h("h2", {}, "Rehearsal"),
      h(
        "p",
        { class: "soft" },
        "Every week the newest backup is restored into a scratch folder, and a game is played in it.",
      ),
      facts(rehearsed(rehearsal)),
      h("div", { class: "line" }, button("Rehearse now", begun(rehearse, "The rehearsal has begun."))),
      h("h2", {}, "Check of all pictures"),
      h(
        "p",
        { class: "soft" },
        "Every week every picture is compared with what it was; what is not whole is drawn again.",
      ),
      table(
        ["Check", "Outcome", "Files", "Ended", "What was found"],
        scrubs
          .toReversed()
          .map((job) => [
            h("a", { href: pageAddress("jobs", encodeURIComponent(job.id)) }, job.id),
            state(job.state, toneOf(job.state)),
            String(job.done),
            when(job.finishedAt) || `due ${new Date(job.dueAt).toLocaleString()}`,
            job.error ?? "",
          ]),
        "There was none yet.",
      ),
    ];
  }
}

/** @param {Schemas["Rehearsed"]} last @returns {[string, Node | string][]} */
function rehearsed(last) {
  if (last.state === "none") return [["Outcome", "nothing was rehearsed yet"]];
  return [
    ["Outcome", state(last.state, toneOf(last.state))],
    ["What happened", last.says],
    ["Backup", last.backup || "–"],
    ["When", when(last.at)],
    ["Took", `${last.seconds.toFixed(1)} s`],
  ];
}

/** @param {string} name @returns {"good" | "bad" | ""} */
function toneOf(name) {
  if (["done", "passed"].includes(name)) return "good";
  return ["failed", "partial", "cancelled"].includes(name) ? "bad" : "";
}

/**
 * A link that downloads.
 * @param {string} path @param {string} text
 */
function link(path, text) {
  const base = document.documentElement.dataset.base ?? "/";
  return h("a", { href: `${base}api/${path}`, download: "" }, text);
}

define(import.meta.url, Backups);
