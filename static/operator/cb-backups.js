// Backups: making one, downloading one, and whether the data directory is whole.

import { define, h } from "../shared/element.js";
import { allBackups, checkAll, makeBackup } from "./admin.js";
import { Section, table } from "./section.js";

class Backups extends Section {
  heading = "Backups";

  async fill() {
    const { folder, backups } = await allBackups();
    const rows = backups.map((backup) => [
      link(`admin/backups/${backup.name}`, backup.name),
      `${(backup.size / 1e6).toFixed(1)} MB`,
    ]);
    const make = () =>
      this.attempt(async () => {
        await makeBackup();
        return "The backup is being made: see the jobs.";
      });
    const check = () =>
      this.attempt(async () => {
        const { cases, files, problems } = await checkAll();
        if (problems.length === 0) return `All is well: ${cases} cases and ${files} files of pictures were checked.`;
        return `Stop Casebook and run casebook check --repair. ${problems.map((p) => `${p.kind} ${p.name} ${p.problem}`).join("; ")}`;
      });
    const none = folder
      ? `There is none in ${folder} yet.`
      : "No backups are made by themselves: set backup-folder to have one every day.";
    return [
      h(
        "div",
        { class: "line" },
        ...(folder ? [h("button", { type: "button", onclick: make }, "Back up now")] : []),
        h("button", { type: "button", onclick: check }, "Check everything"),
        link("admin/backup", "Download a backup of this moment"),
      ),
      table(["Backup", "Size"], rows, none),
    ];
  }
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
