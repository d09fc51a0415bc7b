// Who plays: a random id, made at the first need and kept on this device. It is
// the player's secret, and the only thing that is kept.

const KEY = "casebook.player";

/** @type {string | undefined} */
let id;

/** Whether somebody has played on this device before. */
export function isKnown() {
  return (id ?? read()) !== undefined;
}

/** The player's id. It lasts as long as the page where nothing may be kept. */
export function playerId() {
  id ??= read() ?? fresh();
  return id;
}

/** Plays as somebody else from now on. @param {string} other */
export function become(other) {
  id = other;
  keep(other);
}

/** Forgets who plays: the next need makes somebody new. */
export function forget() {
  id = undefined;
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
}

function read() {
  try {
    const kept = localStorage.getItem(KEY);
    return kept && /^[A-Za-z0-9_.:-]{1,128}$/.test(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

function fresh() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const made = `p-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
  keep(made);
  return made;
}

/** @param {string} player */
function keep(player) {
  try {
    localStorage.setItem(KEY, player);
  } catch {
    // A browser that keeps nothing still lets one play until the page is closed.
  }
}
