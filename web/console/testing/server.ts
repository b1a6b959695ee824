import type { Message, Session, Ticket, TicketItem } from "@havendesk/shared/api";

export interface Asked {
  method: string;
  path: string;
  query: Record<string, string>;
  body: unknown;
}

type Answer = (asked: Asked) => { status?: number; body?: unknown } | undefined;

export const ada = { id: "ada", name: "Ada Owner" };
export const kevin = { id: "kevin", name: "Kevin Marsh" };

export const session: Session = {
  agent: {
    ...ada,
    email: "ada@acme.test",
    role: "owner",
    language: "en",
    theme: "light",
    timezone: "Europe/Paris",
    signature: "",
    density: "comfortable",
  },
  account: { id: "acme", name: "Acme Pottery", subdomain: "acme", host: "acme.localhost" },
  departments: [
    { id: "support", name: "Support" },
    { id: "sales", name: "Sales" },
  ],
  permissions: [
    "settings.manage",
    "agents.manage",
    "admins.manage",
    "owners.manage",
    "security.manage",
    "audit.read",
    "api.use",
  ],
  secondFactor: { on: false, since: null, passkeys: 0, recoveryCodes: 0, requiredFrom: null },
};

export function item(number: number, part: Partial<TicketItem> = {}): TicketItem {
  return {
    id: `t${number}`,
    code: `HD-${number}`,
    subject: `Subject ${number}`,
    status: "open",
    channel: "email",
    contact: { id: `c${number}`, name: `Maria ${number}`, email: `maria${number}@example.org` },
    department: { id: "support", name: "Support" },
    assignee: null,
    updatedAt: new Date(Date.now() - number * 60_000).toISOString(),
    createdAt: "2026-01-05T08:00:00Z",
    snippet: `What ticket ${number} is about`,
    unread: false,
    tags: [],
    attachments: false,
    messages: 1,
    failed: false,
    suspected: false,
    ...part,
  };
}

export function message(id: string, part: Partial<Message> = {}): Message {
  return {
    id,
    kind: "incoming",
    author: { type: "contact", id: "c1", name: "Maria", email: "maria@example.org" },
    from: { name: "Maria", email: "maria@example.org" },
    to: [{ email: "support@acme.test" }],
    cc: [],
    html: `<p>Words of ${id}</p>`,
    text: null,
    quoted: null,
    at: "2026-01-05T08:00:00Z",
    delivery: null,
    attachments: [],
    remoteImages: false,
    sourceAvailable: false,
    sender: null,
    event: null,
    ...part,
  };
}

export const detail = (line: TicketItem, part: Partial<Ticket> = {}): Ticket => ({
  ...line,
  cc: [],
  postponedUntil: null,
  deletedAt: null,
  replyTo: line.contact,
  draft: null,
  present: [],
  messages: [message(`m-${line.id}`)],
  earlierMessages: null,
  ...part,
});

/** The other side of fetch: it holds some tickets, remembers what it was asked, and can be told to answer otherwise. */
export class Server {
  tickets: TicketItem[] = [];
  details = new Map<string, Partial<Ticket>>();
  readonly asked: Asked[] = [];
  answer: Answer = () => undefined;

  constructor() {
    globalThis.fetch = (input, init) => this.respond(String(input), init);
  }

  asks(method: string, path: string | RegExp): Asked[] {
    return this.asked.filter(
      one => one.method === method && (typeof path === "string" ? one.path === path : path.test(one.path)),
    );
  }

  private async respond(url: string, init: RequestInit = {}): Promise<Response> {
    const { pathname, searchParams } = new URL(url, "http://acme.localhost");
    const body: unknown = typeof init.body === "string" ? JSON.parse(init.body) : undefined;
    const asked = {
      method: init.method ?? "GET",
      path: pathname,
      query: Object.fromEntries(searchParams),
      body,
    };
    this.asked.push(asked);
    const { status = 200, body: answer } = this.answer(asked) ?? this.usual(asked, searchParams);
    return new Response(status === 204 ? null : JSON.stringify(answer ?? {}), {
      status,
      headers: { "Content-Type": status < 400 ? "application/json" : "application/problem+json" },
    });
  }

  private usual({ method, path }: Asked, query: URLSearchParams): { status?: number; body?: unknown } {
    const [, , room, id, what] = path.split("/");
    if (room === "session") return { body: session };
    if (room === "views") return { body: { items: views(this.tickets) } };
    if (room !== "tickets")
      return { body: { items: [], next: null, emails: [], createdAt: "2026-01-05T08:00:00Z" } };
    if (!id)
      return {
        body: { items: this.tickets.filter(ticket => inView(ticket, query.get("view"))), next: null },
      };
    const line = this.tickets.find(ticket => ticket.id === id);
    if (method === "GET" && line && !what) return { body: detail(line, this.details.get(id)) };
    if (what === "draft") return { status: 204 };
    if (what === "resolution" && line) line.status = method === "PUT" ? "resolved" : "open";
    return { body: id === "actions" ? { done: 1, refused: [] } : (line ?? {}) };
  }
}

const inView = (ticket: TicketItem, view: string | null) =>
  view === "mine" ? ticket.assignee?.id === "ada" : view === "all" ? ticket.status === "open" : true;

const views = (tickets: TicketItem[]) => [
  { key: "mine", count: tickets.filter(ticket => inView(ticket, "mine")).length, unread: 0 },
  { key: "all", count: tickets.filter(ticket => inView(ticket, "all")).length, unread: 2 },
  { key: "resolved", count: 0, unread: 0 },
  { key: "department:support", name: "Support", count: 3, unread: 0 },
];
