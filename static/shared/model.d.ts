// What the API's answers are called in the client, and the elements it may make.

import type { Points } from "../cases/cb-points.js";
import type { Move } from "../me/cb-move.js";
import type { Find } from "../play/cb-find.js";
import type { Gathered } from "../play/cb-gathered.js";
import type { Held } from "../play/cb-held.js";
import type { Hints as HintsLeaf } from "../play/cb-hints.js";
import type { Jottings } from "../play/cb-jottings.js";
import type { Motives } from "../play/cb-motives.js";
import type { Pin as PinButton } from "../play/cb-pin.js";
import type { Pins } from "../play/cb-pins.js";
import type { Plan } from "../play/cb-plan.js";
import type { Seal } from "../play/cb-seal.js";
import type { Share } from "../play/cb-share.js";
import type { Standings } from "../play/cb-standings.js";
import type { Timeline } from "../play/cb-timeline.js";
import type { Zoom } from "../play/cb-zoom.js";
import type { Countdown } from "./cb-countdown.js";
import type { CasebookPicture } from "./cb-picture.js";
import type { components } from "./openapi";

type Schemas = components["schemas"];

export type Answers = Schemas["Answers"];
export type Archive = Schemas["ArchivePage"];
export type Case = Schemas["Case"];
export type Conversation = Schemas["Conversation"];
export type Evidence = Schemas["Item"];
export type Generated = Schemas["Generated"];
export type Hints = Schemas["Hints"];
export type Image = Schemas["Image"];
export type ImageStatus = Schemas["ImageStatus"];
export type Intro = Schemas["IntroSlides"];
export type Leaderboard = Schemas["Leaderboard"];
export type Message = Schemas["Message"];
export type Moment = Schemas["Moment"];
export type Mood = Schemas["Emotional"];
export type Notebook = Schemas["Notebook"];
export type Pin = Schemas["Pin"];
export type Place = Schemas["Location"];
export type Player = Schemas["State"];
export type Claimed = Schemas["Claimed"];
export type Profile = Schemas["Profile"];
export type Ranked = Schemas["Row"];
export type Record = Schemas["Record"];
export type Reply = Schemas["Answer"];
export type SearchResult = Schemas["SearchResult"];
export type Searched = Schemas["SearchRecord"];
export type Solution = Schemas["Solution"];
export type Stats = Schemas["Stats"];
export type Summary = Schemas["ArchivedCase"];
export type Suspect = Schemas["Suspect"];
export type Transferred = Schemas["Transferred"];
export type Verdict = Schemas["Result"];

export type Question = keyof Answers;
export type Effort = Searched["searchType"];

export type AskRequest = Schemas["AskRequest"];
export type SearchRequest = Schemas["SearchRequest"];
export type Submission = Schemas["Submission"];

declare global {
  interface HTMLElementTagNameMap {
    "cb-accusation": HTMLElement;
    "cb-archive": HTMLElement;
    "cb-board": HTMLElement;
    "cb-countdown": Countdown;
    "cb-evidence": HTMLElement;
    "cb-exhibit": HTMLElement;
    "cb-find": Find;
    "cb-gathered": Gathered;
    "cb-held": Held;
    "cb-hints": HintsLeaf;
    "cb-interview": HTMLElement;
    "cb-intro": HTMLElement;
    "cb-jottings": Jottings;
    "cb-lost": HTMLElement;
    "cb-me": HTMLElement;
    "cb-move": Move;
    "cb-motives": Motives;
    "cb-notebook": HTMLElement;
    "cb-picture": CasebookPicture;
    "cb-pin": PinButton;
    "cb-pins": Pins;
    "cb-place": HTMLElement;
    "cb-places": HTMLElement;
    "cb-plan": Plan;
    "cb-points": Points;
    "cb-scene": HTMLElement;
    "cb-seal": Seal;
    "cb-share": Share;
    "cb-standings": Standings;
    "cb-suspects": HTMLElement;
    "cb-timeline": Timeline;
    "cb-title": HTMLElement;
    "cb-verdict": HTMLElement;
    "cb-zoom": Zoom;
  }
}
