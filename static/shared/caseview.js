// A case as everybody sees it, kept up to date while its pictures are drawn.

import * as api from "./api.js";
import { follow } from "./events.js";

/** @import { Case } from "./model" */

/** Events: `pictures` when pictures changed. */
export class CaseView extends EventTarget {
  #life = new AbortController();
  /** @type {Promise<void> | undefined} */
  #reading;
  #again = false;

  /** @param {Case} view */
  constructor(view) {
    super();
    this.view = view;
    if (this.drawing) follow(view.id, () => this.#lookAgain(), this.#life.signal);
  }

  /** Ends when it is closed. */
  get ended() {
    return this.#life.signal;
  }

  /** Stops keeping up. */
  close() {
    this.#life.abort();
  }

  /** The picture of a suspect, a place or a piece of evidence by its id, or "establishing". @param {string} id */
  image(id) {
    return this.view.images[id.slice(Math.max(0, id.lastIndexOf("suspect-")))];
  }

  /** @param {string} id whole, or its end: "suspect-1" */
  suspect(id) {
    return this.view.suspects.find((suspect) => suspect.id === id || suspect.id.endsWith(`-${id}`));
  }

  /** @param {string} id */
  place(id) {
    return this.view.locations.find((place) => place.id === id);
  }

  /** Whether more pictures are to come. */
  get drawing() {
    return this.view.imageStatus === "pending" || this.view.imageStatus === "generating";
  }

  /** Reads the case anew, once at a time, and says whether more pictures are to come. */
  async #lookAgain() {
    this.#again = true;
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    await this.#reading;
    return this.drawing;
  }

  async #read() {
    while (this.#again) {
      this.#again = false;
      this.view = await api.getCase(this.view.id);
      this.dispatchEvent(new Event("pictures"));
    }
  }
}
