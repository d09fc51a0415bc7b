// <cb-zoom>: a picture over the whole screen, to look at closely: by pinch,
// wheel, buttons, and the keys + − 0 and the arrows.

import { CasebookElement, define, h, icon } from "../shared/element.js";

/** @import { CaseFile } from "../shared/casefile.js" */

const MOST = 6;
const STEP = 1.5;
const MOVE = 80;

/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [MOVE, 0], ArrowRight: [-MOVE, 0], ArrowUp: [0, MOVE], ArrowDown: [0, -MOVE] };

export class Zoom extends CasebookElement {
  source = "";
  alt = "";
  #scale = 1;
  #x = 0;
  #y = 0;
  /** Fingers and mouse buttons that are down. @type {Map<number, { x: number, y: number }>} */
  #held = new Map();
  #picture = h("img", { draggable: "false" });
  #stage = h("div", { class: "stage" }, this.#picture);
  #factor = h("output", {}, "100%");
  #dialog = h("dialog", {});

  /** @override */
  show() {
    const { signal } = this;
    const button = (/** @type {string} */ name, /** @type {string} */ sign, /** @type {() => void} */ onclick) =>
      h(
        "button",
        { type: "button", onclick },
        sign === "wrong" ? icon(sign) : sign,
        h("span", { class: "unseen" }, name),
      );
    this.#picture.src = this.source;
    this.#picture.alt = this.alt;
    this.#dialog.ariaLabel = this.alt;
    this.#dialog.replaceChildren(
      this.#stage,
      h(
        "div",
        { class: "tools" },
        button("Smaller", "−", () => this.#zoom(1 / STEP)),
        this.#factor,
        button("Larger", "+", () => this.#zoom(STEP)),
        button("Close", "wrong", () => this.#dialog.close()),
      ),
    );
    this.replaceChildren(this.#dialog);
    this.#dialog.addEventListener("close", () => this.remove(), { signal });
    this.#dialog.addEventListener("keydown", (event) => this.#key(event), { signal });
    this.#stage.addEventListener("wheel", (event) => this.#wheel(event), { signal });
    this.#stage.addEventListener("dblclick", (event) => this.#zoom(this.#scale > 1 ? 0 : STEP * STEP, event), {
      signal,
    });
    this.#stage.addEventListener("pointerdown", (event) => this.#down(event), { signal });
    this.#stage.addEventListener("pointermove", (event) => this.#drag(event), { signal });
    for (const end of /** @type {const} */ (["pointerup", "pointercancel"]))
      this.#stage.addEventListener(end, ({ pointerId }) => this.#held.delete(pointerId), { signal });
    this.#dialog.showModal();
  }

  /** @param {number} factor 0 for the whole picture @param {{ clientX: number, clientY: number }} [at] what stays where it is */
  #zoom(factor, at) {
    const { width, height, left, top } = this.#stage.getBoundingClientRect();
    const scale = Math.min(MOST, Math.max(1, this.#scale * factor));
    const x = at ? at.clientX - left - width / 2 : 0;
    const y = at ? at.clientY - top - height / 2 : 0;
    const grown = scale / this.#scale;
    this.#scale = scale;
    this.#move((1 - grown) * (x - this.#x), (1 - grown) * (y - this.#y));
  }

  /** @param {number} x @param {number} y in pixels */
  #move(x, y) {
    const reach = (/** @type {number} */ size) => ((this.#scale - 1) * size) / 2;
    const within = (/** @type {number} */ to, /** @type {number} */ most) => Math.min(most, Math.max(-most, to));
    this.#x = within(this.#x + x, reach(this.#stage.clientWidth));
    this.#y = within(this.#y + y, reach(this.#stage.clientHeight));
    this.#picture.style.transform = `translate(${this.#x}px, ${this.#y}px) scale(${this.#scale})`;
    this.#factor.textContent = `${Math.round(this.#scale * 100)}%`;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const arrow = ARROWS[event.key];
    if (arrow) this.#move(...arrow);
    else if (event.key === "+" || event.key === "=") this.#zoom(STEP);
    else if (event.key === "-") this.#zoom(1 / STEP);
    else if (event.key === "0") this.#zoom(0);
    else return;
    event.preventDefault();
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    event.preventDefault();
    this.#zoom(Math.exp(-event.deltaY / 400), event);
  }

  /** @param {PointerEvent} event */
  #down(event) {
    this.#stage.setPointerCapture(event.pointerId);
    this.#held.set(event.pointerId, { x: event.clientX, y: event.clientY });
  }

  /** One pointer moves the picture, two pinch it. @param {PointerEvent} event */
  #drag(event) {
    const before = this.#held.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    const other = [...this.#held].find(([id]) => id !== event.pointerId)?.[1];
    this.#held.set(event.pointerId, now);
    if (!other) {
      this.#move(now.x - before.x, now.y - before.y);
      return;
    }
    const apart = (/** @type {typeof now} */ one) => Math.hypot(one.x - other.x, one.y - other.y) || 1;
    this.#zoom(apart(now) / apart(before), { clientX: (now.x + other.x) / 2, clientY: (now.y + other.y) / 2 });
  }
}

/**
 * A picture that opens over the whole screen.
 * @param {CaseFile} file
 * @param {string} id of what it shows
 * @param {string} alt
 * @param {HTMLElement} picture as it is on the page
 */
export function magnifier(file, id, alt, picture) {
  const button = h(
    "button",
    { type: "button", class: "magnifier" },
    picture,
    icon("search"),
    h("span", { class: "unseen" }, "Look closely"),
  );
  button.addEventListener("click", () => {
    const source = file.image(id)?.url;
    if (source) button.after(Object.assign(h("cb-zoom"), { source, alt }));
  });
  return button;
}

define(import.meta.url, Zoom);
