import type { Page, Ticket, TicketItem, ViewCount } from "@havendesk/shared/api";
import type { InfiniteData } from "@tanstack/react-query";
import { keys, queries } from "../../../app/queries";

export type TicketPages = InfiniteData<Page<TicketItem>, string>;
type AnyTicket = Omit<TicketItem, "messages">;

/** Every list in the cache with the view it shows ("" for a search over everything). */
export function changeLists(change: (items: TicketItem[], view: string) => TicketItem[]) {
  for (const [key, data] of queries.getQueriesData<TicketPages>({ queryKey: keys.lists })) {
    if (!data) continue;
    const view = String(key[2] ?? "");
    const pages = data.pages.map(page => ({ ...page, items: change(page.items, view) }));
    queries.setQueryData(key, { ...data, pages });
  }
}

export function changeTicket(id: string, change: (ticket: Ticket) => Ticket) {
  queries.setQueryData<Ticket>(keys.ticket(id), ticket => ticket && change(ticket));
}

/** What is known of these tickets, from wherever it is held. */
export function known(ids: string[]): AnyTicket[] {
  const found = new Map<string, AnyTicket>();
  eachListed(item => ids.includes(item.id) && found.set(item.id, item));
  for (const id of ids) {
    const ticket = queries.getQueryData<Ticket>(keys.ticket(id));
    if (ticket) found.set(id, ticket);
  }
  return [...found.values()];
}

function eachListed(look: (item: TicketItem) => void) {
  for (const [, data] of queries.getQueriesData<TicketPages>({ queryKey: keys.lists })) {
    data?.pages.forEach(page => page.items.forEach(look));
  }
}

/** Remembers all lists, counts and these tickets; the answer puts them back. */
export function snapshot(ids: string[]): () => void {
  const lists = queries.getQueriesData({ queryKey: keys.lists });
  const views = queries.getQueryData(keys.views);
  const tickets = ids.map(id => [id, queries.getQueryData<Ticket>(keys.ticket(id))] as const);
  return () => {
    lists.forEach(([key, data]) => queries.setQueryData(key, data));
    queries.setQueryData(keys.views, views);
    tickets.forEach(([id, ticket]) => ticket && queries.setQueryData(keys.ticket(id), ticket));
  };
}

export function changeCounts(change: (view: ViewCount) => ViewCount) {
  queries.setQueryData<Page<ViewCount>>(
    keys.views,
    views => views && { ...views, items: views.items.map(change) },
  );
}
