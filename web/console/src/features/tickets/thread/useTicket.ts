import { api, type Message, type Ticket } from "@havendesk/shared/api";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { keys, queries } from "../../../app/queries";

const ticketQuery = (id: string) =>
  queryOptions({
    queryKey: keys.ticket(id),
    queryFn: async ({ signal }) => {
      const fresh = await api.get<Ticket>(`/rest/tickets/${id}`, {}, signal);
      return withEarlier(fresh, queries.getQueryData<Ticket>(keys.ticket(id)));
    },
  });

export const useTicket = (id: string) => useQuery(ticketQuery(id));

/** Fetches a ticket that is likely to be opened next. */
export const prefetchTicket = (id: string) => void queries.prefetchQuery(ticketQuery(id));

/** Keeps the older messages that were loaded by hand. */
function withEarlier(fresh: Ticket, shown: Ticket | undefined): Ticket {
  const oldest = fresh.messages[0];
  if (!shown || !oldest || fresh.earlierMessages === null) return fresh;
  const known = new Set(fresh.messages.map(message => message.id));
  const earlier = shown.messages.filter(message => !known.has(message.id) && message.at <= oldest.at);
  return earlier.length === 0
    ? fresh
    : { ...fresh, messages: [...earlier, ...fresh.messages], earlierMessages: shown.earlierMessages };
}

interface Earlier {
  items?: Message[];
  messages?: Message[];
  next?: string | null;
  earlierMessages?: string | null;
}

/** Loads the messages before the oldest shown one. */
export async function loadEarlier(ticket: Ticket): Promise<void> {
  const page = await api.get<Earlier>(`/rest/tickets/${ticket.id}/messages`, {
    before: ticket.earlierMessages,
  });
  const older = page.items ?? page.messages ?? [];
  queries.setQueryData<Ticket>(
    keys.ticket(ticket.id),
    shown =>
      shown && {
        ...shown,
        messages: [...older, ...shown.messages],
        earlierMessages: page.next ?? page.earlierMessages ?? null,
      },
  );
}
