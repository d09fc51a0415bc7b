// What every element is made of: a base class, its own style sheet, and nodes
// built without HTML text.

/** @type {Promise<void>[]} */
const sheets = [];

/** How long a page waits for its styles, in milliseconds: better plain than never. */
const PATIENCE = 3000;

/** Ends when the style sheets of all elements defined so far are there, failed, or are very late. */
export async function styled() {
  await Promise.race([Promise.all(sheets), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
}

/**
 * Defines the element of a module and loads the style sheet beside it.
 * @param {string} module the module's import.meta.url; its file is named as the tag
 * @param {CustomElementConstructor} kind
 */
export function define(module, kind) {
  const sheet = new URL(module.replace(/\.js$/, ".css")).pathname;
  if (!document.querySelector(`link[rel="stylesheet"][href="${sheet}"]`)) sheets.push(load(sheet));
  customElements.define(new URL(module).pathname.replace(/^.*\/|\.js$/g, ""), kind);
}

/** @param {string} sheet @returns {Promise<void>} */
function load(sheet) {
  return new Promise((resolve) => {
    const link = h("link", { rel: "stylesheet", href: sheet });
    link.addEventListener("load", () => resolve());
    link.addEventListener("error", () => resolve());
    document.head.append(link);
  });
}

/** An element in light DOM. It shows itself each time it enters the page. */
export class CasebookElement extends HTMLElement {
  #life = new AbortController();

  /** Ends when the element leaves the page; give it to listeners and calls. */
  get signal() {
    return this.#life.signal;
  }

  connectedCallback() {
    this.#life = new AbortController();
    this.show();
  }

  disconnectedCallback() {
    this.#life.abort();
  }

  /** Fills the element. */
  show() {}
}

const CONTROLS = 'a, button, input, select, textarea, summary, [tabindex="0"]';

/** What a control is known by when it was made anew. @param {HTMLElement} control */
const known = (control) =>
  `${control.tagName} ${control.getAttribute("href")} ${control.getAttribute("aria-label") ?? control.textContent}`;

/**
 * Draws anew what stands in an element. The focus stays on the control that it was on, else
 * on that in its place; what was moved sideways stays so.
 * @param {Element} holder @param {() => void} draw
 */
export function redraw(holder, draw) {
  const controls = () => [.../** @type {NodeListOf<HTMLElement>} */ (holder.querySelectorAll(CONTROLS))];
  const before = controls();
  const at = before.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const focused = before[at] ? known(before[at]) : "";
  const moved = before
    .filter((control) => control.scrollLeft > 0)
    .map((c) => /** @type {const} */ ([known(c), c.scrollLeft]));
  draw();
  const now = controls();
  const find = (/** @type {string} */ name) => now.find((control) => known(control) === name);
  for (const [name, left] of moved) find(name)?.scrollTo({ left, behavior: "instant" });
  if (at < 0) return;
  const there = now[at];
  const same = there && known(there) === focused ? there : find(focused);
  (same ?? there ?? now.at(-1))?.focus({ preventScroll: true });
}

/**
 * A new HTML element. Properties: `class`; `on…` is a listener; `true` sets an
 * attribute without value; `false`, null and undefined set nothing; all else is
 * an attribute. Strings among the children become text, never HTML.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, unknown>} [properties]
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === false || value === null || value === undefined) continue;
    if (typeof value === "function") {
      node.addEventListener(name.replace(/^on/, ""), /** @type {EventListener} */ (value));
    } else {
      node.setAttribute(name, value === true ? "" : String(value));
    }
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/**
 * One of our own small drawings, from icons.svg. It is decoration: whatever
 * holds it says the same in words.
 * @param {string} name
 */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `${new URL("./icons.svg", import.meta.url).pathname}#${name}`);
  svg.append(use);
  return svg;
}
