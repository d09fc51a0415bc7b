// The parts of the client that are loaded when they are first needed.

import { hasFile } from "./api.js";

const KEY = "casebook.renewed";

/**
 * Loads a part. A server that was updated while this page was open has only the new
 * version's: then the page is loaded anew, which keeps the reader's place.
 * @param {() => Promise<unknown>} load
 */
export async function part(load) {
  try {
    await load();
  } catch (error) {
    if ((await hasFile(import.meta.url)) || !first()) throw error;
    location.reload();
    await new Promise(() => {}); // The page ends here.
  }
}

/** Whether this version was not given up in this tab before: a page that comes again would come for ever. */
function first() {
  try {
    const before = sessionStorage.getItem(KEY);
    sessionStorage.setItem(KEY, import.meta.url);
    return before !== import.meta.url;
  } catch {
    return false; // Then the reader decides.
  }
}
