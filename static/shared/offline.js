// Being offline, on the page's side: whether the server is heard from, and what
// the worker (worker.js) keeps for reading without it.

/** @import { Case, Image } from "./model" */

const BASE = globalThis.document?.documentElement.dataset.base ?? "/";

/** Events: `change` when the server falls silent or is heard again. */
class Line extends EventTarget {
  /** Whether the last call was answered. */
  open = true;

  /** @param {boolean} open */
  hear(open) {
    if (open === this.open) return;
    this.open = open;
    this.dispatchEvent(new Event("change"));
  }
}

export const line = new Line();

/** Lets the worker begin its work, once the page has done its own. */
export function startWorker() {
  if (!("serviceWorker" in navigator) || !isSecureContext) return;
  const register = () => navigator.serviceWorker.register(`${BASE}worker.js`, { scope: BASE }).catch(() => undefined);
  if (document.readyState === "complete") setTimeout(register, 1000);
  else addEventListener("load", () => setTimeout(register, 1000), { once: true });
}

/** @param {{ keep?: string[][], read?: string }} wish */
async function tellWorker(wish) {
  if (!("serviceWorker" in navigator)) return;
  const { active } = await navigator.serviceWorker.ready; // which may never be
  active?.postMessage(wish);
}

/** Keeps the pictures of a case, unless the reader saves data. @param {Case} view */
export function keepPictures(view) {
  const saves = /** @type {{ connection?: { saveData?: boolean } }} */ (navigator).connection?.saveData;
  const pictures = Object.values(view.images).filter(({ url }) => url);
  if (!saves) tellWorker({ keep: pictures.map(sizes) });
}

/** Keeps what the page had from elsewhere than this address. @param {string} url */
export function keepAnswer(url) {
  tellWorker({ read: url });
}

/** All sizes of a picture, the one that is worth keeping first. @param {Image} image */
function sizes({ url, variants }) {
  const all = [...variants.map((variant) => variant.url), url];
  const best = variants.find(({ width }) => width >= 640)?.url ?? url;
  return [best, ...all.filter((other) => other !== best)];
}

/** Forgets what was kept of a player. */
export async function forgetAnswers() {
  if ("caches" in globalThis) await caches.delete(`casebook ${BASE} answers`).catch(() => false);
}
