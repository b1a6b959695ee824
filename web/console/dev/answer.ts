import type { IncomingMessage, ServerResponse } from "node:http";
import { tellAll } from "./live.ts";
import { agents, contacts, departments } from "./people.ts";
import { accessRoutes, factor } from "./access.ts";
import { settingsRoutes } from "./settings.ts";
import { judgement, spamRoutes } from "./spam.ts";
import { detailOf, itemOf, message, tickets } from "./tickets.ts";

/* eslint-disable @typescript-eslint/no-explicit-any -- invented data */

export interface Request {
  method: string;
  path: string;
  query: URLSearchParams;
  body: any;
}

class Refusal {
  constructor(
    readonly status: number,
    readonly detail: string,
  ) {}
}

const me = agents[0]!;
const session: any = {
  agent: {
    id: me.id,
    name: me.name,
    email: me.email,
    role: "owner",
    language: "en",
    theme: "system",
    timezone: "Europe/Paris",
    signature: "<p>Ada</p>",
    density: "comfortable",
  },
  account: { id: "acc", name: "Acme Pottery", subdomain: "acme", host: "acme.localhost" },
  departments: departments.map(({ id, name }) => ({ id, name })),
  permissions: [
    "departments.all",
    "settings.manage",
    "agents.manage",
    "admins.manage",
    "owners.manage",
    "security.manage",
    "audit.read",
    "tickets.purge",
    "api.use",
  ],
  secondFactor: factor,
};
const notifications = { assigned: false };
const working = ["new", "open"];

function inView(ticket: any, view: string): boolean {
  if (view === "mine")
    return ticket.assignee?.id === me.id && [...working, "answered"].includes(ticket.status);
  if (view === "unassigned") return !ticket.assignee && working.includes(ticket.status);
  if (view === "all") return working.includes(ticket.status);
  if (view.startsWith("department:"))
    return ticket.department.id === view.slice(11) && working.includes(ticket.status);
  return !view || ticket.status === view;
}

const count = (view: string, name?: string) => {
  const found = state.empty ? [] : tickets.filter(ticket => inView(ticket, view));
  return { key: view, name, count: found.length, unread: found.filter(ticket => ticket.unread).length };
};

/** Switches for looking at the console in trouble: /rest/fake?empty=1&slow=800&fail=1 */
const state = { empty: false, slow: 0, fail: false };

function page(all: any[], query: URLSearchParams) {
  const from = Number(query.get("cursor") || 0);
  const limit = Number(query.get("limit") || 50);
  return {
    items: all.slice(from, from + limit),
    next: from + limit < all.length ? String(from + limit) : null,
  };
}

function list({ query }: Request) {
  if (state.empty) return { items: [], next: null };
  const q = (query.get("q") ?? "").toLowerCase();
  const contact = query.get("contact");
  const found = tickets
    .filter(ticket => inView(ticket, query.get("view") ?? ""))
    .filter(ticket => !contact || ticket.contact.id === contact)
    .filter(
      ticket =>
        !q ||
        `${ticket.subject} ${ticket.snippet} ${ticket.contact.name} ${ticket.contact.email} ${ticket.code}`
          .toLowerCase()
          .includes(q),
    )
    .sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
  return page(found.map(itemOf), query);
}

const ticketOf = (id: string) => {
  const ticket = tickets.find(found => found.id === id);
  if (!ticket) throw new Refusal(404, "There is no such ticket.");
  return ticket;
};

function changed(ticket: any, part: object) {
  Object.assign(ticket, part);
  setTimeout(() => {
    tellAll({ type: "tickets", ids: [ticket.id] });
  }, 30);
  return itemOf(ticket);
}

const agentNamed = (id: string | null) => {
  const agent = agents.find(found => found.id === id);
  return agent ? { id: agent.id, name: agent.name } : null;
};

function apply(ticket: any, action: string, value: string | null) {
  switch (action) {
    case "assign":
      return changed(ticket, { assignee: agentNamed(value) });
    case "department":
      return changed(ticket, {
        department: session.departments.find((department: any) => department.id === value),
      });
    case "postpone":
      return changed(ticket, { status: "postponed", postponedUntil: value });
    case "read":
      return changed(ticket, { unread: false });
    case "unread":
      return changed(ticket, { unread: true });
    default: {
      if (action === "suspect") return changed(ticket, { suspected: true });
      if (action === "notSpam") changed(ticket, { suspected: false });
      if (action === "notSpam" && ticket.status !== "spam") return itemOf(ticket);
      const status =
        ({ resolve: "resolved", delete: "deleted", spam: "spam", answered: "answered" } as any)[action] ??
        "open";
      return changed(ticket, { status });
    }
  }
}

function say(ticket: any, kind: string, body: any) {
  const delivery = kind === "reply" ? { state: "waiting", detail: null, at: null } : null;
  const added = message(
    kind,
    { type: "agent", id: me.id, name: me.name, email: me.email },
    body.html,
    null,
    Date.now(),
    { delivery, to: body.to ?? [], cc: body.cc ?? [] },
  );
  ticket.thread.push(added);
  changed(ticket, {
    status: kind === "note" ? ticket.status : (body.then ?? "answered"),
    updatedAt: added.at,
    draft: null,
  });
  if (delivery)
    setTimeout(() => {
      added.delivery.state = "sent";
      changed(ticket, {});
    }, 2500);
  return { status: 201, body: { id: added.id, html: added.html, at: added.at } };
}

const resources: Record<string, [put: string, del: string]> = {
  resolution: ["resolve", "reopen"],
  trash: ["delete", "restore"],
  spam: ["spam", "notSpam"],
  read: ["read", "unread"],
  postponement: ["postpone", "activate"],
};

function ticketRoute(request: Request, id: string, what: string | undefined): any {
  const ticket = ticketOf(id);
  const { method, body } = request;
  if (!what) return detailOf(ticket);
  const resource = resources[what];
  if (resource) return apply(ticket, method === "PUT" ? resource[0] : resource[1], body?.until ?? null);
  switch (what) {
    case "assignment":
      return apply(ticket, "assign", body.agent);
    case "department":
      return apply(ticket, "department", body.department);
    case "answered":
      return apply(ticket, "answered", null);
    case "suspicion":
      return apply(ticket, "suspect", null);
    case "judgement":
      return judgement(ticket);
    case "subject":
      return changed(ticket, { subject: body.subject });
    case "tags":
      return changed(ticket, { tags: body.tags });
    case "replies":
      return say(ticket, "reply", body);
    case "notes":
      return say(ticket, "note", body);
    case "messages":
      return { items: ticket.thread.slice(0, -50), next: null };
    case "draft": {
      ticket.draft =
        method === "DELETE" ? null : { ...body, attachments: [], savedAt: new Date().toISOString() };
      return { status: 204 };
    }
  }
  throw new Refusal(404, "There is nothing here.");
}

function arrive(count: number) {
  for (let index = 0; index < count; index++) {
    const copy = {
      ...tickets[index * 3 + 4],
      id: `t-new-${tickets.length}`,
      code: `HD-${4001 + tickets.length}`,
      status: "new",
      unread: true,
      assignee: null,
      updatedAt: new Date().toISOString(),
    };
    tickets.unshift(copy);
    tellAll({ type: "tickets", ids: [copy.id] });
  }
  return { status: 204 };
}

function contactOf(id: string) {
  const contact = contacts.find(found => found.id === id);
  if (!contact) throw new Refusal(404, "There is no such contact.");
  const theirs = tickets.filter(ticket => ticket.contact.id === id).map(itemOf);
  return { ...contact, emails: [contact.email], tickets: page(theirs, new URLSearchParams("limit=20")) };
}

function route(request: Request): any {
  const { method, path, query, body } = request;
  const access = accessRoutes(request);
  if (access !== undefined) return access;
  const [, , room, id, what, more] = path.split("/");
  switch (room) {
    case "fake": {
      if (query.has("empty")) state.empty = query.get("empty") === "1";
      if (query.has("slow")) state.slow = Number(query.get("slow"));
      if (query.has("fail")) state.fail = query.get("fail") === "1";
      if (query.has("arrive")) return arrive(Number(query.get("arrive")));
      if (query.has("language")) session.agent.language = query.get("language");
      if (query.has("theme")) session.agent.theme = query.get("theme");
      if (query.has("presence"))
        tellAll({
          type: "presence",
          ticket: query.get("presence"),
          agents: [{ id: "a-kevin", name: "Kevin Marsh", state: "replying" }],
        });
      return { status: 204 };
    }
    case "session":
      return session;
    case "profile":
      return id === "notifications"
        ? Object.assign(notifications, body)
        : id
          ? { status: 204 }
          : (Object.assign(session.agent, body), session);
    case "views":
      return {
        items: [
          ...[
            "mine",
            "unassigned",
            "all",
            "new",
            "open",
            "answered",
            "postponed",
            "resolved",
            "spam",
            "deleted",
          ].map(view => count(view)),
          ...departments.map(({ id: key, name }) => count(`department:${key}`, name)),
        ],
      };
    case "tickets": {
      if (!id) return method === "GET" ? list(request) : { status: 201, body: detailOf(tickets[0]) };
      if (id === "actions") {
        body.ids.forEach((one: string) => apply(ticketOf(one), body.action, body.value));
        return { done: body.ids.length, refused: [] };
      }
      if (what === "messages" && more)
        return {
          status: 200,
          text: "Return-Path: <maria@example.org>\nFrom: Maria <maria@example.org>\nSubject: Order 4821\n\nHello",
        };
      return ticketRoute(request, id, what);
    }
    case "messages": {
      const found = tickets
        .flatMap(ticket => ticket.thread.map((entry: any) => ({ ticket, entry })))
        .find(({ entry }) => entry.id === id);
      if (what === "frame")
        return {
          status: 200,
          html: `<!doctype html><base target="_blank"><body style="margin:0">${found?.entry.html}</body>`,
        };
      if (found) found.entry.delivery = { state: "waiting", detail: null, at: null };
      return { status: 202 };
    }
    case "agents":
      if (method === "GET") return { items: agents, next: null };
      break;
    case "departments":
      if (method === "GET") return { items: departments, next: null };
      break;
    case "spam":
      return spamRoutes(request);
    case "contacts": {
      if (id)
        return method === "GET"
          ? contactOf(id)
          : Object.assign(
              contacts.find(found => found.id === id)!,
              body,
            );
      if (state.empty) return { items: [], next: null };
      const q = (query.get("q") ?? "").toLowerCase();
      const found = contacts.filter(contact => `${contact.name} ${contact.email}`.toLowerCase().includes(q));
      return page(
        found.map(({ id: key, name, email }) => ({
          id: key,
          name,
          email,
          tickets: tickets.filter(ticket => ticket.contact.id === key).length,
          lastAt: tickets.find(ticket => ticket.contact.id === key)?.updatedAt ?? null,
          createdAt:
            tickets.findLast(ticket => ticket.contact.id === key)?.createdAt ?? new Date().toISOString(),
        })),
        query,
      );
    }
    case "files":
      return {
        status: 201,
        body: {
          id: `f-${Date.now()}`,
          name: "picture.png",
          type: "image/png",
          size: 1234,
          url: "/f/picture/x.png",
        },
      };
  }
  return settingsRoutes(request, state.empty);
}

const square = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAGElEQVR4nGPQKlqAFTEMLYlGHIhhaEkAAMVaYAF6qWvDAAAAAElFTkSuQmCC",
  "base64",
);

export async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://fake");
  if (url.pathname.startsWith("/f/")) {
    response.setHeader("Content-Type", "image/png");
    response.end(square);
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const isJson = (request.headers["content-type"] ?? "").includes("json");
  if (state.slow && url.pathname !== "/rest/fake") await new Promise(done => setTimeout(done, state.slow));
  try {
    if (state.fail && request.method !== "GET")
      throw new Refusal(503, "The database is being restarted. Try again in a minute.");
    const result = route({
      method: request.method ?? "GET",
      path: url.pathname,
      query: url.searchParams,
      body: isJson && text ? JSON.parse(text) : {},
    });
    reply(response, result?.status && !result.id ? result : { status: 200, body: result });
  } catch (error) {
    const refusal = error instanceof Refusal ? error : new Refusal(500, String(error));
    response.setHeader("Content-Type", "application/problem+json");
    response.statusCode = refusal.status;
    response.end(
      JSON.stringify({
        type: "about:blank",
        title: "Refused",
        status: refusal.status,
        detail: refusal.detail,
      }),
    );
  }
}

function reply(
  response: ServerResponse,
  result: { status: number; body?: unknown; text?: string; html?: string },
) {
  response.statusCode = result.status;
  if (result.text !== undefined || result.html !== undefined) {
    response.setHeader(
      "Content-Type",
      result.html ? "text/html; charset=utf-8" : "text/plain; charset=utf-8",
    );
    response.end(result.html ?? result.text);
  } else if (result.body === undefined) response.end();
  else {
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify(result.body));
  }
}
