// Webhooks: where they go, what came of them, sending one again, and a test.

import { define, h } from "../shared/element.js";
import { may } from "./people.js";
import { live, Section, table } from "./section.js";
import { redeliver, tryWebhooks, webhooks } from "./webhooks.js";
import { button, state, when } from "./words.js";

/** @import { Schemas } from "./webhooks.js" */

/** What the ids of tests begin with: they are not kept, so they cannot be sent again. */
const TEST = "casebook.test.";

class Webhooks extends Section {
  heading = "Webhooks";

  show() {
    live(this, ["webhooks"], () => this.load());
    return super.show();
  }

  async fill() {
    const { receivers, deliveries } = await webhooks();
    if (receivers.length === 0 && deliveries.length === 0)
      return [h("p", {}, "No webhook is sent: name who is to hear of pictures with the setting webhook-urls.")];
    const log = deliveries.map((one) => [
      when(one.at),
      one.id,
      one.receiver,
      String(one.try),
      state(outcome(one), one.error ? "bad" : "good"),
      `${one.milliseconds} ms`,
      one.id.startsWith(TEST) ? "" : this.#again(one.id),
    ]);
    const places = receivers.map((address, n) => [String(n + 1), address, this.#test("Send a test", n + 1)]);
    return [
      h("h2", {}, "Receivers"),
      table(["Number", "Address", "Actions"], places, "There is none any more."),
      ...(receivers.length > 1 ? [h("div", { class: "line" }, this.#test("Send a test to all", 0))] : []),
      h("h2", {}, "Log"),
      table(["When", "Message", "Receiver", "Try", "What came", "Took", "Actions"], log, "Nothing was sent yet."),
    ];
  }

  /** @param {string} words @param {number} receiver 0 is all */
  #test(words, receiver) {
    if (!may("admin")) return "";
    const made = button(words, () =>
      this.attempt(async () => {
        const { deliveries } = await tryWebhooks(receiver);
        await this.load();
        return deliveries.map((one) => `${one.receiver}: ${outcome(one)}`).join("; ");
      }),
    );
    if (receiver) made.setAttribute("aria-label", `${words} to receiver ${receiver}`);
    return made;
  }

  /** @param {string} id */
  #again(id) {
    if (!may("admin")) return "";
    const made = button("Send again", () =>
      this.attempt(async () => {
        const { receivers } = await redeliver(id);
        return `${id} is sent again to ${receivers} of its receivers.`;
      }),
    );
    made.setAttribute("aria-label", `Send again: ${id}`);
    return made;
  }
}

/** @param {Schemas["Delivery"]} one */
const outcome = (one) => one.error ?? `delivered (${one.status})`;

define(import.meta.url, Webhooks);
