// Where in the client one is. The address is the only memory of it, so that
// back, forward, reload and shared links keep the place.

/**
 * @typedef {{ name: "title" } | { name: "archive" } | { name: "lost" } | { name: "me", code: string } |
 *   { name: "case", id: string, section: string, item: string }} Route
 */

const BASE = globalThis.document?.documentElement.dataset.base ?? "/";

/**
 * The route of an address below base, which ends in a slash.
 * @param {string} pathname
 * @param {string} hash
 * @param {string} base
 * @returns {Route}
 */
export function parse(pathname, hash, base) {
  const path = `${pathname}/`.startsWith(base) ? pathname.slice(base.length).replace(/\/$/, "") : "/";
  if (path === "") return { name: "title" };
  if (path === "archive") return { name: "archive" };
  if (path === "me") return { name: "me", code: /^#code\/([A-Za-z0-9-]{1,40})$/.exec(hash)?.[1] ?? "" };
  const id = /^case\/([A-Za-z0-9._-]{1,64})$/.exec(path)?.[1];
  if (!id) return { name: "lost" };
  const [, section = "", item = ""] = /^#([a-z]+)(?:\/([A-Za-z0-9._-]+))?$/.exec(hash) ?? [];
  return { name: "case", id, section, item };
}

/** The address of a route; a case's begins where its section does. @type {(path?: string) => string} */
export const address = (path = "") => BASE + path;

/** Where we are now. */
export const here = () => parse(location.pathname, location.hash, BASE);

/**
 * Goes to an address of ours.
 * @param {string} url
 * @param {{ replace?: boolean }} [how] replace leaves no way back to the present place
 */
export function go(url, { replace = false } = {}) {
  remember();
  if (replace) history.replaceState(null, "", url);
  else history.pushState(null, "", url);
  dispatchEvent(new Event("casebook:route"));
}

/**
 * Calls arrived now and at each change of the place, with how far down the
 * page was when it was left.
 * @param {(route: Route, top: number) => void} arrived
 */
export function start(arrived) {
  history.scrollRestoration = "manual";
  const arrive = () => arrived(here(), history.state?.top ?? 0);
  addEventListener("casebook:route", arrive);
  addEventListener("popstate", arrive);
  addEventListener("pagehide", remember);
  let timer = 0;
  addEventListener("scroll", () => {
    clearTimeout(timer);
    timer = window.setTimeout(remember, 150);
  });
  document.addEventListener("click", follow);
  arrive();
}

function remember() {
  history.replaceState({ ...history.state, top: Math.round(scrollY) }, "");
}

/** Takes over a plain click on a link of ours. @param {MouseEvent} event */
function follow(event) {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  const special = event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (!link || special || event.defaultPrevented || link.target || link.hasAttribute("download")) return;
  const url = new URL(link.href);
  if (url.hash === "#main") {
    event.preventDefault();
    document.querySelector("main")?.focus();
    return;
  }
  if (url.origin !== location.origin || parse(url.pathname, url.hash, BASE).name === "lost") return;
  event.preventDefault();
  go(url.href, { replace: url.href === location.href });
}
