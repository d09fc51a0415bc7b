// <cb-writing>: asks for today's case when there is none, and waits for it.

import { ApiError, generate } from "../shared/api.js";
import { CasebookElement, define, h } from "../shared/element.js";
import { pause } from "../shared/events.js";
import { busy, failure } from "../shared/notice.js";
import { ready } from "../shared/page.js";

const TRIES = 5;
const LONGEST = 30;

export class Writing extends CasebookElement {
  /** What to do when the case is written. */
  done = () => {};
  #heading = h("h1");

  /** @override */
  show() {
    const line = h("div");
    this.replaceChildren(
      this.#heading,
      h("p", {}, "Somebody has died, three people are hiding something, and the ink is still wet."),
      line,
    );
    this.#write(line);
    ready(this);
  }

  /** @param {HTMLElement} line @param {number} [attempt] */
  async #write(line, attempt = 1) {
    this.#heading.textContent = "Today’s case is being written";
    line.replaceChildren(busy("Usually this takes a few seconds"));
    try {
      await generate();
      if (!this.signal.aborted) this.done();
    } catch (error) {
      if (!this.signal.aborted) this.#wait(line, error, attempt);
    }
  }

  /** Tries again by itself while the server says when. @param {HTMLElement} line @param {unknown} error @param {number} attempt */
  async #wait(line, error, attempt) {
    const seconds = error instanceof ApiError ? error.retryAfter : 0;
    if (seconds === 0 || seconds > LONGEST || attempt >= TRIES) {
      this.#heading.textContent = "Today’s case is not written yet";
      line.replaceChildren(failure(error, () => this.#write(line)));
      return;
    }
    await pause(seconds * 1000, this.signal);
    if (!this.signal.aborted) this.#write(line, attempt + 1);
  }
}

define(import.meta.url, Writing);
