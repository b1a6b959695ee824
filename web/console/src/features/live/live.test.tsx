import { act, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { openConsole } from "../../../testing/console";
import { FakeSocket } from "../../../testing/socket";

const tell: FakeSocket["tell"] = event => act(() => FakeSocket.last?.tell(event));

describe("what the live connection tells", () => {
  it("brings in a mail that failed, on the page and on the rail", async () => {
    let state = "waiting";
    await openConsole("/mail/outbox", server => {
      server.answer = ({ path }) =>
        path === "/rest/outbox" ? { body: { items: [mail(state)], next: null } } : undefined;
    });
    await screen.findByText("Re: Where is it?");
    expect(screen.queryByText("550 no such user")).toBeNull();

    state = "failed";
    tell({ type: "outbox" });

    await screen.findByText("550 no such user");
    expect(screen.getByRole("img", { name: "A mail could not be sent" })).toBeTruthy();
  });

  it("counts the views again once for many tickets", async () => {
    const server = await openConsole();
    const before = server.asks("GET", "/rest/views").length;

    for (let number = 1; number <= 20; number++) tell({ type: "tickets", ids: [`t${number}`] });

    await waitFor(() => expect(server.asks("GET", "/rest/views")).toHaveLength(before + 1));
  });
});

const mail = (state: string) => ({
  id: "o1",
  ticket: null,
  to: [{ name: "Maria", email: "maria@example.org" }],
  subject: "Re: Where is it?",
  state,
  attempts: 1,
  nextAttemptAt: null,
  lastError: state === "failed" ? "550 no such user" : null,
  createdAt: "2026-01-05T08:00:00Z",
  purpose: "reply",
});
