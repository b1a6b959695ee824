import { currentZone, instantOf } from "@havendesk/shared/i18n";
import { useNavigate, useSearch } from "@tanstack/react-router";

/** Which entries are shown, as the address has it: an agent's id, the beginning of what was done, two dates. */
export interface Filter {
  who?: string;
  did?: string;
  from?: string;
  until?: string;
}

/** What can be asked for, by how its actions begin. */
export const kinds = [
  { beginning: "", label: "audit.all" },
  { beginning: "session.", label: "audit.kind.session" },
  { beginning: "agent.", label: "audit.kind.agent" },
  { beginning: "security.", label: "audit.kind.security" },
  { beginning: "role.", label: "audit.kind.role" },
  { beginning: "apikey.", label: "audit.kind.apikey" },
  { beginning: "app.", label: "audit.kind.app" },
  { beginning: "provider.", label: "audit.kind.provider" },
  { beginning: "ticket.", label: "audit.kind.ticket" },
  { beginning: "contact.", label: "audit.kind.contact" },
  { beginning: "department.", label: "audit.kind.department" },
  { beginning: "mail", label: "audit.kind.mail" },
  { beginning: "server.", label: "events.servers" },
  { beginning: "spam.", label: "audit.kind.spam" },
  { beginning: "account.", label: "audit.kind.account" },
] as const;

/** The filter in the address, and how it is changed. */
export function useFilter(): [Filter, (change: Filter) => void] {
  const { who, did, from, until } = useSearch({ strict: false }) as Filter;
  const navigate = useNavigate();
  const filter = { who, did, from, until };
  const set = (change: Filter) => {
    const all = Object.entries({ ...filter, ...change }).filter(([, value]) => value);
    void navigate({
      to: "/settings/$section",
      params: { section: "audit" },
      search: Object.fromEntries(all) as object,
      replace: true,
    });
  };
  return [filter, set];
}

/** As the server is asked: the days are those of the agent's clock, the last one to its end. */
export function queryOf({ who, did, from, until }: Filter): Record<string, string> {
  const query = { actor: who, action: did, from: midnight(from, 0), until: midnight(until, 1) };
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value)) as Record<string, string>;
}

function midnight(date: string | undefined, daysLater: number): string | undefined {
  const [year, month, day] = (date ?? "").split("-").map(Number);
  if (!year || !month || !day) return undefined;
  return instantOf({ year, month, day: day + daysLater, hour: 0, minute: 0 }, currentZone()).toISOString();
}
