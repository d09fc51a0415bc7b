// The API as the operator's pages call it. What is refused because whoever is signed in is
// so no more, or may less, the frame hears of.

import { ApiError, call as ask } from "../shared/api.js";

/** Has the frame look who is signed in. */
export const doubt = () => dispatchEvent(new Event("casebook:doubt"));

/** Like the one of all pages. @type {typeof ask} */
export async function call(path, options) {
  try {
    return await ask(path, options);
  } catch (error) {
    if (error instanceof ApiError && [401, 403].includes(error.status)) doubt();
    throw error;
  }
}
