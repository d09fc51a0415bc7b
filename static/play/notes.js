// The player's own notebook in a case. It is kept on the server a moment after
// each change, and what another tab noted meanwhile is taken in.

import { ApiError, getNotebook, putNotebook } from "../shared/api.js";
import { playerId } from "../shared/player.js";
import { merge, same } from "./merging.js";

/** @import { Notebook } from "../shared/model" */

const PAUSE = 500;
const RETRY = 5000;
const TRIES = 5;

/** The most that the server keeps of the player's words, of an entry, and of entries. */
export const LIMITS = { notes: 20_000, entry: 500, entries: 100 };

/** Events: `change` when the contents changed, `state` when state did, `hold` when held did. */
export class Notes extends EventTarget {
  #caseId;
  /** As the server has it. @type {Notebook | undefined} */
  #base;
  #timer = 0;
  /** @type {Promise<void> | undefined} */
  #saving;
  /** @type {Notebook} */
  book = { caseId: "", notes: "", grid: {}, timeline: [], pins: [], revision: 0, updatedAt: 0 };
  /** How things stand, in words; empty before the first change. */
  state = "";
  /** What is picked to be pinned to something else: a reference. */
  held = "";

  /** @param {string} caseId */
  constructor(caseId) {
    super();
    this.#caseId = caseId;
  }

  /** Whether it was read from the server. */
  get open() {
    return this.#base !== undefined;
  }

  /** Reads what the server has, and keeps what was not sent yet. */
  async read() {
    const theirs = await getNotebook(this.#caseId, playerId());
    if (this.#saving) return;
    this.#take(theirs);
  }

  /**
   * Changes the notebook. It must be open.
   * @param {(book: Notebook) => void} edit
   * @param {object} [by] who need not be told, since it shows the change already
   */
  change(edit, by) {
    edit(this.book);
    this.dispatchEvent(new CustomEvent("change", { detail: by }));
    this.#tell("Not kept yet.");
    this.#later(PAUSE);
  }

  /** Sends now what was not sent yet. */
  async flush() {
    clearTimeout(this.#timer);
    if (!this.#behind) return;
    this.#saving ??= this.#save().finally(() => {
      this.#saving = undefined;
    });
    await this.#saving;
  }

  /** Picks one of two things that do not agree, or lets go. @param {string} ref empty for none */
  hold(ref) {
    this.held = ref;
    this.dispatchEvent(new Event("hold"));
  }

  /** @param {number} milliseconds */
  #later(milliseconds) {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.flush(), milliseconds);
  }

  /** @param {Notebook} theirs */
  #take(theirs) {
    if (this.#base && theirs.revision < this.#base.revision) return; // An answer that was overtaken.
    const merged = this.#base ? merge(this.#base, this.book, theirs) : theirs;
    this.#base = theirs;
    if (same(this.book, merged)) return;
    this.book = structuredClone(merged);
    this.dispatchEvent(new CustomEvent("change"));
  }

  /** Whether something was not sent yet. */
  get #behind() {
    return this.#base !== undefined && !same(this.#base, this.book);
  }

  async #save() {
    try {
      let merged = false;
      for (let tries = 0; this.#behind && tries < TRIES; tries++) merged = !(await this.#send()) || merged;
      if (merged) this.#tell("Kept. It was written in elsewhere as well; both are here now.");
      else if (!this.#behind) this.#tell("Kept on the server.");
      if (this.#behind) this.#later(PAUSE);
    } catch (error) {
      const said = error instanceof ApiError ? error.message : "";
      this.#tell(`Not kept yet, it will be tried again. ${said}`);
      this.#later(RETRY);
    }
  }

  /** Sends the notebook, or takes in the newer one that is in its way and returns false. */
  async #send() {
    const sent = structuredClone(this.book);
    try {
      this.#base = await putNotebook(this.#caseId, playerId(), { ...sent, revision: this.#base?.revision ?? 0 });
      return true;
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 409) throw error;
      this.#take(await getNotebook(this.#caseId, playerId()));
      return false;
    }
  }

  /** @param {string} state */
  #tell(state) {
    this.state = state;
    this.dispatchEvent(new Event("state"));
  }
}
