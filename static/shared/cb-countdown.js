// <cb-countdown>: the time until the next case opens, and then the way to it.

import { knock, server } from "./api.js";
import { CasebookElement, define, h } from "./element.js";
import { address } from "./router.js";
import { clock } from "./words.js";

export class Countdown extends CasebookElement {
  /** ISO 8601. */
  until = "";

  /** @override */
  show() {
    const end = new Date(this.until).getTime();
    if (Number.isNaN(end)) return;
    const time = h("time", { datetime: this.until, role: "timer" });
    this.replaceChildren("The next case opens in ", time);
    const tick = async () => {
      time.textContent = clock(end - server.now());
      if (server.now() < end) return;
      clearInterval(timer);
      await knock(); // The server's clock decides.
      if (this.signal.aborted) return;
      if (server.now() < end) this.show();
      else this.replaceChildren(h("a", { href: address() }, "A new case is open"));
    };
    if (!server.heard) knock();
    const timer = setInterval(tick, 1000);
    this.signal.addEventListener("abort", () => clearInterval(timer));
    tick();
  }
}

/** @param {string} until ISO 8601 */
export const countdown = (until) => Object.assign(h("cb-countdown"), { until });

define(import.meta.url, Countdown);
