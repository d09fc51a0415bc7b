// Two who edit the same words at once: what the other wrote, and the choice.

import { h } from "../shared/element.js";
import { button } from "./words.js";

/**
 * Shows what somebody else wrote meanwhile.
 * @param {string} name of the words
 * @param {string} theirs
 * @param {{ take: () => void, keep: () => void }} choose what to do with them
 */
export const clash = (name, theirs, { take, keep }) =>
  h(
    "div",
    { class: "notice clash", role: "group", "aria-label": `${name}, as somebody else wrote it` },
    h("p", {}, `Somebody else changed ${name} meanwhile. Now it says:`),
    h("blockquote", {}, theirs || "(nothing)"),
    h("div", { class: "line" }, button("Take theirs", take), button("Keep mine", keep)),
  );
