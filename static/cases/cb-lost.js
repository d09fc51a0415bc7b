// <cb-lost>: the page for an address that leads nowhere.

import { CasebookElement, define, h } from "../shared/element.js";
import { ready } from "../shared/page.js";
import { address } from "../shared/router.js";

export class Lost extends CasebookElement {
  /** What is not there. */
  what = "There is no page at this address.";

  /** @override */
  show() {
    this.replaceChildren(
      h("p", { class: "label" }, "404"),
      h("h1", {}, "A page torn out"),
      h("p", {}, `${this.what} It may have been mistyped, or the page was never written.`),
      h(
        "p",
        { class: "ways" },
        h("a", { class: "button primary", href: address() }, "Today’s case"),
        h("a", { class: "button", href: address("archive") }, "Past cases"),
      ),
    );
    ready(this, "Not found");
  }
}

define(import.meta.url, Lost);
