import type { Request } from "./answer.ts";

/* eslint-disable @typescript-eslint/no-explicit-any -- invented data */

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

const mailboxes: any[] = [
  {
    id: "b-1",
    kind: "imap",
    host: "imap.example.org",
    port: 993,
    security: "tls",
    username: "help@acme.test",
    department: "d-support",
    folder: "INBOX",
    fetch: "new",
    keep: true,
    address: "help@acme.test",
    state: "active",
    lastError: null,
    lastFetchAt: ago(1),
  },
  {
    id: "b-2",
    kind: "pop3",
    host: "pop.example.com",
    port: 995,
    security: "tls",
    username: "sales@acme.test",
    department: "d-sales",
    folder: null,
    fetch: "all",
    keep: false,
    address: "sales@acme.test",
    state: "failing",
    lastError: "The server refused the sign-in: [AUTH] Invalid credentials",
    lastFetchAt: ago(190),
  },
];
const servers: any[] = [
  {
    id: "s-main",
    name: "Main",
    host: "smtp.example.org",
    port: 587,
    security: "starttls",
    username: "acme",
    fromAddress: "hello@acme.test",
    isDefault: true,
    state: "active",
    lastError: null,
  },
];
const outbox: any[] = [
  {
    id: "o-1",
    ticket: { id: "t-4", code: "HD-3996" },
    to: [{ name: "Camille Moreau", email: "camille@example.org" }],
    subject: "Re: Livraison en retard",
    state: "failed",
    attempts: 5,
    nextAttemptAt: null,
    lastError: "550 5.1.1 mailbox unavailable",
    createdAt: ago(240),
    purpose: "reply",
  },
  {
    id: "o-2",
    ticket: { id: "t-6", code: "HD-3994" },
    to: [{ email: "maria@example.org" }],
    subject: "Re: Order 4821 arrived with a broken lid",
    state: "waiting",
    attempts: 1,
    nextAttemptAt: ago(-4),
    lastError: "Connection timed out",
    createdAt: ago(9),
    purpose: "reply",
  },
  {
    id: "o-3",
    ticket: null,
    to: [{ name: "Noé Lacroix", email: "noe@acme.test" }],
    subject: "Ada invites you to Acme Pottery",
    state: "sent",
    attempts: 1,
    nextAttemptAt: null,
    lastError: null,
    createdAt: ago(1500),
    purpose: "invitation",
  },
];
const quarantine: any[] = [
  {
    id: "q-1",
    receivedAt: ago(400),
    from: "unknown",
    to: ["support@acme.localhost"],
    subject: "",
    size: 18_220,
    reason: "The mail has no readable part.",
  },
];
const done = [
  ["ticket.resolved", "ticket", "HD-3999", "resolved"],
  ["agent.invited", "agent", "Noé Lacroix", "agent"],
  ["mailbox.changed", "mailbox", "help@acme.test", ""],
  ["ticket.deleted", "ticket", null, "deleted"],
  ["session.begun", "agent", "Ada Owner", "password"],
];
const audit = Array.from({ length: 40 }, (_, index) => {
  const [action, object, objectName, detail] = done[index % done.length]!;
  return {
    id: `u-${index}`,
    at: ago(index * 57 + 3),
    actor: { type: "agent", id: "a-ada", name: index % 3 ? "Ada Owner" : "Kevin Marsh" },
    action,
    object,
    objectId: `01a2-${index}`,
    objectName,
    detail,
  };
});
const apikeys: any[] = [
  {
    id: "k-1",
    name: "Shop",
    scopes: ["ticket.read", "ticket.create"],
    networks: "192.0.2.0/24",
    createdAt: ago(30_000),
    expiresAt: null,
    lastUsedAt: ago(12),
  },
];
const accountMail = { codeInSubject: true, agentNames: true, quote: false, keepSentDays: 30 };
const account = { name: "Acme Pottery", language: "en", timezone: "Europe/Paris" };
const domains: any[] = [
  {
    domain: "acme.test",
    selector: "hd1",
    record: {
      name: "hd1._domainkey.acme.test",
      type: "TXT",
      value:
        "v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAwJ0lqTexample8f7Zr3pQ9example0aYb1Kexample2vXcLexample9QIDAQAB",
    },
    detail: null,
    verified: false,
  },
];

export function settingsRoutes({ method, path, body, query }: Request, empty: boolean): any {
  const [, , room, id, what] = path.split("/");
  const lists: Record<string, any[]> = {
    mailboxes,
    "outgoing-servers": servers,
    outbox,
    quarantine,
    apikeys,
    audit,
  };
  if (room === "account")
    return id === "dkim"
      ? what
        ? { ...domains[0], detail: "There is no such record yet." }
        : { domains }
      : id === "mail"
        ? Object.assign(accountMail, method === "PUT" ? body : {})
        : method === "PUT"
          ? Object.assign(account, body)
          : account;
  if (id === "tests")
    return body.host?.includes("wrong")
      ? {
          ok: false,
          step: "login",
          detail: "The server refused the sign-in: 535 5.7.8 authentication failed",
        }
      : { ok: true, step: "done", detail: null };
  const items = lists[room ?? ""];
  if (!items) return { status: 204 };
  if (method === "GET" && !id)
    return {
      items: empty ? [] : items.filter(item => !query.get("state") || item.state === query.get("state")),
      next: null,
    };
  if (method === "GET" && what === "source") return { status: 200, text: "From: ???\n\nnothing readable" };
  if (method === "GET")
    return {
      ...items.find(item => item.id === id),
      html: "<p>Hello,</p><p>your parcel is on its way.</p>",
      text: null,
    };
  if (method === "DELETE")
    items.splice(
      items.findIndex(item => item.id === id),
      1,
    );
  if (method === "PUT")
    return Object.assign(
      items.find(item => item.id === id),
      body,
    );
  if (method === "POST" && !id) {
    const created = {
      ...body,
      id: `${room}-${Date.now()}`,
      state: "active",
      lastError: null,
      lastFetchAt: null,
      key: room === "apikeys" ? "hd_live_4f9c1e7b2a6d8035example" : undefined,
    };
    items.push({ ...created, key: undefined });
    return { status: 201, body: created };
  }
  return { status: 202 };
}
