// The accounts' side of the operator's API.

import { call } from "./call.js";

/** @typedef {{ name: string, role?: string, scopes: string[], setupNeeded: boolean, passkeys: boolean, noPasskeys?: string, id?: string }} Session */
/** @typedef {{ id: string, name: string, role: string, signedInAt?: string, sessions: number, passkeys: number, pending: boolean }} User */
/** @typedef {{ id: string, role: string, by?: string, expiresAt: string }} Invitation */
/** @typedef {{ id: string, seenAt: string, createdAt: string, address: string, browser: string, current: boolean }} Visit */
/** @typedef {{ id: string, name: string, host: string, createdAt: string, lastUsedAt?: string }} Passkey */
/** @typedef {{ id: string, name: string, scopes: string[], lastUsedAt?: string, expiresAt?: string }} Token */
/** @typedef {{ publicKey: any, state: string }} Ceremony */

const BASE = globalThis.document?.documentElement.dataset.base ?? "/";

/** What whoever is signed in may do. @type {{ scopes: string[] }} */
const mine = { scopes: [] };

/** Whether whoever is signed in may do what needs the scope: what is not allowed is not offered. @param {string} scope */
export const may = (scope) => mine.scopes.includes(scope);

/** Who is signed in. @returns {Promise<Session>} */
export async function session() {
  const me = /** @type {Session} */ (await call("admin/session"));
  mine.scopes = me.scopes;
  return me;
}

/** @type {(account: { code: string, name: string, password: string }) => Promise<unknown>} */
export const setUp = (body) => call("admin/setup", { body });

/** @type {(account: { code: string, name: string, password: string }) => Promise<unknown>} */
export const join = (body) => call("admin/join", { body });

/** @type {(account: { code: string, password: string }) => Promise<unknown>} */
export const useReset = (body) => call("admin/reset", { body });

/** @type {(account: { name: string, password: string }) => Promise<unknown>} */
export const signIn = (body) => call("admin/session", { body });

/** @returns {Promise<unknown>} */
export const signOut = () => call("admin/session", { method: "DELETE" });

/** @returns {Promise<{ users: User[] }>} */
export const allUsers = () => call("admin/users");

/** @type {(id: string, role: string) => Promise<User>} */
export const setRole = (id, role) => call(`admin/users/${id}`, { method: "PUT", body: { role } });

/** @type {(id: string) => Promise<unknown>} */
export const dropUser = (id) => call(`admin/users/${id}`, { method: "DELETE" });

/** A link with which a user chooses a new password. @type {(id: string) => Promise<string>} */
export const resetLink = async (id) => link("reset", await call(`admin/users/${id}/reset`, { method: "POST" }));

/** @type {(id: string) => Promise<{ passkeys: Passkey[] }>} */
export const passkeysOf = (id) => call(`admin/users/${id}/passkeys`);

/** @type {(id: string, passkey: string) => Promise<unknown>} */
export const dropPasskeyOf = (id, passkey) => call(`admin/users/${id}/passkeys/${passkey}`, { method: "DELETE" });

/** @returns {Promise<{ invitations: Invitation[] }>} */
export const allInvitations = () => call("admin/invitations");

/** A link with which somebody joins. @type {(role: string) => Promise<string>} */
export const invite = async (role) => link("join", await call("admin/invitations", { body: { role } }));

/** @type {(id: string) => Promise<unknown>} */
export const dropInvitation = (id) => call(`admin/invitations/${id}`, { method: "DELETE" });

/** @type {(what: string, made: { code: string }) => string} */
const link = (what, { code }) => `${location.origin}${BASE}operator#${what}=${code}`;

/** @type {(passwords: { old: string, password: string }) => Promise<unknown>} */
export const setPassword = (body) => call("admin/password", { method: "PUT", body });

/** @returns {Promise<{ sessions: Visit[] }>} */
export const allSessions = () => call("admin/sessions");

/** @type {(id: string) => Promise<unknown>} */
export const endSession = (id) => call(`admin/sessions/${id}`, { method: "DELETE" });

/** @returns {Promise<unknown>} */
export const endOthers = () => call("admin/sessions", { method: "DELETE" });

/** @returns {Promise<{ passkeys: Passkey[] }>} */
export const allPasskeys = () => call("admin/passkeys");

/** @type {(id: string) => Promise<unknown>} */
export const dropPasskey = (id) => call(`admin/passkeys/${id}`, { method: "DELETE" });

/** Whether this browser knows passkeys. */
export const knowsPasskeys = () => Boolean(globalThis.PublicKeyCredential && navigator.credentials);

/**
 * Has the browser make a passkey, and keeps it.
 * @param {string} name @param {string} password once more; if it is empty, a passkey is shown instead
 */
export async function makePasskey(name, password) {
  const body = password ? { password } : await shownPasskey();
  const { publicKey, state } = /** @type {Ceremony} */ (await call("admin/passkeys/begin", { body }));
  const options = PublicKeyCredential.parseCreationOptionsFromJSON(publicKey);
  const credential = await asked(() => navigator.credentials.create({ publicKey: options }));
  await call("admin/passkeys", { body: { state, name, credential } });
}

/** Signs in with a passkey of whoever it belongs to. */
export async function signInWithPasskey() {
  await call("admin/session/passkey", { body: await shownPasskey() });
}

/** What the browser answers when it is asked for a passkey. */
async function shownPasskey() {
  const { publicKey, state } = /** @type {Ceremony} */ (await call("admin/session/passkey/begin", { method: "POST" }));
  const options = PublicKeyCredential.parseRequestOptionsFromJSON(publicKey);
  return { state, credential: await asked(() => navigator.credentials.get({ publicKey: options })) };
}

/** @param {() => Promise<Credential | null>} ask */
async function asked(ask) {
  try {
    const credential = /** @type {PublicKeyCredential | null} */ (await ask());
    if (credential) return credential.toJSON();
  } catch (error) {
    if (error instanceof DOMException && error.name === "InvalidStateError")
      throw new Error("This device has a passkey of yours for this address already.");
  }
  throw new Error("The browser gave no passkey: it was cancelled, took too long, or there is none for this address.");
}

/** @returns {Promise<{ tokens: Token[] }>} */
export const allTokens = () => call("admin/tokens");

/** @type {(token: { name: string, scopes: string[], expiresAt?: string }) => Promise<Token & { secret: string }>} */
export const makeToken = (body) => call("admin/tokens", { body });

/** @type {(id: string) => Promise<unknown>} */
export const dropToken = (id) => call(`admin/tokens/${id}`, { method: "DELETE" });
