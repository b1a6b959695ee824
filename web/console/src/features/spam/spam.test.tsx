import type { Judgement, ListedSender, SpamMark } from "@havendesk/shared/api";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { expectAccessible } from "../../../testing/axe";
import { address, openConsole } from "../../../testing/console";
import { item, session, type Server } from "../../../testing/server";
import "../settings/SettingsRoom";
import "./ticket/Why";

const judgement = (part: Partial<Judgement> = {}): Judgement => ({
  verdict: "suspected",
  because: "filter",
  probability: 0.97,
  at: "2026-01-05T08:00:00Z",
  spam: null,
  reasons: [
    { kind: "text", word: "casino", weight: 2 },
    { kind: "subject", word: "order", weight: -1 },
  ],
  ...part,
});

async function openTicket(
  part: Parameters<typeof item>[1],
  judged: Judgement | null,
  prepare = (_: Server) => {},
) {
  const server = await openConsole(`/inbox/${part?.status === "spam" ? "spam" : "all"}/t1`, fresh => {
    fresh.tickets = [item(1, part), item(2)];
    fresh.answer = ({ path }) => (path.endsWith("/judgement") ? { body: { judgement: judged } } : undefined);
    prepare(fresh);
  });
  await screen.findByRole("article");
  return server;
}

const banner = () => screen.findByRole("region", { name: "Spam filter" });

describe("a suspected ticket", () => {
  it("is marked in the list and says so above the thread", async () => {
    await openTicket({ suspected: true }, judgement());
    expect(await screen.findByLabelText("May be spam")).toBeTruthy();
    expect((await banner()).textContent).toContain("This may be spam.");
  });

  it("is settled as none by a button, stays where it is, and the warning is brought back by undo", async () => {
    const user = userEvent.setup();
    const server = await openTicket({ suspected: true }, judgement());
    await user.click(within(await banner()).getByRole("button", { name: "Not spam" }));
    expect(screen.queryByRole("region", { name: "Spam filter" })).toBeNull();
    expect(screen.queryByLabelText("May be spam")).toBeNull();
    expect(address()).toBe("/inbox/all/t1");
    expect(server.asks("DELETE", "/rest/tickets/t1/spam")).toHaveLength(1);

    await user.keyboard("z");
    expect(await banner()).toBeTruthy();
    expect(server.asks("PUT", "/rest/tickets/t1/suspicion")).toHaveLength(1);
  });

  it("is settled by keys: h is none, ! is spam", async () => {
    const user = userEvent.setup();
    const server = await openTicket({ suspected: true }, judgement());
    await banner();
    await user.keyboard("h");
    await waitFor(() => expect(server.asks("DELETE", "/rest/tickets/t1/spam")).toHaveLength(1));
    await user.keyboard("!");
    await waitFor(() => expect(server.asks("PUT", "/rest/tickets/t1/spam")).toHaveLength(1));
  });

  it("tells why: how sure, by what, for and against", async () => {
    const user = userEvent.setup();
    await openTicket({ suspected: true }, judgement());
    await user.click(within(await banner()).getByRole("button", { name: "Why?" }));
    const why = within(await screen.findByRole("dialog"));
    expect(await why.findByText("Let through with a warning")).toBeTruthy();
    expect(why.getByText("Very likely spam")).toBeTruthy();
    expect(why.getByText("97% likely to be spam")).toBeTruthy();
    expect(why.getByText("casino").closest("li")?.textContent).toBe("casinoin the text, weighs much");
    expect(why.getByText("order").closest("li")?.textContent).toBe("orderin the subject, weighs some");
    await expectAccessible();
  });
});

describe("a ticket among the spam", () => {
  it("that the filter held can be called spam, and the undo leaves it there", async () => {
    const user = userEvent.setup();
    const server = await openTicket({ status: "spam" }, judgement({ verdict: "quarantine" }));
    expect(await screen.findByText(/The filter held this back/)).toBeTruthy();
    await user.click(within(await banner()).getByRole("button", { name: "Spam" }));
    expect(server.asks("PUT", "/rest/tickets/t1/spam")).toHaveLength(1);
    await user.keyboard("z");
    await waitFor(() => expect(server.asks("PUT", "/rest/tickets/t1/suspicion")).toHaveLength(1));
    expect(server.asks("DELETE", "/rest/tickets/t1/spam")).toHaveLength(0);
  });

  it("that somebody put there needs no second word", async () => {
    await openTicket({ status: "spam" }, judgement({ verdict: "quarantine", spam: true }));
    expect(await screen.findByRole("button", { name: "Why?" })).toBeTruthy();
    expect(within(await banner()).queryByRole("button", { name: "Spam" })).toBeNull();
  });

  it("says that the block list put it there", async () => {
    await openTicket({ status: "spam" }, judgement({ verdict: "quarantine", because: "blocked" }));
    expect(await screen.findByText(/on your block list/)).toBeTruthy();
  });
});

describe("the sender", () => {
  const added: ListedSender = {
    id: "s1",
    side: "block",
    kind: "address",
    sender: "maria1@example.org",
    by: "ada",
    at: "2026-01-05T08:00:00Z",
  };

  async function openWhy() {
    const user = userEvent.setup();
    const server = await openTicket({}, null, fresh => {
      const usual = fresh.answer;
      fresh.answer = asked =>
        asked.path === "/rest/spam/senders" ? { status: 201, body: added } : usual(asked);
    });
    await user.click(within(screen.getByRole("article")).getByRole("button", { name: "More" }));
    await user.click(await screen.findByText("Why was this judged so?"));
    return { user, server };
  }

  it("is blocked from the ticket, also where nothing was judged, and let go by undo", async () => {
    const { user, server } = await openWhy();
    expect(await screen.findByText("The filter has not judged this ticket")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Block sender" }));
    expect(await screen.findByText("Mail of maria1@example.org is held back from now on")).toBeTruthy();
    expect(server.asks("POST", "/rest/spam/senders")[0]?.body).toEqual({
      side: "block",
      sender: "maria1@example.org",
    });
    await user.click(screen.getByRole("button", { name: "Undo" }));
    await waitFor(() => expect(server.asks("DELETE", "/rest/spam/senders/s1")).toHaveLength(1));
  });

  it("is no business of those who do not manage the settings", async () => {
    const user = userEvent.setup();
    await openTicket({ suspected: true }, judgement(), fresh => {
      const usual = fresh.answer;
      fresh.answer = asked =>
        asked.path === "/rest/session" ? { body: { ...session, permissions: [] } } : usual(asked);
    });
    await user.click(within(await banner()).getByRole("button", { name: "Why?" }));
    expect(await screen.findByText("Very likely spam")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Block sender" })).toBeNull();
  });
});

const days = Array.from({ length: 7 }, (_, index) => ({
  day: `2026-01-0${index + 1}`,
  judged: 10,
  inbox: 7,
  suspected: 2,
  quarantined: 1,
  heldWrongly: 0,
  warnedWrongly: 1,
  missed: 0,
  trapped: 0,
  turnedAway: 0,
}));
const curve = [
  { marks: 25, of: 25, wrong: 5, heldWrongly: 1 },
  { marks: 50, of: 25, wrong: 1, heldWrongly: 0 },
];
const mark = (part: Partial<SpamMark> = {}): SpamMark => ({
  id: "m1",
  ticket: { id: "t1", code: "HD-1", subject: "You have won" },
  channel: "email",
  by: "kevin",
  spam: true,
  strength: "mark",
  outcome: "learned",
  at: "2026-01-05T08:00:00Z",
  undoneAt: null,
  undoneBy: null,
  ...part,
});

const openPage = (part: string, answers: Record<string, unknown> = {}) =>
  openConsole(`/settings/spam${part && `?part=${part}`}`, server => {
    server.answer = ({ method, path, body }) => {
      const known: Record<string, unknown> = {
        "GET /rest/spam/report": { days, curve },
        "GET /rest/spam/settings": { hamLoss: 0.0015, holding: true },
        "PUT /rest/spam/settings": body,
        "GET /rest/agents": {
          items: [
            { id: "ada", name: "Ada Owner" },
            { id: "kevin", name: "Kevin Marsh" },
          ],
          next: null,
        },
        ...answers,
      };
      const found = known[`${method} ${path}`];
      return found === undefined ? undefined : { body: found };
    };
  });

describe("the overview", () => {
  it("shows the days in numbers, as a plot, and the same as a table", async () => {
    const user = userEvent.setup();
    await openPage("");
    const figure = await screen.findByRole("figure", {
      name: "Of 70 mails, 7 were held back and 14 suspected",
    });
    expect(screen.getByText("Suspected", { selector: "dt" }).nextSibling?.textContent).toBe("14");
    expect(within(figure).getAllByRole("row")).toHaveLength(8);
    await user.click(within(figure).getByRole("button", { name: "Show as a table", pressed: false }));
    expect(figure.querySelector("svg.tabler-icon-table")).toBeTruthy();
    expect(within(figure).getAllByRole("row")).toHaveLength(8);
    expect(await screen.findByRole("figure", { name: "Mistakes went down from 20% to 4%" })).toBeTruthy();
    await screen.findByRole("radio", { name: "Careful (usual)", checked: true });
    await expectAccessible();
  });

  it("stores a choice at once and takes it back", async () => {
    const user = userEvent.setup();
    const server = await openPage("");
    await user.click(await screen.findByRole("radio", { name: "Strict" }));
    await waitFor(() => expect(server.asks("PUT", "/rest/spam/settings")).toHaveLength(1));
    expect(server.asks("PUT", "/rest/spam/settings")[0]?.body).toEqual({ hamLoss: 0.02, holding: true });
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    await waitFor(() =>
      expect(server.asks("PUT", "/rest/spam/settings")[1]?.body).toEqual({ hamLoss: 0.0015, holding: true }),
    );
    expect(await screen.findByRole("radio", { name: "Careful (usual)", checked: true })).toBeTruthy();
  });

  it("shows a share that a program has chosen", async () => {
    await openPage("", { "GET /rest/spam/settings": { hamLoss: 0.003, holding: false } });
    const other = await screen.findByRole("radio", { name: "Set by a program", checked: true });
    expect(other).toBeTruthy();
    expect(screen.getByText("At most 1 good mail in about 300 is held.")).toBeTruthy();
  });

  it("says what belongs here before any mail has come", async () => {
    const quiet = days.map(({ day }) => ({
      ...days[0],
      day,
      judged: 0,
      inbox: 0,
      suspected: 0,
      quarantined: 0,
    }));
    await openPage("", { "GET /rest/spam/report": { days: quiet, curve: [] } });
    expect(await screen.findByText("No mail came in")).toBeTruthy();
    expect(screen.getByText("It has learned nothing yet")).toBeTruthy();
  });
});

describe("before the filter", () => {
  it("says on the overview what was trapped and what was put off", async () => {
    const busy = days.map((day, index) => ({
      ...day,
      trapped: index % 2,
      turnedAway: index === 6 ? 128 : 0,
    }));
    await openPage("", { "GET /rest/spam/report": { days: busy, curve } });
    expect(await screen.findByText("3 mails went to a trap address and were held.")).toBeTruthy();
    expect(screen.getByText(/^128 times, more mail came at once than is let in\./)).toBeTruthy();
  });

  it("stores traps, shows how they are hidden on a page, and says what is wrong with one", async () => {
    const user = userEvent.setup();
    const server = await openPage("doors", {
      "GET /rest/spam/traps": { traps: [] },
      "PUT /rest/spam/traps": { traps: ["press@acme.test"] },
      "GET /rest/spam/relays": { relays: ["mx.example.org"] },
    });
    const field = await screen.findByRole("textbox", { name: "Addresses that nobody uses" });
    expect(screen.queryByText(/display:none/)).toBeNull();
    await user.type(field, "press@acme.test{Enter}");
    await user.click(screen.getAllByRole("button", { name: "Save" })[0]!);
    expect(await screen.findByText(/mailto:press@acme\.test.*display:none/)).toBeTruthy();
    expect(server.asks("PUT", "/rest/spam/traps")[0]?.body).toEqual({ traps: ["press@acme.test"] });
    expect(await screen.findByDisplayValue("mx.example.org")).toBeTruthy();
    await expectAccessible();
  });

  it("says in words that a held ticket was sent to a trap", async () => {
    await openTicket({ status: "spam" }, judgement({ verdict: "quarantine", because: "trap" }));
    await waitFor(async () =>
      expect((await banner()).textContent).toContain("Held back: it was sent to one of your trap addresses."),
    );
  });
});

describe("the lists", () => {
  const listed: ListedSender = {
    id: "s1",
    side: "block",
    kind: "domain",
    sender: "example.net",
    by: "kevin",
    at: "2026-01-05T08:00:00Z",
  };

  it("show who is on them and by whom, and let go with a way back", async () => {
    const user = userEvent.setup();
    const server = await openPage("senders", { "GET /rest/spam/senders": { items: [listed], next: null } });
    const row = (await screen.findByText("example.net")).closest("li")!;
    await waitFor(() => expect(row.textContent).toContain("Kevin Marsh"));
    await expectAccessible();
    await user.click(within(row).getByRole("button", { name: "Remove example.net" }));
    await waitFor(() => expect(server.asks("DELETE", "/rest/spam/senders/s1")).toHaveLength(1));
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    await waitFor(() =>
      expect(server.asks("POST", "/rest/spam/senders")[0]?.body).toEqual({
        side: "block",
        sender: "example.net",
      }),
    );
  });

  it("move a sender from one to the other, and back again by undo", async () => {
    const user = userEvent.setup();
    const server = await openPage("senders", {
      "GET /rest/spam/senders": { items: [listed], next: null },
      "POST /rest/spam/senders": { ...listed, side: "allow" },
    });
    await screen.findByText("example.net");
    await user.type(screen.getByRole("textbox", { name: "Address, domain or network" }), "Example.net");
    await user.selectOptions(screen.getByRole("combobox", { name: "Mail from there is" }), "Allowed");
    await user.click(screen.getByRole("button", { name: "Add" }));
    await user.click(await screen.findByRole("button", { name: "Undo" }));
    await waitFor(() => expect(server.asks("POST", "/rest/spam/senders")).toHaveLength(2));
    expect(server.asks("POST", "/rest/spam/senders").map(({ body }) => body)).toEqual([
      { side: "allow", sender: "Example.net" },
      { side: "block", sender: "example.net" },
    ]);
  });

  it("say what is wrong with what was typed, and keep it", async () => {
    const user = userEvent.setup();
    const server = await openPage("senders");
    const usual = server.answer;
    server.answer = asked =>
      asked.method === "POST"
        ? { status: 422, body: { title: "Invalid", errors: { sender: "That is no sender." } } }
        : usual(asked);
    const field = await screen.findByRole("textbox", { name: "Address, domain or network" });
    await user.type(field, "nonsense{Enter}");
    expect(await screen.findByText("That is no sender.")).toBeTruthy();
    expect((field as HTMLInputElement).value).toBe("nonsense");
    expect(screen.getByText("Nobody is listed")).toBeTruthy();
  });
});

describe("what it was taught", () => {
  it("says who said what of which ticket, and what became of it", async () => {
    await openPage("marks", {
      "GET /rest/spam/marks": {
        items: [
          mark(),
          mark({ id: "m4", channel: "form", ticket: null }),
          mark({ id: "m5", channel: "chat", ticket: null }),
          mark({ id: "m2", undoneAt: "2026-01-06T08:00:00Z", undoneBy: "ada" }),
          mark({ id: "m3", outcome: "over_limit", spam: false, by: null, ticket: null }),
        ],
        next: null,
      },
    });
    await waitFor(() => expect(document.body.textContent).toContain("taken back by Ada Owner"));
    expect(screen.getAllByText("You have won")).toHaveLength(2);
    expect(document.body.textContent).toContain("only written down");
    expect(screen.getAllByText(/came by a form/)).toHaveLength(1);
    expect(screen.getAllByText(/came by chat/)).toHaveLength(1);
    expect(document.body.textContent).toContain("A former agent");
    expect(screen.getAllByRole("button", { name: /^Take back the mark/ })).toHaveLength(3);
    await expectAccessible();
  });

  it("forgets one mark when it is taken back", async () => {
    const user = userEvent.setup();
    const server = await openPage("marks", { "GET /rest/spam/marks": { items: [mark()], next: null } });
    await user.click(await screen.findByRole("button", { name: "Take back the mark on HD-1" }));
    await waitFor(() => expect(server.asks("DELETE", "/rest/spam/marks/m1")).toHaveLength(1));
    expect(await screen.findByText(/the filter has forgotten it/)).toBeTruthy();
  });

  it("forgets all of one agent after saying how much that is", async () => {
    const user = userEvent.setup();
    const server = await openPage("marks", {
      "GET /rest/spam/marks": { items: [mark()], next: null },
      "GET /rest/spam/undoing": { undone: 12 },
      "POST /rest/spam/undoing": { undone: 12 },
    });
    await user.click(await screen.findByRole("button", { name: /Take back all of one agent/ }));
    const dialog = within(await screen.findByRole("dialog"));
    const confirm = dialog.getByRole("button", { name: "Take back" });
    expect((confirm as HTMLButtonElement).disabled).toBe(true);
    await user.selectOptions(dialog.getByRole("combobox", { name: "Whose marks" }), "Kevin Marsh");
    expect(await dialog.findByText(/12 marks and answers of Kevin Marsh are forgotten/)).toBeTruthy();
    await user.click(confirm);
    await waitFor(() =>
      expect(server.asks("POST", "/rest/spam/undoing")[0]?.body).toEqual({ agent: "kevin", since: null }),
    );
    expect(await screen.findByText("12 marks were taken back")).toBeTruthy();
  });
});
