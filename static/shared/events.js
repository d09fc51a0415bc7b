// The one event stream: it says that something about a case changed. Where no
// stream can be had, it asks from time to time instead.

import { eventsUrl, imageStatus } from "./api.js";

const PAUSE = 4000;
const KINDS = ["message", "progress", "end"];

/**
 * Calls changed after every change of a case's pictures until they are all
 * there or the signal ends it.
 * @param {string} id
 * @param {() => Promise<boolean>} changed takes the change in, and says whether more is to come
 * @param {AbortSignal} signal
 */
export function follow(id, changed, signal) {
  if (signal.aborted) return;
  const stream = new EventSource(eventsUrl(id));
  let failures = 0;
  const stop = () => stream.close();
  const hear = async () => {
    failures = 0;
    if (!(await changed().catch(() => true))) stop();
  };
  for (const kind of KINDS) stream.addEventListener(kind, hear);
  stream.addEventListener("error", () => {
    failures++;
    if (stream.readyState !== EventSource.CLOSED && failures < 3) return;
    stop();
    poll(id, changed, signal);
  });
  signal.addEventListener("abort", stop, { once: true });
  // A page that is left but kept for going back must not hold one of the browser's few connections.
  const leave = () => {
    stop();
    addEventListener("pageshow", () => follow(id, changed, signal), { once: true, signal });
  };
  addEventListener("pagehide", leave, { once: true, signal });
}

/**
 * @param {string} id
 * @param {() => Promise<boolean>} changed
 * @param {AbortSignal} signal
 */
async function poll(id, changed, signal) {
  let seen = "";
  while (!signal.aborted) {
    await pause(PAUSE, signal);
    if (document.hidden || signal.aborted) continue;
    try {
      const status = await imageStatus(id);
      const now = JSON.stringify([status.complete, status.lastUpdated]);
      if (now !== seen && !(await changed())) return;
      if (status.complete) return;
      seen = now;
    } catch {
      // The next round asks again.
    }
  }
}

/**
 * @param {number} milliseconds
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
export function pause(milliseconds, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    const stop = () => {
      clearTimeout(timer);
      resolve();
    };
    signal.addEventListener("abort", stop, { once: true });
  });
}
