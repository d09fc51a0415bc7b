// What the API's answers are called in the client.
import type { Points } from "../cases/cb-points.js";
import type { Find } from "../play/cb-find.js";
import type { Standings } from "../play/cb-standings.js";
import type { Countdown } from "./cb-countdown.js";
import type { CasebookPicture } from "./cb-picture.js";

export type Tone = "cooperative" | "nervous" | "defensive" | "aggressive";
export type Effort = "quick" | "thorough" | "exhaustive";
export type Question = "who" | "what" | "where" | "when" | "why" | "how";
export type Answers = Record<Question, string>;

export interface Variant {
  url: string;
  width: number;
  height: number;
  format: string;
}
export interface Image {
  url: string;
  width: number;
  height: number;
  bytes: number;
  blurHash?: string;
  color?: string;
  variants: Variant[] | null;
  alt: string;
  state: "pending" | "generating" | "stored" | "temporary" | "placeholder" | "failed";
}
export interface Mood {
  suspicionLevel: number;
  tone: Tone;
}
export interface Suspect {
  id: string;
  caseId: string;
  name: string;
  archetype: string;
  background: string;
  personality: string;
  emotionalState: Mood;
  hasProfileImage: boolean;
  profileImageUrl?: string;
}
export interface Place {
  id: string;
  name: string;
  description: string;
  emoji: string;
  imageUrl?: string;
}
export interface Intro {
  discovery: { timeLocation: string; victimStatement: string; constraint: string };
  suspects: {
    suspectCards: { suspectId: string; name: string; role: string; claim: string }[] | null;
    constraintStatement: string;
    tensionLine: string;
  };
  challenge: { statementLine1: string; statementLine2: string; statementLine3: string; question: string; cta: string };
}
export interface Case {
  id: string;
  date: string;
  language: string;
  title: string;
  victim: { name: string; background: string; relationship: string };
  weapon: { name: string; description: string };
  location: { name: string; description: string; atmosphere: string };
  suspects: Suspect[];
  imageUrl?: string;
  introSlides?: Intro;
  locations: Place[];
  evidence: { id: string }[];
  actionPoints: { initial: number; maximum: number; costs: Record<Effort, number> };
  answerOptions: Record<Question, string[]>;
  images: Record<string, Image>;
  cinematicImages: Partial<Record<"discovery" | "suspects" | "challenge", string>>;
  imageStatus: "pending" | "generating" | "completed" | "partial" | "failed";
  generatedAt: number;
  difficulty: string;
  nextCaseAt: string;
  commitment: string;
  provenance: { text: string; pictures: string };
}
export interface Evidence {
  id: string;
  type: string;
  name: string;
  description: string;
  discoveryHint: string;
  interpretationHint: string;
  relevance: "critical" | "important" | "minor";
  discoveryDifficulty: string;
  foundAtLocationId: string;
  imageAlt?: string;
  imageUrl?: string;
}
export interface Found extends Evidence {
  discoveredAt: string | number;
  discoveryMethod: string;
  locationId: string;
}
export interface Searched {
  locationId: string;
  searchType: Effort;
  timestamp: string | number;
  evidenceFound: string[] | null;
}
export interface Player {
  caseId: string;
  userId: string;
  discoveredEvidence: Found[];
  searchHistory: Searched[];
  actionPoints: {
    current: number;
    total: number;
    spent: number;
    initial: number;
    acquiredTopics: string[] | null;
    emergencyAPUsed: boolean;
  };
  submitted: boolean;
}
export interface SearchResult {
  evidenceFound: Evidence[];
  actionCost: number;
  alreadySearched: boolean;
  playerState: { currentAP: number; totalAP: number; spentAP: number };
}
export interface Reply {
  aiResponse: string;
  emotionalState: Mood;
  playerState: { currentAP: number; totalAP: number; spentAP: number };
  apAcquisition?: { amount: number; reason: string; newTotal: number };
}
export interface Message {
  role: "user" | "suspect";
  content: string;
  timestamp: number;
}
export interface Mark {
  score: number;
  isCorrect: boolean;
  feedback: string;
}
export interface Verdict {
  userId: string;
  caseId: string;
  score: number;
  totalScore: number;
  isCorrect: boolean;
  breakdown: Record<Question, Mark>;
  submittedAt: number;
  rank: number;
  totalParticipants: number;
  solution: Answers;
  explanation: string;
}
export interface Solution {
  caseId: string;
  solution: Answers;
  explanation: string;
  reasoning: { text: string; clues: string[] | null }[];
  salt: string;
}
export interface Ranked {
  userId: string;
  displayName: string;
  score: number;
  isCorrect: boolean;
  submittedAt: number;
  rank: number;
  you?: boolean;
}
export interface Stats {
  totalSubmissions: number;
  correctSubmissions: number;
  averageScore: number;
  highestScore: number;
  lowestScore: number;
}
export interface Summary {
  id: string;
  date: string;
  title: string;
  imageUrl: string;
  thumbnail: string;
  difficulty: string;
}
export interface ImageStatus {
  complete: boolean;
  lastUpdated: string;
}

declare global {
  interface HTMLElementTagNameMap {
    "cb-picture": CasebookPicture;
    "cb-countdown": Countdown;
    "cb-find": Find;
    "cb-points": Points;
    "cb-standings": Standings;
    "cb-title": HTMLElement;
    "cb-archive": HTMLElement;
    "cb-board": HTMLElement;
    "cb-lost": HTMLElement;
    "cb-intro": HTMLElement;
    "cb-scene": HTMLElement;
    "cb-places": HTMLElement;
    "cb-place": HTMLElement;
    "cb-suspects": HTMLElement;
    "cb-interview": HTMLElement;
    "cb-evidence": HTMLElement;
    "cb-exhibit": HTMLElement;
    "cb-notebook": HTMLElement;
    "cb-accusation": HTMLElement;
    "cb-verdict": HTMLElement;
  }
}
