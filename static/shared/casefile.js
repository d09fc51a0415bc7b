// One case as one player has it open: what the server says of it, and what the
// player has done. Elements listen to it; it tells them what changed.

import { Notes } from "../play/notes.js";
import * as api from "./api.js";
import { CaseView } from "./caseview.js";
import { keepPictures, line } from "./offline.js";
import { playerId } from "./player.js";

/** @import * as model from "./model" */

/** Events: those of CaseView, and `player` when the player's state changed, here or elsewhere. */
export class CaseFile extends CaseView {
  /** Where the tabs of this browser tell each other in which case something was done. */
  #tabs = channel();
  #reads = 0;

  /**
   * @param {model.Case} view
   * @param {model.Player} player
   */
  constructor(view, player) {
    super(view);
    this.player = player;
    this.notes = new Notes(view.id);
    /** The piece of evidence that is to be shown to the next suspect; empty for none. */
    this.showing = "";
    /** The accusation's outcome, once known. @type {model.Verdict | undefined} */
    this.verdict = undefined;
    this.#keepUp();
  }

  /** Reads the state anew when another tab has played on, when this one is seen again, and when the server is back. */
  #keepUp() {
    const { ended: signal } = this;
    const again = () => {
      if (!document.hidden && line.open) this.#catchUp().catch(() => undefined);
    };
    document.addEventListener("visibilitychange", again, { signal });
    line.addEventListener("change", again, { signal });
    const heard = (/** @type {MessageEvent} */ { data }) => data === this.view.id && this.#catchUp().catch(() => {});
    this.#tabs?.addEventListener("message", heard, { signal });
    signal.addEventListener("abort", () => this.#tabs?.close());
    this.addEventListener("pictures", () => this.drawing || keepPictures(this.view), { signal });
    if (!this.drawing) keepPictures(this.view);
  }

  /** Opens a case by id or day. @param {string} id @param {AbortSignal} signal */
  static async open(id, signal) {
    const [view, player] = await Promise.all([api.getCase(id), api.getPlayer(id, playerId())]);
    signal.throwIfAborted();
    return new CaseFile(view, player);
  }

  /** Whether the player has done nothing in this case yet. */
  get untouched() {
    const { searchHistory, actionPoints, submitted } = this.player;
    return searchHistory.length === 0 && actionPoints.total === actionPoints.initial && !submitted;
  }

  /** The place of a find in the order of finding, from 0; -1 when it was not found. @param {string} id */
  exhibit(id) {
    return this.player.discoveredEvidence.findIndex((item) => item.id === id);
  }

  /** How a suspect feels towards the player, and the subjects that earned their point. @param {string} id */
  mood(id) {
    return this.player.suspects.find(({ suspectId }) => suspectId === id);
  }

  /** Reads the player's state anew. */
  async refresh() {
    await this.#read();
    this.dispatchEvent(new Event("player"));
  }

  /** Takes in what was done elsewhere, if anything was. */
  async #catchUp() {
    const before = JSON.stringify(this.player);
    await this.#read();
    if (JSON.stringify(this.player) !== before) this.dispatchEvent(new Event("player"));
  }

  /** Answers may overtake each other: what was asked last holds. */
  async #read() {
    const read = ++this.#reads;
    const player = await api.getPlayer(this.view.id, playerId());
    if (read === this.#reads) this.player = player;
  }

  /** Tells the other tabs, unless the case was left before the answer came. */
  #tell() {
    if (!this.ended.aborted) this.#tabs?.postMessage(this.view.id);
  }

  /** @param {string} locationId @param {model.Effort} searchType */
  async search(locationId, searchType) {
    const result = await api.search({ caseId: this.view.id, userId: playerId(), locationId, searchType });
    await this.#settle(result.playerState.currentAP);
    return result;
  }

  /** @param {string} suspectId @param {string} message */
  async ask(suspectId, message) {
    const reply = await api.ask(suspectId, { caseId: this.view.id, userId: playerId(), message });
    await this.#settle(reply.playerState.currentAP);
    return reply;
  }

  /** Accuses; after the first time the answers do not matter. @param {model.Answers} answers */
  async accuse(answers) {
    this.verdict = await api.submit({ caseId: this.view.id, userId: playerId(), answers });
    if (!this.player.submitted) {
      this.player.submitted = true;
      this.dispatchEvent(new Event("player"));
      this.#tell();
    }
    return this.verdict;
  }

  /** What was done stands even when reading the state anew fails. @param {number} points */
  async #settle(points) {
    this.player.actionPoints.current = points;
    this.#tell();
    await this.refresh().catch(() => this.dispatchEvent(new Event("player")));
  }
}

/** None where the browser is told to keep nothing: some refuse it then. */
function channel() {
  try {
    return new BroadcastChannel("casebook");
  } catch {
    return undefined;
  }
}
