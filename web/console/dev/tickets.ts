import { agents, contacts, departments } from "./people.ts";
import { answers, newsletter, notes, questions, quotedText, thanks } from "./texts.ts";

/* eslint-disable @typescript-eslint/no-explicit-any -- invented data */

let seed = 42;
const random = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
const minute = 60_000;

const statuses = [
  "new",
  "new",
  "open",
  "open",
  "open",
  "answered",
  "answered",
  "postponed",
  "resolved",
  "resolved",
  "resolved",
  "spam",
  "deleted",
];
const allTags = ["refund", "delivery", "invoice", "vip", "фактура", "livraison", "bug"];

let nextMessage = 1;

/** Most senders are proven; some belong to domains that say nothing, and here and there one is forged. */
function senderOf(email: string): any {
  const domain = email.split("@")[1];
  const check = (result: string, explanation: string) => ({ result, explanation });
  const [state, explanation, spf, dkim, dmarc] = (
    [
      [
        "authenticated",
        `${domain} has signed this mail, and nothing was changed on its way.`,
        check("pass", `${domain} names the sending server as one of its own.`),
        check("pass", `Signed by ${domain}, and nothing was changed since.`),
        check("pass", `The mail fulfils what ${domain} asks for.`),
      ],
      [
        "unknown",
        `${domain} does not say how its mail can be told, so nobody can check who sent this.`,
        check("none", "The sending domain does not say which servers are its own."),
        check("none", "The mail is not signed."),
        check("none", `${domain} does not say what should become of mail that it did not send.`),
      ],
      [
        "failed",
        `${domain} asks everybody to refuse mail like this: it shows no sign of coming from there. Somebody is probably pretending.`,
        check("fail", `${domain} says that its mail never comes from this server.`),
        check("none", "The mail is not signed."),
        check("fail", `The mail does not fulfil what ${domain} asks for; such mail should be refused.`),
      ],
      [
        "unauthenticated",
        `${domain} says how its own mail can be told, and this mail does not show it. Somebody else may have written it.`,
        check("softfail", `${domain} says that its mail probably does not come from this server.`),
        check("fail", `Signed by ${domain}, but the mail was changed since, or the signature is not theirs.`),
        check("none", `${domain} does not say what should become of mail that it did not send.`),
      ],
    ] as const
  )[email.length % 4]!;
  const arc = check("none", "Nobody who passed the mail on has sealed it.");
  return { state, domain, explanation, spf, dkim, dmarc, arc };
}

export function message(
  kind: string,
  author: any,
  html: string | null,
  text: string | null,
  at: number,
  more: object = {},
): any {
  return {
    id: `m-${nextMessage++}`,
    kind,
    author,
    from: { name: author.name, email: author.email },
    to: [{ name: "Acme Support", email: "support@acme.test" }],
    cc: [],
    html,
    text,
    quoted: null,
    at: new Date(at).toISOString(),
    delivery: null,
    attachments: [],
    remoteImages: false,
    sourceAvailable: kind === "incoming",
    sender: kind === "incoming" ? senderOf(author.email) : null,
    event: null,
    ...more,
  };
}

const byContact = (contact: any) => ({
  type: "contact",
  id: contact.id,
  name: contact.name,
  email: contact.email,
});
const byAgent = (agent: any) => ({ type: "agent", id: agent.id, name: agent.name, email: agent.email });

const picture = {
  id: "f-1",
  name: "IMG_2041 broken lid.png",
  type: "image/png",
  size: 284_112,
  url: "/f/picture/broken-lid.png",
  inline: false,
};
const pdf = {
  id: "f-2",
  name: "Facture 2026-10.pdf",
  type: "application/pdf",
  size: 1_482_113,
  url: "/f/pdf/facture.pdf",
  inline: false,
};
const zip = {
  id: "f-3",
  name: "logs-from-the-browser.zip",
  type: "application/zip",
  size: 12_400,
  url: "/f/zip/logs.zip",
  inline: false,
};

function thread(
  contact: any,
  assignee: any,
  body: string,
  status: string,
  updated: number,
  index: number,
): any[] {
  const agent = assignee ?? agents[0];
  const rounds = index === 3 ? 34 : index % 7 === 0 ? 4 : Math.floor(random() * 3);
  let at = updated - (rounds * 3 + 2) * 47 * minute;
  const step = () => (at += (30 + random() * 40) * minute);
  const messages = [
    message("incoming", byContact(contact), null, body, at, {
      attachments: index % 5 === 0 ? [picture] : index % 11 === 1 ? [pdf, zip] : [],
    }),
  ];
  if (assignee)
    messages.push(
      message("event", byAgent(agents[1]), null, null, step(), {
        event: { type: "assigned", from: null, to: assignee.name },
      }),
    );
  for (let round = 0; round < rounds; round++) {
    const to = [{ name: contact.name, email: contact.email }];
    messages.push(
      message("reply", byAgent(agent), pick(answers), null, step(), {
        to,
        delivery: { state: "sent", detail: null, at: new Date(at).toISOString() },
      }),
    );
    if (round % 2 === 1) messages.push(message("note", byAgent(agents[1]), pick(notes), null, step()));
    messages.push(
      message("incoming", byContact(contact), `<p>${pick(thanks)}</p>`, null, step(), { quoted: quotedText }),
    );
  }
  if (index % 9 === 2)
    messages.push(message("incoming", byContact(contact), newsletter, null, step(), { remoteImages: true }));
  if (index % 13 === 4)
    messages.push(
      message("reply", byAgent(agent), answers[0]!, null, step(), {
        to: [{ email: contact.email }],
        delivery: {
          state: "failed",
          detail: "The receiving server refused the address: 550 5.1.1 mailbox unavailable.",
          at: new Date(at).toISOString(),
        },
      }),
    );
  if (index % 17 === 6)
    messages.push(
      message(
        "bounce",
        { type: "system", id: null, name: "Mail Delivery System", email: "mailer-daemon@example.org" },
        null,
        "Your message could not be delivered to one or more recipients.\n\n550 5.1.1 The e-mail account does not exist.",
        step(),
        { sourceAvailable: true },
      ),
    );
  if (status === "answered")
    messages.push(
      message("reply", byAgent(agent), answers[index % 3]!, null, step(), {
        delivery: { state: index % 2 ? "waiting" : "sent", detail: null, at: null },
      }),
    );
  if (status === "resolved")
    messages.push(
      message("event", byAgent(agent), null, null, step(), {
        event: { type: "status", from: "open", to: "resolved" },
      }),
    );
  return messages;
}

export const tickets: any[] = Array.from({ length: 310 }, (_, index) => {
  const contact = contacts[(index * 7) % contacts.length]!;
  const [subject, body] = questions[(index * 5) % questions.length]!;
  const status = statuses[(index * 3) % statuses.length]!;
  const updated = Date.now() - Math.floor(index ** 1.75 * 2.2 + 3) * minute;
  const assignee: any =
    status === "new" || index % 4 === 0 ? null : agents[index % 4 === 1 ? 0 : index % 3 === 0 ? 3 : 1];
  const messages = thread(contact, assignee, body, status, updated, index);
  const department = departments[index % 6 === 5 ? 2 : index % 3 === 2 ? 1 : 0]!;
  return {
    id: `t-${index}`,
    code: `HD-${(4000 - index).toString()}`,
    subject,
    status,
    channel: "email",
    contact: { id: contact.id, name: contact.name, email: contact.email },
    department: { id: department.id, name: department.name },
    assignee: assignee && { id: assignee.id, name: assignee.name },
    updatedAt: new Date(updated).toISOString(),
    createdAt: messages[0].at,
    snippet: body.replace(/\n+/g, " ").slice(0, 140),
    unread: status === "new" || (status === "open" && index % 3 === 0),
    tags: index % 3 === 1 ? [allTags[index % 7]!] : index % 8 === 0 ? ["vip", "delivery", "refund"] : [],
    cc: index % 4 === 1 ? [{ name: "Tom Whitfield", email: "tom.whitfield@example.org" }] : [],
    suspected: status === "new" && index % 4 === 3,
    postponedUntil: status === "postponed" ? new Date(Date.now() + 86_400_000).toISOString() : null,
    deletedAt: null,
    replyTo: null,
    draft: null,
    present: index === 1 ? [{ id: "a-kevin", name: "Kevin Marsh", state: "replying" }] : [],
    thread: messages,
  };
});

export function itemOf(ticket: any) {
  const {
    thread: messages,
    cc: _cc,
    draft: _draft,
    present: _present,
    replyTo: _replyTo,
    deletedAt: _deletedAt,
    ...item
  } = ticket;
  const spoken = messages.filter((entry: any) => entry.kind !== "event");
  return {
    ...item,
    messages: spoken.length,
    attachments: messages.some((entry: any) => entry.attachments.length > 0),
    failed: messages.some((entry: any) => entry.delivery?.state === "failed"),
  };
}

export const detailOf = (ticket: any, newest = 50) => ({
  ...itemOf(ticket),
  cc: ticket.cc,
  draft: ticket.draft,
  present: ticket.present,
  replyTo: ticket.replyTo,
  deletedAt: null,
  messages: ticket.thread.slice(-newest),
  earlierMessages: ticket.thread.length > newest ? "older" : null,
});
