import { api, type Page, type TicketItem } from "@havendesk/shared/api";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { keys, queries } from "../../../app/queries";
import { onTickets } from "../../live/live";
import type { TicketPages } from "../actions/cache";

const pageSize = 50;

const fetchPage = (view: string, q: string, cursor: string, signal?: AbortSignal) =>
  api.get<Page<TicketItem>>("/rest/tickets", { view, q, cursor, limit: pageSize }, signal);

/**
 * The tickets of a view, more at a time. What is new comes in by itself while the top of the list is seen; else it
 * waits, counted in `arrived`, so that nothing moves under the reader's eyes.
 */
export function useTicketList(view: string, q: string) {
  const query = useInfiniteQuery({
    queryKey: keys.list(view, q),
    queryFn: ({ pageParam, signal }) => fetchPage(view, q, pageParam, signal),
    initialPageParam: "",
    getNextPageParam: page => page.next ?? undefined,
  });
  const items = useMemo(() => unique(query.data?.pages.flatMap(page => page.items) ?? []), [query.data]);
  const { arrived, showArrived, atTop } = useArrivals(view, q);
  return { ...query, items, arrived, showArrived, atTop };
}

function useArrivals(view: string, q: string) {
  const [arrived, setArrived] = useState(0);
  const top = useRef(true);

  const takeIn = useCallback(async () => {
    const key = keys.list(view, q);
    if (!queries.getQueryData(key)) return;
    const fresh = await fetchPage(view, q, "").catch(() => null);
    const shown = queries.getQueryData<TicketPages>(key);
    if (!fresh || !shown) return;
    if (top.current) {
      setArrived(0);
      queries.setQueryData<TicketPages>(key, { pages: [fresh], pageParams: [""] });
    } else {
      queries.setQueryData<TicketPages>(key, inPlace(shown, fresh));
      setArrived(strangers(shown, fresh));
    }
  }, [view, q]);

  useEffect(() => {
    setArrived(0);
    top.current = true;
    return onTickets(() => void takeIn());
  }, [takeIn]);

  const showArrived = useCallback(() => {
    top.current = true;
    void takeIn();
  }, [takeIn]);

  const atTop = useCallback(
    (isAtTop: boolean) => {
      const came = isAtTop && !top.current;
      top.current = isAtTop;
      if (came && arrived > 0) void takeIn();
    },
    [arrived, takeIn],
  );
  return { arrived, showArrived, atTop };
}

/** Each ticket that is shown keeps its row, with what is new about it. */
function inPlace(shown: TicketPages, fresh: Page<TicketItem>): TicketPages {
  const byId = new Map(fresh.items.map(item => [item.id, item]));
  const pages = shown.pages.map(page => ({
    ...page,
    items: page.items.map(item => byId.get(item.id) ?? item),
  }));
  return { ...shown, pages };
}

function strangers(shown: TicketPages, fresh: Page<TicketItem>): number {
  const seen = new Set(shown.pages.flatMap(page => page.items.map(item => item.id)));
  return fresh.items.filter(item => !seen.has(item.id)).length;
}

function unique(items: TicketItem[]): TicketItem[] {
  const seen = new Set<string>();
  return items.filter(item => !seen.has(item.id) && seen.add(item.id));
}
