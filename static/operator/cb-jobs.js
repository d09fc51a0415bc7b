// What the program is doing and has done.

import { define } from "../shared/element.js";
import { allJobs } from "./admin.js";
import { Section, table } from "./section.js";

/** How often the list is read again while something runs, in milliseconds. */
const AGAIN = 3000;

class Jobs extends Section {
  heading = "Jobs";

  async fill() {
    const { jobs } = await allJobs();
    if (jobs.some((job) => job.state === "running")) setTimeout(() => this.signal.aborted || this.load(), AGAIN);
    const rows = jobs.map((job) => [
      job.id,
      job.state,
      job.total ? `${job.done} of ${job.total}` : "",
      String(job.attempts),
      job.error ?? "",
    ]);
    return [table(["Job", "State", "Done", "Attempts", "Last error"], rows, "There is no job yet.")];
  }
}

define(import.meta.url, Jobs);
