import type { Request } from "./answer.ts";

/* eslint-disable @typescript-eslint/no-explicit-any -- invented data */

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const day = (back: number) => ago(back * 1440).slice(0, 10);

let settings: any = { hamLoss: 0.0015, holding: true };
const doors: Record<string, string[]> = { traps: ["press-office@acme.example"], relays: [] };
let senders: any[] = [
  ["block", "domain", "lucky-casino.example.net"],
  ["allow", "address", "supplier@leaf.example.com"],
  ["block", "network", "203.0.113.0/24"],
].map(([side, kind, sender], index) => ({
  id: `s-${index}`,
  side,
  kind,
  sender,
  by: "a-ada",
  at: ago(index * 3000 + 90),
}));
const marks: any[] = Array.from({ length: 24 }, (_, index) => ({
  id: `k-${index}`,
  ticket: { id: `t-${index}`, code: `HD-${4000 - index}`, subject: index % 3 ? "You have won" : "My order" },
  channel: index === 2 ? "form" : index === 5 ? "chat" : "email",
  by: index % 2 ? "a-kevin" : "a-ada",
  spam: index % 3 > 0,
  strength: "mark",
  outcome: index === 7 ? "over_limit" : "learned",
  at: ago(index * 130),
  undoneAt: index === 4 ? ago(30) : null,
  undoneBy: index === 4 ? "a-ada" : null,
}));

export const judgement = (ticket: any) => ({
  judgement: {
    verdict: ticket.status === "spam" ? "quarantine" : ticket.suspected ? "suspected" : "inbox",
    because: "filter",
    probability: ticket.status === "spam" ? 0.998 : ticket.suspected ? 0.83 : 0.02,
    at: ticket.createdAt,
    spam: null,
    reasons: [
      { kind: "text", word: "guaranteed", weight: 3.1 },
      { kind: "capitals", word: "#CAPS", weight: 1.8 },
      { kind: "link", word: "win.example.net", weight: 1.2 },
      { kind: "number", word: "#0x11", weight: 0.7 },
      { kind: "subject", word: "order", weight: -1.9 },
    ],
  },
});

const report = (days: number) => ({
  days: Array.from({ length: days }, (_, index) => {
    const judged = 20 + ((index * 7) % 13) * 3;
    const quarantined = 2 + (index % 5);
    const suspected = 1 + (index % 3);
    return {
      day: day(days - 1 - index),
      judged,
      inbox: judged - quarantined - suspected,
      suspected,
      quarantined,
      heldWrongly: index % 6 === 5 ? 1 : 0,
      warnedWrongly: index % 4 === 3 ? 1 : 0,
      missed: index % 3 === 2 ? 1 : 0,
      trapped: index % 5 === 1 ? 1 : 0,
      turnedAway: index === days - 3 ? 128 : 0,
    };
  }),
  curve: Array.from({ length: 12 }, (_, index) => ({
    marks: 25 * (index + 1),
    of: 25,
    wrong: Math.round(9 / (1 + index * 0.6)),
    heldWrongly: index % 5 === 0 ? 1 : 0,
  })),
});

/** What is below /rest/spam. */
export function spamRoutes({ method, path, body, query }: Request): any {
  const [, , , room, id] = path.split("/");
  switch (room) {
    case "settings":
      return method === "PUT" ? (settings = body) : settings;
    case "report":
      return report(Number(query.get("days") ?? 7));
    case "traps":
    case "relays":
      if (method === "PUT") doors[room] = body[room];
      return { [room]: doors[room] };
    case "undoing":
      return { undone: 12 };
    case "marks":
      if (method === "GET") return { items: marks, next: null };
      marks.find(mark => mark.id === id).undoneAt = ago(0);
      return { status: 204 };
    case "senders": {
      if (method === "DELETE") senders = senders.filter(sender => sender.id !== id);
      if (method !== "POST")
        return {
          items: senders.filter(
            sender =>
              sender.sender.includes(query.get("q") ?? "") &&
              (!query.get("side") || sender.side === query.get("side")),
          ),
          next: null,
        };
      const added = { id: `s-${Date.now()}`, kind: "address", by: "a-ada", at: ago(0), ...body };
      senders = [added, ...senders.filter(sender => sender.sender !== body.sender)];
      return { status: 201, body: added };
    }
  }
  return undefined;
}
