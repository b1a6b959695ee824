import { api, type Address, type Draft, type FileRef, type Ticket } from "@havendesk/shared/api";
import { useCallback, useEffect, useRef, useState } from "react";
import { changeTicket } from "../actions/cache";
import type { Mode } from "./mode";
import { onWire } from "./wire";

export interface Writing {
  html: string;
  to: Address[];
  cc: Address[];
  bcc: Address[];
  attachments: FileRef[];
}

export type Saving = "untouched" | "waiting" | "saved" | "failed";

const pause = 900;

export const isWritten = ({ html, attachments }: Writing) => html !== "" || attachments.length > 0;

/** Whom a reply goes to, before anybody changes it. */
export function recipients(ticket: Ticket, mode: Mode): Pick<Writing, "to" | "cc" | "bcc"> {
  const { replyTo, contact, cc } = ticket;
  const answered: Address | null = typeof replyTo === "string" ? { email: replyTo } : (replyTo ?? contact);
  const to = answered && {
    name: answered.name || (answered.email === contact?.email ? contact.name : null),
    email: answered.email,
  };
  return { to: to ? [to] : [], cc: mode === "replyAll" ? cc : [], bcc: [] };
}

/**
 * What the agent is writing in a ticket. It is stored by itself a moment after each change, and when the ticket is
 * left or the page goes away, so that it is there again whatever happens.
 */
export function useDraft(ticket: Ticket, mode: Mode) {
  const [writing, setWriting] = useState<Writing>(() => begun(ticket, mode));
  const [saving, setSaving] = useState<Saving>(ticket.draft ? "saved" : "untouched");
  const unsaved = useRef<Draft | "nothing" | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const save = useCallback(
    async (keepalive = false) => {
      clearTimeout(timer.current);
      const draft = unsaved.current;
      if (draft === null) return;
      unsaved.current = null;
      const path = `/rest/tickets/${ticket.id}/draft`;
      changeTicket(ticket.id, open => ({ ...open, draft: draft === "nothing" ? null : draft }));
      try {
        if (draft === "nothing") await api.delete(path, { keepalive });
        else await api.put(path, { kind: draft.kind, html: draft.html, ...onWire(draft) }, { keepalive });
        setSaving(unsaved.current === null ? "saved" : "waiting");
      } catch {
        unsaved.current ??= draft;
        setSaving("failed");
        timer.current = setTimeout(() => void save(), 5000);
      }
    },
    [ticket.id],
  );

  const change = useCallback(
    (part: Partial<Writing>) => {
      setWriting(before => {
        const next = { ...before, ...part };
        unsaved.current = isWritten(next) ? draftOf(next, mode) : "nothing";
        return next;
      });
      setSaving("waiting");
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void save(), pause);
    },
    [mode, save],
  );

  useEffect(() => {
    const away = () => void save(true);
    window.addEventListener("pagehide", away);
    return () => {
      window.removeEventListener("pagehide", away);
      void save();
    };
  }, [save]);

  /** Throws away what was written, here and on the server. */
  const discard = useCallback(() => {
    unsaved.current = "nothing";
    void save();
  }, [save]);

  return { writing, change, saving, save, discard };
}

function begun(ticket: Ticket, mode: Mode): Writing {
  const { draft } = ticket;
  if (!draft) return { html: "", attachments: [], ...recipients(ticket, mode) };
  const people = draft.to?.length
    ? { to: draft.to, cc: draft.cc ?? [], bcc: draft.bcc ?? [] }
    : recipients(ticket, mode);
  return { html: draft.html, attachments: draft.attachments, ...people };
}

const draftOf = (writing: Writing, mode: Mode): Draft => ({
  ...writing,
  kind: mode === "note" ? "note" : "reply",
  savedAt: new Date().toISOString(),
});
