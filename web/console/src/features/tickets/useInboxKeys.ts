import { typeAhead, useShortcuts } from "@havendesk/shared/ui";
import { useNavigate } from "@tanstack/react-router";
import type { Inbox, Menu } from "./inbox";
import { useComposerMode } from "./reply/mode";

/** The keys of the inbox. What they act on is the selection, or else the ticket at the cursor. */
export function useInboxKeys(inbox: Inbox) {
  const navigate = useNavigate();
  const write = useComposerMode(state => state.begin);
  const step = (by: number) => {
    const index = inbox.items.findIndex(item => item.id === inbox.cursor);
    const next = index < 0 ? inbox.items[0] : inbox.items[index + by];
    if (next) inbox.moveTo(next.id);
  };
  const openMenu = (menu: Menu) => {
    if (inbox.selected.size === 0 && !inbox.openId && inbox.cursor) inbox.select(inbox.cursor);
    inbox.setMenu(menu);
  };
  const answer = (mode: "reply" | "replyAll" | "note") => {
    const id = inbox.cursor;
    if (!id) return;
    if (inbox.openId !== id) inbox.open(id);
    write(id, mode);
    typeAhead();
  };
  const current = inbox.items.find(item => item.id === inbox.cursor);

  useShortcuts({
    j: () => step(1),
    k: () => step(-1),
    ArrowDown: event => (isInList(event) ? step(1) : false),
    ArrowUp: event => (isInList(event) ? step(-1) : false),
    Enter: event => (isInList(event) && inbox.cursor ? inbox.open(inbox.cursor) : false),
    o: () => inbox.cursor !== null && inbox.open(inbox.cursor),
    x: () => inbox.cursor !== null && inbox.select(inbox.cursor),
    e: () => inbox.act({ name: current?.status === "resolved" ? "reopen" : "resolve" }),
    "#": () => inbox.act({ name: inbox.view === "deleted" ? "restore" : "delete" }),
    "!": () => inbox.act({ name: inbox.view === "spam" || current?.status === "spam" ? "notSpam" : "spam" }),
    h: () => inbox.act({ name: "notSpam" }),
    u: () => inbox.act({ name: current?.unread ? "read" : "unread" }),
    a: () => openMenu("assign"),
    s: () => openMenu("postpone"),
    r: () => answer("reply"),
    R: () => answer("replyAll"),
    n: () => answer("note"),
    c: () => {
      void navigate({ to: "/inbox/$view/new", params: { view: inbox.view } });
      typeAhead();
    },
    "/": () => document.getElementById("search")?.focus(),
    Escape: () => {
      if (inbox.selected.size > 0) inbox.clearSelection();
      else if (inbox.openId) inbox.close();
      else return false;
    },
  });
}

const isInList = (event: KeyboardEvent) =>
  event.target === document.body ||
  (event.target instanceof HTMLElement && event.target.closest("[data-ticket]") !== null);
