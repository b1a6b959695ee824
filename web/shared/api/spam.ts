/** The shapes of the spam filter as they travel over /rest. */

export type Verdict = "inbox" | "suspected" | "quarantine";
export type Because = "filter" | "allowed" | "blocked" | "relay" | "trap" | "source";

export type ReasonKind =
  | "text"
  | "subject"
  | "sender"
  | "recipient"
  | "route"
  | "link"
  | "markup"
  | "attachment"
  | "channel"
  | "header"
  | "capitals"
  | "number";

export interface Reason {
  kind: ReasonKind;
  word: string;
  /** In log-odds; above 0 towards spam. */
  weight: number;
}

export interface Judgement {
  verdict: Verdict;
  because: Because;
  /** By the filter alone, 0 to 1. */
  probability: number;
  at: string;
  /** What an agent said afterwards; nothing when nobody did. */
  spam: boolean | null;
  /** The heaviest first; empty once they are no longer kept. */
  reasons: Reason[];
}

export interface SpamSettings {
  /** The share of good messages that may be held back by mistake. */
  hamLoss: number;
  holding: boolean;
}

export interface SpamDay {
  /** A date without a time, in the zone that was asked for. */
  day: string;
  judged: number;
  inbox: number;
  suspected: number;
  quarantined: number;
  heldWrongly: number;
  warnedWrongly: number;
  missed: number;
  /** Of those held back, sent to an address that nobody uses. */
  trapped: number;
  /** Told to come again, because too many came at once; these are not judged. */
  turnedAway: number;
}

/** How well the filter judged some messages that were marked next to each other. */
export interface SpamPoint {
  marks: number;
  of: number;
  wrong: number;
  heldWrongly: number;
}

export interface SpamReport {
  days: SpamDay[];
  curve: SpamPoint[];
}

export type SenderSide = "allow" | "block";

export interface ListedSender {
  id: string;
  side: SenderSide;
  kind: "address" | "domain" | "network";
  sender: string;
  by: string | null;
  at: string;
}

export interface SpamMark {
  id: string;
  /** Nothing when the message is of no ticket any more. */
  ticket: { id: string; code: string; subject: string } | null;
  /** How the message came; nothing when it was judged too long ago. */
  channel: string | null;
  by: string | null;
  spam: boolean;
  strength: "mark" | "hint";
  outcome: "learned" | "unchanged" | "over_limit" | "nothing_kept";
  at: string;
  undoneAt: string | null;
  undoneBy: string | null;
}
