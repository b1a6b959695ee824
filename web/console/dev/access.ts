import type { Request } from "./answer.ts";

/* eslint-disable @typescript-eslint/no-explicit-any -- invented data */

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const page = (items: any[]) => ({ items, next: null });

export const factor: any = { on: false, since: null, passkeys: 1, recoveryCodes: 10, requiredFrom: null };
let offered = false;
const codes = ["abcde-fghjk", "mnpqr-stuvw", "xyz23-45678", "9abcd-efghj", "kmnpq-rstuv"];

let browsers: any[] = [
  ["Firefox", "Linux", "192.0.2.0/24", 900, 0, true],
  ["Safari", "iPhone", "198.51.100.0/24", 4000, 35, false],
  ["Chrome", "Windows", "203.0.113.0/24", 20000, 1500, false],
].map(([browser, system, network, made, seen, current], index) => ({
  id: `b-${index}`,
  browser,
  system,
  network,
  createdAt: ago(made as number),
  lastSeenAt: ago(seen as number),
  current,
}));

const passkeys: any[] = [
  { id: "pk-1", name: "Laptop", synced: true, alone: true, createdAt: ago(30_000), lastUsedAt: ago(95) },
];
const events = [
  ["sign-in.refused", "Kevin Marsh", null, "203.0.113.0/24", "", 4],
  ["code.refused", "Kevin Marsh", null, "203.0.113.0/24", "", 1],
  ["sign-in.storm", null, null, "198.51.100.0/24", "", 212],
  ["mailbox.failing", null, "support@acme.test", "", "login", 9],
  ["mail.quarantined", null, null, "", "too-large", 1],
].map(([kind, agent, object, network, detail, times], index) => ({
  id: `e-${index}`,
  at: ago(40 + index * 700),
  kind,
  agentId: agent && "a-kevin",
  agent,
  objectId: object && "m-1",
  object,
  network,
  detail,
  times,
}));

let rule: any = { roles: [], from: null, on: 2, off: 3 };
let passwords: any = { min: 10, strength: 3, days: null, leakedOnline: false };
let networks = "";

const roles: any[] = [
  { id: "r-lead", name: "Team lead", permissions: ["departments.all", "api.use"], agents: 1 },
];
const permissions = [
  "agents.manage",
  "api.use",
  "audit.read",
  "departments.all",
  "settings.manage",
  "tickets.purge",
];
const scopes =
  "agent.read contact.edit contact.read tag.read ticket.answer ticket.close ticket.create ticket.read";

/** Who may come in: answers what is about that, and nothing to what is not. */
export function accessRoutes({ method, path, body }: Request): any {
  const [, , room, id, what] = path.split("/");
  switch (`${room}/${id ?? ""}`) {
    case "profile/second-factor":
      return ownFactor(method, what);
    case "security/second-factor":
      if (method === "PUT")
        rule = { ...rule, roles: body.roles, from: body.roles.length ? ago(-body.graceDays * 1440) : null };
      return rule;
    case "security/passwords":
      return method === "PUT" ? (passwords = body) : passwords;
    case "security/networks":
      if (method === "PUT") networks = body.networks;
      return { networks, yourAddress: "192.0.2.7" };
    case "profile/passkeys":
      if (method === "PUT") passkeys[0].name = body.name;
      if (method === "DELETE") passkeys.length = factor.passkeys = 0;
      return method === "GET" ? page(passkeys) : { status: 204 };
    case "events/":
      return page(events);
    case "roles/permissions":
      return page(permissions);
    case "apikeys/scopes":
      return page(scopes.split(" ").map(name => ({ name, useful: true })));
  }
  if (room === "sessions") {
    if (method === "DELETE")
      browsers = browsers.filter(browser => (id ? browser.id !== id : browser.current));
    return method === "GET" ? page(browsers) : { status: 204 };
  }
  if (room === "roles") return ownRoles(method, id, body);
  return undefined;
}

function ownFactor(method: string, what: string | undefined): any {
  if (what === "removal") {
    Object.assign(factor, { on: false, since: null, recoveryCodes: 0 });
    return { status: 204 };
  }
  if (what === "recovery-codes" || (method === "PUT" && offered)) {
    Object.assign(factor, { on: true, since: ago(0), recoveryCodes: 10 });
    return { codes };
  }
  if (method !== "POST") return factor;
  offered = true;
  return {
    secret: "JBSWY3DPEHPK3PXP",
    uri: "otpauth://totp/Acme",
    qr: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h2v2H0zM3 1h1v3H3z"/></svg>',
  };
}

function ownRoles(method: string, id: string | undefined, body: any): any {
  if (method === "GET") return page(roles);
  if (method === "POST") roles.push({ id: `r-${Date.now()}`, agents: 0, ...body });
  const found = roles.findIndex(role => role.id === id);
  if (method === "PUT") Object.assign(roles[found], body);
  if (method === "DELETE") roles.splice(found, 1);
  return { status: 204 };
}
