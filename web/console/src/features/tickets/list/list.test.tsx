import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { address, asked, openConsole } from "../../../../testing/console";
import { item } from "../../../../testing/server";
import { FakeSocket } from "../../../../testing/socket";

const row = (number: number) => screen.findByRole("link", { name: new RegExp(`Subject ${number} `) });
const list = () => within(screen.getByRole("list", { name: "Tickets" }));
const shown = () =>
  list()
    .getAllByRole("link")
    .map(link => link.dataset.ticket);

describe("the list by keyboard", () => {
  it("moves with j and k and opens with Enter", async () => {
    const user = userEvent.setup();
    await openConsole();
    await row(1);
    await user.keyboard("jjjk{Enter}");
    await waitFor(() => expect(address()).toBe("/inbox/all/t2"));
    await user.keyboard("j");
    await waitFor(() => expect(address()).toBe("/inbox/all/t3"));
  });

  it("understands a Bulgarian keyboard", async () => {
    await openConsole();
    await row(1);
    fireEvent.keyDown(document.body, { key: "й", code: "KeyJ" });
    fireEvent.keyDown(document.body, { key: "о", code: "KeyO" });
    await waitFor(() => expect(address()).toBe("/inbox/all/t1"));
  });

  it("resolves with e, goes on to the next ticket, and undoes with z", async () => {
    const user = userEvent.setup();
    const server = await openConsole("/inbox/all/t2");
    await screen.findByRole("article", { name: "Subject 2" });
    await user.keyboard("e");
    await waitFor(() => expect(address()).toBe("/inbox/all/t3"));
    expect(await screen.findByText("Ticket resolved")).toBeTruthy();
    expect(shown()).not.toContain("t2");
    expect(server.asks("PUT", "/rest/tickets/t2/resolution")).toHaveLength(1);

    await user.keyboard("z");
    await waitFor(() => expect(shown()).toContain("t2"));
    expect(server.asks("DELETE", "/rest/tickets/t2/resolution")).toHaveLength(1);
    expect(address()).toBe("/inbox/all/t2");
  });

  it("selects with x and acts on all of them at once", async () => {
    const user = userEvent.setup();
    const server = await openConsole();
    await row(1);
    await user.keyboard("jxjx");
    expect(screen.getByText("2 selected")).toBeTruthy();
    await user.keyboard("#");
    await waitFor(() => expect(server.asks("POST", "/rest/tickets/actions")).toHaveLength(1));
    expect(server.asks("POST", "/rest/tickets/actions")[0]?.body).toMatchObject({
      ids: ["t1", "t2"],
      action: "delete",
    });
    expect(screen.queryByText("2 selected")).toBeNull();
  });

  it("does nothing while somebody writes into the search field", async () => {
    const user = userEvent.setup();
    const server = await openConsole();
    await row(1);
    await user.keyboard("/");
    expect(document.activeElement).toBe(screen.getByRole("searchbox"));
    await user.keyboard("e#!");
    expect(server.asked.filter(({ method }) => method !== "GET")).toEqual([]);
    await waitFor(() => expect(asked()).toEqual({ q: "e#!" }));
  });

  it("leaves alone what is typed while the words before it are searched for", async () => {
    const user = userEvent.setup();
    await openConsole();
    await row(1);
    await user.keyboard("/keys ");
    await waitFor(() => expect(asked()).toEqual({ q: "keys" }));
    await user.keyboard("alone");
    expect(screen.getByRole<HTMLInputElement>("searchbox").value).toBe("keys alone");
    await waitFor(() => expect(asked()).toEqual({ q: "keys alone" }));
  });

  it("puts everything back and says why when the server refuses", async () => {
    const user = userEvent.setup();
    const server = await openConsole();
    await row(1);
    server.answer = ({ method }) =>
      method === "PUT" ? { status: 409, body: { detail: "Somebody else has it." } } : undefined;
    await user.keyboard("je");
    expect(await screen.findByText(/Somebody else has it\./)).toBeTruthy();
    expect(shown()).toContain("t1");
  });
});

describe("the list", () => {
  it("shows who, what about, whose and what is new", async () => {
    await openConsole("/inbox/all", server => {
      server.tickets = [
        item(1, {
          unread: true,
          failed: true,
          attachments: true,
          tags: ["vip", "refund"],
          assignee: { id: "kevin", name: "Kevin Marsh" },
          contact: null,
        }),
      ];
    });
    const line = await row(1);
    expect(line.textContent).toContain("Unknown sender");
    expect(within(line).getByLabelText("Unread")).toBeTruthy();
    expect(within(line).getByLabelText("A mail could not be delivered")).toBeTruthy();
    expect(within(line).getByTitle("Assigned to Kevin Marsh")).toBeTruthy();
    expect(within(line).getByText("+1")).toBeTruthy();
  });

  it("takes in a new ticket by itself", async () => {
    const server = await openConsole();
    await row(1);
    server.tickets.unshift(item(99));
    act(() => FakeSocket.last?.tell({ type: "tickets", ids: ["t99"] }));
    expect(await row(99)).toBeTruthy();
    expect(shown()[0]).toBe("t99");
  });

  it("does not move what is read further down: a button says that something came", async () => {
    const user = userEvent.setup();
    const server = await openConsole();
    await row(1);
    const scroller = screen.getByTestId("tickets");
    scroller.scrollTop = 300;
    fireEvent.scroll(scroller);
    server.tickets.unshift(item(98), item(99));
    act(() => FakeSocket.last?.tell({ type: "tickets", ids: ["t98", "t99"] }));
    const pill = await screen.findByRole("button", { name: "2 new tickets" });
    expect(shown()).not.toContain("t99");
    await user.click(pill);
    await waitFor(() => expect(shown()).toContain("t99"));
  });

  it("says what an empty view is for", async () => {
    await openConsole("/inbox/mine");
    expect(await screen.findByText("Nothing waits for you")).toBeTruthy();
  });

  it("says that it could not load, and tries again when asked", async () => {
    const user = userEvent.setup();
    const server = await openConsole("/inbox/all", fresh => {
      fresh.answer = ({ path }) =>
        path === "/rest/tickets" ? { status: 403, body: { detail: "Not for you." } } : undefined;
    });
    expect(await screen.findByText("Not for you.")).toBeTruthy();
    server.answer = () => undefined;
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await row(1)).toBeTruthy();
  });
});

describe("the views", () => {
  it("show their counts and lead to their tickets", async () => {
    const user = userEvent.setup();
    await openConsole("/inbox/mine");
    const views = within(await screen.findByRole("navigation", { name: "Views" }));
    const all = await views.findByRole("link", { name: /All open/ });
    expect(all.textContent).toContain("6");
    expect(within(all).getByTitle("2 unread")).toBeTruthy();
    expect(views.getByRole("link", { name: /Support/ })).toBeTruthy();
    await user.click(all);
    expect(await row(1)).toBeTruthy();
    expect(all.getAttribute("aria-current")).toBe("page");
  });
});
