import { api, type Draft, type Ticket } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { dismiss, reasonOf, toast } from "@havendesk/shared/ui";
import { useSyncExternalStore } from "react";
import { keys, queries } from "../../../app/queries";
import { ticketsChanged } from "../../live/live";
import { changeTicket } from "../actions/cache";
import type { Mode } from "./mode";
import type { Writing } from "./useDraft";
import { onWire } from "./wire";

export interface Outgoing {
  /** Also the idempotency key: however often it is tried, it is sent once. */
  id: string;
  ticket: string;
  mode: Mode;
  writing: Writing;
  then?: "resolved";
  state: "held" | "sending" | "failed";
  error?: string;
}

/** How long a reply can still be taken back. */
export const holdFor = 5000;

let all: Outgoing[] = [];
const listeners = new Set<() => void>();
const timers = new Map<string, ReturnType<typeof setTimeout>>();
const toasts = new Map<string, number>();

function change(next: Outgoing[]) {
  all = next;
  listeners.forEach(tell => tell());
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useOutgoing = () => useSyncExternalStore(subscribe, () => all);

/**
 * Sends a reply after a moment in which it can be taken back; a note goes at once. The text is kept until it is stored.
 *
 * @param kept when the draft of it is stored: one that came later would stay behind
 */
export function dispatch(
  entry: Omit<Outgoing, "id" | "state">,
  takenBack: (entry: Outgoing) => void,
  kept: Promise<void>,
): void {
  const held: Outgoing = { ...entry, id: crypto.randomUUID(), state: "held" };
  change([...all, held]);
  if (entry.mode === "note") return void kept.then(() => post(held));
  timers.set(
    held.id,
    setTimeout(() => void post(held), holdFor),
  );
  const text = entry.then ? t("send.heldResolved") : t("send.held");
  const run = () => {
    takeBack(held.id);
    takenBack(held);
  };
  toasts.set(held.id, toast(text, { lasts: holdFor, action: { label: t("common.undo"), run } }));
}

/** Stops a reply that was not sent, and leaves its text as the ticket's draft. */
export function takeBack(id: string): Outgoing | undefined {
  const entry = all.find(found => found.id === id);
  forgetTimer(id);
  change(all.filter(found => found.id !== id));
  if (entry) changeTicket(entry.ticket, ticket => ({ ...ticket, draft: draftOf(entry) }));
  return entry;
}

export const tryAgain = (id: string) => {
  const entry = all.find(found => found.id === id);
  if (entry) void post(entry);
};

async function post(entry: Outgoing, keepalive = false) {
  forgetTimer(entry.id);
  const replace = (part: Partial<Outgoing>) =>
    change(all.map(found => (found.id === entry.id ? { ...found, ...part } : found)));
  replace({ state: "sending", error: undefined });
  try {
    await api.post(pathOf(entry), bodyOf(entry), { idempotencyKey: entry.id, keepalive });
    await stored(entry);
  } catch (error) {
    const reason = reasonOf(error);
    replace({ state: "failed", error: reason });
    toast(t("send.failed", { reason }), {
      tone: "bad",
      action: { label: t("error.retry"), run: () => tryAgain(entry.id) },
    });
  }
}

async function stored(entry: Outgoing) {
  const stillThere = queries.getQueryData<Ticket>(keys.ticket(entry.ticket))?.draft;
  if (stillThere && stillThere.html === entry.writing.html) {
    changeTicket(entry.ticket, ticket => ({ ...ticket, draft: null }));
    await api.delete(`/rest/tickets/${entry.ticket}/draft`).catch(() => {});
  }
  await queries.invalidateQueries({ queryKey: keys.ticket(entry.ticket) });
  change(all.filter(found => found.id !== entry.id));
  ticketsChanged([entry.ticket]);
  void queries.invalidateQueries({ queryKey: keys.views });
}

const pathOf = ({ ticket, mode }: Outgoing) =>
  `/rest/tickets/${ticket}/${mode === "note" ? "notes" : "replies"}`;

function bodyOf({ mode, writing, then }: Outgoing) {
  const { attachments, ...people } = onWire(writing);
  if (mode === "note") return { html: writing.html, attachments };
  return { html: writing.html, ...people, attachments, then };
}

export const draftOf = ({ mode, writing }: Outgoing): Draft => ({
  ...writing,
  kind: mode === "note" ? "note" : "reply",
  savedAt: new Date().toISOString(),
});

function forgetTimer(id: string) {
  clearTimeout(timers.get(id));
  timers.delete(id);
  const shown = toasts.get(id);
  if (shown !== undefined) dismiss(shown);
  toasts.delete(id);
}

const largestParting = 60_000;

/** Leaving the page is no reason to wait any longer: what is held goes now. What is too big for that asks to stay. */
window.addEventListener("pagehide", () => {
  all.filter(entry => entry.state === "held").forEach(entry => void post(entry, true));
});
window.addEventListener("beforeunload", event => {
  const stuck = all.some(
    entry => entry.state !== "held" || JSON.stringify(bodyOf(entry)).length > largestParting,
  );
  if (stuck) event.preventDefault();
});
