import type { TicketItem } from "@havendesk/shared/api";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useState } from "react";
import { act as actOn } from "./actions/act";
import { after, belongs, type Action } from "./actions/actions";
import { changeLists } from "./actions/cache";
import type { Inbox, Menu } from "./inbox";
import { useSession } from "../session/session";
import { prefetchTicket } from "./thread/useTicket";

/** Holds the agent's place in a view and moves it on when the ticket they worked on leaves the view. */
export function useInboxState(view: string, q: string, items: TicketItem[]): Inbox {
  const { ticketId = null } = useParams({ strict: false });
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const me = useSession().agent.id;
  const [kept, setKept] = useState<string | null>(ticketId);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [anchor, setAnchor] = useState<string | null>(null);
  const [menu, setMenu] = useState<Menu>(null);
  const cursor = ticketId ?? kept;

  useEffect(() => {
    setSelected(new Set());
    setAnchor(null);
    setMenu(null);
  }, [view, q]);
  useEffect(() => {
    if (ticketId) setKept(ticketId);
    setMenu(null);
  }, [ticketId]);

  const open = useCallback(
    (id: string) => {
      const { q: query, within } = search;
      void navigate({
        to: "/inbox/$view/$ticketId",
        params: { view, ticketId: id },
        search: { q: query, within },
      });
    },
    [navigate, view, search],
  );
  const close = useCallback(() => {
    const { q: query, within } = search;
    void navigate({ to: "/inbox/$view", params: { view }, search: { q: query, within } });
  }, [navigate, view, search]);

  const select = useCallback(
    (id: string, range = false) => {
      setSelected(before => (range && anchor ? withRange(before, items, anchor, id) : toggled(before, id)));
      setAnchor(id);
    },
    [anchor, items],
  );

  const act = useCallback(
    (action: Action, ids?: string[]) => {
      const targets = ids ?? (selected.size > 0 ? [...selected] : cursor ? [cursor] : []);
      if (targets.length === 0) return;
      const next = follower(items, targets, action, view, me);
      const leaves = next !== undefined;
      void actOn(targets, action, () => leaves && ticketId && targets.includes(ticketId) && open(ticketId));
      if (!ids) setSelected(new Set());
      if (!leaves) return;
      if (ticketId && targets.includes(ticketId)) return next ? open(next) : close();
      if (cursor && targets.includes(cursor)) setKept(next);
    },
    [selected, cursor, items, view, me, ticketId, open, close],
  );

  const moveTo = useCallback(
    (id: string) => {
      setKept(id);
      if (ticketId) open(id);
      else prefetchTicket(id);
    },
    [ticketId, open],
  );
  const moveOn = useCallback(
    (id: string) => {
      const next = follower(items, [id], { name: "resolve" }, view, me);
      if (next === undefined) return;
      changeLists((listed, shown) => (shown === view ? listed.filter(item => item.id !== id) : listed));
      if (next) open(next);
      else close();
    },
    [items, view, me, open, close],
  );
  const clearSelection = useCallback(() => setSelected(new Set()), []);

  return useMemo(
    () => ({
      view,
      q,
      items,
      cursor,
      openId: ticketId,
      selected,
      menu,
      moveTo,
      open,
      close,
      select,
      clearSelection,
      setMenu,
      act,
      moveOn,
    }),
    [
      view,
      q,
      items,
      cursor,
      ticketId,
      selected,
      menu,
      moveTo,
      open,
      close,
      select,
      clearSelection,
      act,
      moveOn,
    ],
  );
}

/** The ticket to go on with when these leave the view: the next below, else the one above; undefined when they stay. */
function follower(
  items: TicketItem[],
  ids: string[],
  action: Action,
  view: string,
  me: string,
): string | null | undefined {
  const index = items.findIndex(item => ids.includes(item.id));
  const first = items[index];
  if (!first || belongs(after(first, action), view, me)) return undefined;
  const others = items.filter(item => !ids.includes(item.id));
  return (items.slice(index).find(item => !ids.includes(item.id)) ?? others.at(-1))?.id ?? null;
}

function toggled(before: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(before);
  if (!next.delete(id)) next.add(id);
  return next;
}

function withRange(
  before: ReadonlySet<string>,
  items: TicketItem[],
  from: string,
  to: string,
): ReadonlySet<string> {
  const [start, end] = [from, to].map(id => items.findIndex(item => item.id === id)).sort((a, b) => a - b);
  const between = start === undefined || end === undefined || start < 0 ? [] : items.slice(start, end + 1);
  return new Set([...before, ...between.map(item => item.id)]);
}
