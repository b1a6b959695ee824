import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { Editor } from "@tiptap/core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openConsole } from "../../../../testing/console";
import { item, kevin, message, type Server } from "../../../../testing/server";
import { FakeSocket } from "../../../../testing/socket";
import { holdFor } from "./sending";

beforeEach(() => vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(() => {
  act(() => void vi.runOnlyPendingTimers());
  vi.useRealTimers();
});

const typist = () => userEvent.setup({ advanceTimers: vi.advanceTimersByTime });
const pass = (time: number) => act(() => vi.advanceTimersByTimeAsync(time));

/** jsdom lays out no text, so the words go in at the editor's own door. */
async function write(label: string, text: string) {
  const field = await screen.findByRole("textbox", { name: label });
  act(() => void (field as HTMLElement & { editor: Editor }).editor.commands.insertContent(text));
}

let opened = 0;

/** A ticket of its own for each test: what is on its way is kept for as long as the page is there. */
async function openTicket(prepare: (server: Server, id: string) => void = () => {}) {
  const line = item(++opened);
  const { id } = line;
  const server = await openConsole(`/inbox/all/${id}`, fresh => {
    fresh.tickets = [line];
    prepare(fresh, id);
  });
  await screen.findByRole("article");
  return { server, id };
}

describe("a draft", () => {
  it("is stored by itself a moment after the last change", async () => {
    const { server, id } = await openTicket();
    await typist().keyboard("r");
    await write("Your reply", "Half a thought");
    expect(server.asks("PUT", `/rest/tickets/${id}/draft`)).toHaveLength(0);
    await pass(1000);
    expect(server.asks("PUT", `/rest/tickets/${id}/draft`)[0]?.body).toMatchObject({
      kind: "reply",
      html: "<p>Half a thought</p>",
    });
    expect(await screen.findByText("Draft saved")).toBeTruthy();
  });

  it("is there again when the ticket is opened", async () => {
    await openTicket((server, id) =>
      server.details.set(id, {
        draft: {
          kind: "reply",
          html: "<p>From yesterday</p>",
          to: [],
          cc: [],
          bcc: [],
          attachments: [{ id: "f1", name: "invoice.pdf", type: "application/pdf", size: 1234, url: "/f/1" }],
          savedAt: null,
        },
      }),
    );
    const field = await screen.findByRole("textbox", { name: "Your reply" });
    expect(field.textContent).toBe("From yesterday");
    expect(screen.getByRole("button", { name: "Remove invoice.pdf" })).toBeTruthy();
  });

  it("keeps its words when it becomes a note", async () => {
    const user = typist();
    await openTicket();
    await user.keyboard("r");
    await write("Your reply", "Better among us");
    await user.click(screen.getByRole("button", { name: "Internal note", pressed: false }));
    const note = await screen.findByRole("textbox", { name: "Internal note" });
    expect(note.textContent).toBe("Better among us");
    expect(screen.getByRole("button", { name: "Add note" })).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Send" })).toBeNull();
  });
});

describe("a reply", () => {
  it("goes out once the time to take it back is over", async () => {
    const user = typist();
    const { server, id } = await openTicket();
    await user.keyboard("r");
    await write("Your reply", "Here you are");
    await user.click(screen.getByRole("button", { name: "Send" }));
    expect(screen.getByText("On its way")).toBeTruthy();
    await pass(holdFor - 100);
    expect(server.asks("POST", /replies/)).toHaveLength(0);
    await pass(200);
    expect(server.asks("POST", `/rest/tickets/${id}/replies`)[0]?.body).toMatchObject({
      html: "<p>Here you are</p>",
      to: [{ email: expect.stringMatching(/^maria\d+@example.org$/) as string }],
    });
    await waitFor(() => expect(screen.queryByText("On its way")).toBeNull());
  });

  it("can be taken back, with its text", async () => {
    const user = typist();
    const { server } = await openTicket();
    await user.keyboard("r");
    await write("Your reply", "Too early");
    await user.click(screen.getByRole("button", { name: "Send" }));
    await user.click(
      within(screen.getByRole("status", { name: "" })).getAllByRole("button", { name: "Undo" })[0]!,
    );
    const field = await screen.findByRole("textbox", { name: "Your reply" });
    expect(field.textContent).toBe("Too early");
    await pass(holdFor * 2);
    expect(server.asks("POST", /replies/)).toHaveLength(0);
  });

  it("that fails keeps its text, says why, and can be sent again as the same", async () => {
    const user = typist();
    const { server, id } = await openTicket();
    const keys: (string | null)[] = [];
    const honest = globalThis.fetch;
    globalThis.fetch = (input, init) => {
      if (init?.method === "POST") keys.push(new Headers(init.headers).get("Idempotency-Key"));
      return honest(input, init);
    };
    server.answer = ({ path }) =>
      path.endsWith("/replies") ? { status: 503, body: { detail: "The database is away." } } : undefined;
    await user.keyboard("r");
    await write("Your reply", "Do not lose me");
    await user.click(screen.getByRole("button", { name: "Send" }));
    await pass(holdFor);
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("The database is away.");
    expect(screen.getByText("Do not lose me")).toBeTruthy();

    server.answer = () => undefined;
    await user.click(within(alert).getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(screen.queryByText("Do not lose me")).toBeNull());
    expect(server.asks("POST", `/rest/tickets/${id}/replies`)).toHaveLength(2);
    expect(keys[0]).toBeTruthy();
    expect(keys[0]).toBe(keys[1]);
  });

  it("asks first when a colleague has answered meanwhile", async () => {
    const user = typist();
    const { server, id } = await openTicket();
    await user.keyboard("r");
    await write("Your reply", "Me too");
    const author = { type: "agent" as const, ...kevin, email: null };
    server.details.set(id, { messages: [message(`m-${id}`), message("m-kevin", { kind: "reply", author })] });
    act(() => FakeSocket.last?.tell({ type: "tickets", ids: [id] }));
    await pass(500);
    await screen.findByText("Words of m-kevin");
    await user.click(screen.getByRole("button", { name: "Send" }));
    expect(screen.getByRole("alert").textContent).toContain("Kevin Marsh answered");
    await pass(holdFor);
    expect(server.asks("POST", /replies/)).toHaveLength(0);
  });
});

describe("a note", () => {
  it("goes nowhere but into the ticket", async () => {
    const user = typist();
    const { server, id } = await openTicket();
    await user.keyboard("n");
    await write("Internal note", "Between us");
    await user.click(screen.getByRole("button", { name: "Add note" }));
    await waitFor(() => expect(server.asks("POST", `/rest/tickets/${id}/notes`)).toHaveLength(1));
    expect(server.asks("POST", `/rest/tickets/${id}/notes`)[0]?.body).toEqual({
      html: "<p>Between us</p>",
      attachments: [],
    });
    expect(server.asks("POST", /replies/)).toHaveLength(0);
  });
});
