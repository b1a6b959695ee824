import { Problem } from "@havendesk/shared/api";
import { QueryClient } from "@tanstack/react-query";

/** The one cache of what the server said. It is told by the live connection what has gone stale; nothing polls. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: false,
      retry: (count, error) =>
        count < 2 && (!(error instanceof Problem) || error.status === 0 || error.status >= 500),
      retryDelay: attempt => 600 * 2 ** attempt,
    },
  },
});

/** Who asks for what, by name; everything that goes stale is named here. */
export const keys = {
  session: ["session"] as const,
  views: ["views"] as const,
  lists: ["tickets", "list"] as const,
  list: (view: string, q: string) => ["tickets", "list", view, q] as const,
  ticket: (id: string) => ["tickets", "one", id] as const,
  judgement: (id: string) => ["tickets", "one", id, "judgement"] as const,
  spam: ["spam"] as const,
  spamReport: (days: number) => ["spam", "report", days] as const,
  spamSettings: ["spam", "settings"] as const,
  spamSenders: ["spam", "senders"] as const,
  spamMarks: ["spam", "marks"] as const,
  spamTraps: ["spam", "traps"] as const,
  spamRelays: ["spam", "relays"] as const,
  agents: ["agents"] as const,
  departments: ["departments"] as const,
  contacts: ["contacts"] as const,
  contactList: (q: string) => ["contacts", "list", q] as const,
  contact: (id: string) => ["contacts", "one", id] as const,
  mailboxes: ["mailboxes"] as const,
  servers: ["outgoing-servers"] as const,
  outbox: ["outbox"] as const,
  outboxList: (state: string) => ["outbox", "list", state] as const,
  quarantine: ["quarantine"] as const,
  quarantineList: (state: string) => ["quarantine", state] as const,
  account: ["account"] as const,
  dkim: ["account", "dkim"] as const,
  accountMail: ["account", "mail"] as const,
  notifications: ["notifications"] as const,
  apiKeys: ["apikeys"] as const,
  auditList: (query: Record<string, string>) => ["audit", query] as const,
  auditCheck: ["audit-check"] as const,
  eventList: (kind: string) => ["events", kind] as const,
  ownSecurity: ["security", "own"] as const,
  secondFactor: ["security", "own", "factor"] as const,
  passkeys: ["security", "own", "passkeys"] as const,
  browsers: ["security", "own", "browsers"] as const,
  identities: ["security", "own", "identities"] as const,
  factorRule: ["security", "factor"] as const,
  passwordRule: ["security", "passwords"] as const,
  connectedApps: ["security", "own", "apps"] as const,
  apps: ["security", "apps"] as const,
  providers: ["security", "providers"] as const,
  signInRule: ["security", "sign-in"] as const,
  panelNetworks: ["security", "networks"] as const,
  roles: ["roles"] as const,
  contract: ["contract"] as const,
};
