// The one place that speaks HTTP: every call of the game API, and its errors in words.

import { keepAnswer, line } from "./offline.js";

/** @import * as model from "./model" */

const BASE = globalThis.document?.documentElement.dataset.base ?? "/";

const UNREACHED = "The server cannot be reached: you are offline, or it is. This waits; try again when you are back.";

/** The server's clock, as far as it was heard: a device's own may be wrong by hours. */
export const server = {
  ahead: 0,
  heard: false,

  /** @param {string | null} date of an answer, in whole seconds */
  hear(date) {
    const ahead = Date.parse(date ?? "") - Date.now();
    if (Number.isNaN(ahead)) return;
    this.heard = true;
    this.ahead = Math.abs(ahead) < 5000 ? 0 : ahead; // The way here takes a while.
  },

  /** Milliseconds since 1970. */
  now() {
    return Date.now() + this.ahead;
  },
};

/** An answer that is not the wanted one, or none. Its message is a sentence for people. */
export class ApiError extends Error {
  /**
   * @param {number} status 0 when there was no answer
   * @param {string} message
   * @param {Record<string, unknown>} [body]
   * @param {number} [retryAfter] seconds until it makes sense to try again; 0 when unknown
   */
  constructor(status, message, body = {}, retryAfter = 0) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.body = body;
    this.retryAfter = retryAfter;
  }

  /** Whether there is no case for today yet and one may be asked for. */
  get notGenerated() {
    return this.status === 404 && /not been generated/.test(this.message);
  }
}

/**
 * The error that an answer stands for.
 * @param {number} status
 * @param {unknown} body parsed JSON, or undefined
 * @param {string | null} retryAfter the header
 */
export function errorOf(status, body, retryAfter) {
  const fields = /** @type {Record<string, unknown>} */ (body && typeof body === "object" ? body : {});
  const said = [fields.message, fields.detail, fields.error].find((text) => typeof text === "string" && text !== "");
  const seconds = Number(retryAfter);
  return new ApiError(
    status,
    typeof said === "string" ? said : wordsFor(status),
    fields,
    Number.isFinite(seconds) ? Math.max(0, seconds) : 0,
  );
}

/** @param {Headers} headers of an answer */
function hear(headers) {
  const kept = headers.has("casebook-kept");
  line.hear(!kept);
  if (!kept) server.hear(headers.get("date"));
}

/** @param {number} status */
function wordsFor(status) {
  if (status === 404) return "There is nothing here.";
  if (status === 429) return "That was a little too fast. Wait a moment and try again.";
  if (status === 503) return "The server is not ready yet. Wait a moment and try again.";
  if (status >= 500) return "Something went wrong on the server. Try again in a moment.";
  return "The server did not accept that.";
}

/** How a body is sent. @param {unknown} body @returns {RequestInit} */
function carried(body) {
  if (body === undefined) return {};
  if (body instanceof FormData) return { body };
  return { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

/**
 * @param {string} path below /api/
 * @param {{ body?: unknown, method?: string, seconds?: number, signal?: AbortSignal, keepalive?: boolean }} [options]
 *   body is a form, or goes as JSON; keepalive lets a small call end though the page is left
 * @returns {Promise<any>}
 * @throws {ApiError} for anything but a good answer; an AbortError when signal ends it
 */
export async function call(path, options = {}) {
  const { body, method = body === undefined ? "GET" : "POST", seconds = 20, signal, keepalive = false } = options;
  const limit = AbortSignal.timeout(seconds * 1000);
  try {
    const answer = await fetch(`${BASE}api/${path}`, {
      method,
      keepalive,
      cache: "no-cache", // An answer kept from before is asked about, never believed.
      ...carried(body),
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
    hear(answer.headers);
    const parsed = await answer.json().catch((error) => {
      if (error instanceof SyntaxError) return undefined;
      throw error;
    });
    if (!answer.ok) throw errorOf(answer.status, parsed, answer.headers.get("retry-after"));
    if (parsed === undefined)
      throw new ApiError(answer.status, "The server answered in a way this page does not know.");
    return parsed;
  } catch (error) {
    if (error instanceof ApiError || signal?.aborted) throw error;
    line.hear(false);
    throw new ApiError(0, limit.aborted ? "The server took too long to answer. Try again." : UNREACHED);
  }
}

/** Whether the server has a file of the client: it has those of its own version. @param {string} url */
export async function hasFile(url) {
  const answer = await fetch(url, { method: "HEAD", cache: "no-store" }).catch(() => undefined);
  line.hear(answer !== undefined);
  if (!answer) throw new ApiError(0, UNREACHED);
  return answer.status !== 404;
}

/** Asks whether the server is there; the line says what came of it. */
export const knock = () => call("case/today").catch(() => undefined);

/** A case by id or day, or "today". @type {(id: string) => Promise<model.Case>} */
export const getCase = async (id) => enclosed(id) ?? call(`case/${whole(id)}`);

/** The id of a case that may be named by its day, so that it has one address. @param {string} id */
const whole = (id) => (/^\d{4}-\d\d-\d\d$/.test(id) ? `case-${id}` : id);

/** The case that came with the page, once: later it would be old. @param {string} id @returns {model.Case | undefined} */
function enclosed(id) {
  const script = globalThis.document?.querySelector("#enclosed");
  if (!script) return undefined;
  script.remove();
  /** @type {model.Case} */
  const view = JSON.parse(script.textContent);
  if (!["today", view.id].includes(whole(id))) return undefined;
  keepAnswer(`${BASE}api/case/${whole(id)}`);
  return view;
}

/** Makes today's case if there is none; ends once it can be read. @returns {Promise<model.Generated>} */
export const generate = () => call("case/generate", { method: "POST", seconds: 240 });

/** @type {(id: string) => Promise<model.ImageStatus>} */
export const imageStatus = (id) => call(`case/${id}/image-status`);

/** Where a case's events are streamed. @type {(id: string) => string} */
export const eventsUrl = (id) => `${BASE}api/case/${id}/events`;

/** @type {(id: string, user: string) => Promise<model.Player>} */
export const getPlayer = (id, user) => call(`player-state/${whole(id)}/${user}`);

/** @type {(search: model.SearchRequest) => Promise<model.SearchResult>} */
export const search = (body) => call("location/search", { body });

/** @type {(suspectId: string, question: model.AskRequest) => Promise<model.Reply>} */
export const ask = (suspectId, body) => call(`chat/${suspectId}`, { body, seconds: 90 });

/** @type {(suspectId: string, user: string) => Promise<model.Conversation>} */
export const conversation = (suspectId, user) => call(`conversation/${suspectId}/${user}`);

/** @type {(id: string, user: string) => Promise<model.Notebook>} */
export const getNotebook = (id, user) => call(`notebook/${id}/${user}`);

/** Replaces the revision that book says; 409 when there is a newer one.
 * @type {(id: string, user: string, book: model.Notebook) => Promise<model.Notebook>} */
export const putNotebook = (id, user, { notes, grid, timeline, pins, revision }) => {
  const body = { notes, grid, timeline, pins, revision };
  const keepalive = JSON.stringify(body).length < 20_000; // Browsers refuse more than 64 KiB.
  return call(`notebook/${id}/${user}`, { method: "PUT", keepalive, body });
};

/** @type {(id: string, user: string) => Promise<model.Hints>} */
export const getHints = (id, user) => call(`hints/${id}/${user}`);

/** @type {(id: string, user: string) => Promise<model.Hints>} */
export const nextHint = (id, user) => call("hint", { body: { caseId: id, userId: user } });

/** @type {(submission: model.Submission) => Promise<model.Verdict>} */
export const submit = (body) => call("submit", { body, seconds: 90 });

/** @type {(id: string, user: string) => Promise<model.Solution>} */
export const solution = (id, user) => call(`case/${id}/solution?userId=${user}`);

/** @type {(id: string, user: string) => Promise<model.Leaderboard>} */
export const leaderboard = (id, user) => call(`leaderboard/${id}?limit=10&userId=${user}`);

/** @type {(id: string) => Promise<model.Stats>} */
export const stats = (id) => call(`stats/${id}`);

/** @type {(before: string) => Promise<model.Archive>} */
export const archive = (before) => call(`cases?limit=24${before ? `&before=${encodeURIComponent(before)}` : ""}`);

/** What a player has done in all cases. @type {(user: string) => Promise<model.Profile>} */
export const profile = (user) => call(`player/${user}`);

/** A code to become this player on another device. @type {(user: string) => Promise<model.Transferred>} */
export const transfer = (user) => call(`player/${user}/transfer`, { method: "POST" });

/** The player of a code. @type {(code: string) => Promise<model.Claimed>} */
export const claim = (code) => call("player/claim", { body: { code } });

/** Removes everything that is kept of a player. @param {string} user */
export const erase = (user) => call(`player/${user}`, { method: "DELETE" });

/** Where everything that is kept of a player can be had. @type {(user: string) => string} */
export const exportUrl = (user) => `${BASE}api/player/${user}/export`;
