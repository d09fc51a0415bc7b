// The one stream that says what changed on the server. It is open while somebody
// listens and the page is shown.

import { doubt } from "./call.js";

const BASE = globalThis.document?.documentElement.dataset.base ?? "/";

/** The least time between two readings by one listener, in milliseconds. */
const PACE = 1000;

/** How long until a stream that the server refused is asked for again, in milliseconds. */
const AGAIN = 15_000;

/** @type {Set<(changed: string[]) => void>} */
const listeners = new Set();

/** @type {EventSource | undefined} */
let stream;

function open() {
  if (stream || listeners.size === 0) return;
  stream = new EventSource(`${BASE}api/admin/events`);
  stream.addEventListener("changed", (event) => {
    const { changed } = JSON.parse(event.data);
    for (const listener of [...listeners]) listener(changed);
  });
  stream.addEventListener("error", () => {
    doubt(); // It ends with the session, too.
    if (stream?.readyState !== EventSource.CLOSED) return; // It comes back by itself.
    close();
    setTimeout(open, AGAIN);
  });
}

function close() {
  stream?.close();
  stream = undefined;
}

// A page that is kept for going back must not hold one of the browser's few connections.
globalThis.addEventListener?.("pagehide", close);
globalThis.addEventListener?.("pageshow", open);

/**
 * Calls read after each change of one of the topics, and when something may have been
 * missed, until signal ends it: one call at a time, and not while the page is hidden.
 * @param {string[]} topics as in the API's AdminEvent
 * @param {() => unknown} read
 * @param {AbortSignal} signal
 */
export function onChanges(topics, read, signal) {
  let due = false;
  let busy = false;
  const work = async () => {
    if (busy) return;
    busy = true;
    while (due && !document.hidden && !signal.aborted) {
      due = false;
      await read();
      await new Promise((resolve) => setTimeout(resolve, PACE));
    }
    busy = false;
  };
  const hear = (/** @type {string[]} */ changed) => {
    if (changed.length > 0 && !changed.some((name) => topics.includes(name))) return;
    due = true;
    work();
  };
  listeners.add(hear);
  document.addEventListener("visibilitychange", work, { signal });
  signal.addEventListener("abort", () => {
    listeners.delete(hear);
    if (listeners.size === 0) close();
  });
  open();
}
