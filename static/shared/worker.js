// The service worker: it keeps the client itself, what was read of the game, and
// its pictures, so that they can be read offline. What changes something is never
// answered here. A new version of the client waits until the last page of the old
// one is closed; pages come from the server whenever there is one.

/** What the server says of the client: where it is, its files, and a page of it without a case.
 * @typedef {{ root: string, files: string[], page: string }} Shell */

const worker = /** @type {ServiceWorkerGlobalScope & { shell: Shell }} */ (/** @type {unknown} */ (self));
const { root, files, page } = worker.shell;
const BASE = new URL(worker.registration.scope).pathname;
const SHELLS = `casebook ${BASE} shell `;
const SHELL = SHELLS + root;
const ANSWERS = `casebook ${BASE} answers`;
const PICTURES = `casebook ${BASE} pictures`;
const OTHERS = `casebook ${BASE} other sizes`;

const MOST = { [ANSWERS]: 300, [PICTURES]: 200, [OTHERS]: 800 };
const PATIENCE = 5000;
const SOON = 2000;
const PAGES = /^(|archive|me|case\/[^/]+)$/;
const READ =
  /^api\/(case\/[^/]+(\/solution)?|cases|player\/[^/]+|player-state\/.+|conversation\/.+|notebook\/.+|hints\/.+|stats\/.+|leaderboard\/.+)$/;

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("message", (event) => {
  const { data } = event;
  if (data.keep) event.waitUntil(keepAll(data.keep));
  if (data.read) event.waitUntil(answer(new Request(data.read), event));
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || !url.pathname.startsWith(BASE)) return;
  const path = url.pathname.slice(BASE.length);
  if (request.mode === "navigate") {
    if (PAGES.test(path)) event.respondWith(openPage(request));
  } else if (path.startsWith("static/")) event.respondWith(file(request));
  else if (path.startsWith("images/")) event.respondWith(picture(request, event));
  else if (READ.test(path)) event.respondWith(answer(request, event));
});

async function install() {
  const shell = await caches.open(SHELL);
  await shell.addAll([new Request(page, { cache: "no-cache" }), ...files.map((name) => `${root}/${name}`)]);
}

/** What pages ask for waits until this ends. */
async function activate() {
  await soon(Promise.all([worker.clients.claim(), sweep()]));
}

async function sweep() {
  const old = (await caches.keys()).filter((name) => name.startsWith(SHELLS) && name !== SHELL);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/**
 * What is kept, unless the browser takes too long to say: nobody waits for that while
 * there is a server to ask.
 * @template T
 * @param {Promise<T>} kept
 * @returns {Promise<T | undefined>}
 */
function soon(kept) {
  const late = new Promise((resolve) => setTimeout(resolve, SOON));
  return Promise.race([kept, late]).catch(() => undefined);
}

/** @param {string} name of a cache @param {RequestInfo} request */
async function match(name, request) {
  return (await caches.open(name)).match(request, { ignoreVary: true });
}

/** A page from the server, or after a while the client's own. @param {Request} request */
async function openPage(request) {
  const fresh = fetch(request).then((answer) => (isDown(answer) ? undefined : answer));
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const first = await Promise.race([fresh, late]).catch(() => undefined);
  const kept = match(SHELL, page);
  return first ?? (await soon(kept)) ?? fetch(request).catch(async () => (await kept) ?? Response.error());
}

/** @param {Request} request */
async function file(request) {
  const kept = match(SHELL, request);
  return (await soon(kept)) ?? (await fetch(request).catch(() => kept)) ?? Response.error();
}

/** What can be read of the game, and when it was kept where the server is not heard. @param {Request} request @param {ExtendableEvent} event */
async function answer(request, event) {
  const fresh = await fetch(request).catch(() => undefined);
  if (fresh?.ok) {
    event.waitUntil(keep(ANSWERS, request, fresh.clone()));
    return fresh;
  }
  if (fresh && !isDown(fresh)) return fresh;
  const kept = await match(ANSWERS, request);
  if (!kept) return fresh ?? Response.error();
  const headers = new Headers(kept.headers);
  headers.set("casebook-kept", kept.headers.get("date") ?? "before");
  return new Response(kept.body, { headers });
}

/** @param {Request} request @param {ExtendableEvent} event */
async function picture(request, event) {
  const kept = await soon(match(PICTURES, request.url));
  if (kept) return kept;
  const fresh = await fetch(request).catch(() => undefined);
  if (fresh?.ok && fresh.type === "basic") event.waitUntil(keep(PICTURES, request.url, fresh.clone()));
  if (fresh && !isDown(fresh)) return fresh;
  const other = await match(OTHERS, request.url);
  return (await match(PICTURES, (await other?.text()) ?? request.url)) ?? fresh ?? Response.error();
}

/** Keeps one size of each picture, and notes for which others it stands. @param {string[][]} pictures */
async function keepAll(pictures) {
  const cache = await caches.open(PICTURES);
  for (const [best = "", ...others] of pictures) {
    if (await cache.match(best)) continue;
    const fresh = await fetch(best).catch(() => undefined);
    if (!fresh?.ok) continue;
    await keep(PICTURES, best, fresh);
    for (const other of others) await keep(OTHERS, other, new Response(best));
  }
}

/** Keeps an answer, and drops the oldest of too many. @param {string} name @param {RequestInfo} request @param {Response} response */
async function keep(name, request, response) {
  const cache = await caches.open(name);
  await cache.put(request, response);
  const keys = await cache.keys();
  for (const old of keys.slice(0, Math.max(0, keys.length - (MOST[name] ?? 0)))) await cache.delete(old);
}

/** Whether something in front of a server says that the server is not there. @param {Response} response */
function isDown({ status }) {
  return status >= 502 && status <= 504;
}
