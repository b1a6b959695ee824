import type { Sender, SenderState } from "@havendesk/shared/api";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { openConsole } from "../../../../testing/console";
import { item, message } from "../../../../testing/server";

/** jsdom lays nothing out, so that what floats never comes to its place. */
const floating = { hidden: true };

const check = (result: string, explanation: string) => ({ result, explanation });

const sender = (state: SenderState): Sender => ({
  state,
  domain: "example.org",
  explanation: "example.org asks everybody to refuse mail like this.",
  spf: check("fail", "example.org says that its mail never comes from this server."),
  dkim: check("none", "The mail is not signed."),
  dmarc: check("fail", "The mail does not fulfil what example.org asks for."),
  arc: check("none", "Nobody who passed the mail on has sealed it."),
});

async function openTicketFrom(from: Sender | null) {
  const line = item(1);
  await openConsole(`/inbox/all/${line.id}`, server => {
    server.tickets = [line];
    server.details.set(line.id, { messages: [message("m1", { sender: from })] });
  });
  return within(await screen.findByRole("article"));
}

describe("the sender of a message", () => {
  it.each([
    ["authenticated", "Sender verified"],
    ["unauthenticated", "Sender unproven"],
    ["failed", "Probably forged"],
    ["unknown", "Sender not checked"],
  ] as const)("that is %s is called so", async (state, word) => {
    const ticket = await openTicketFrom(sender(state));
    expect(await ticket.findByRole("button", { name: word })).toBeTruthy();
  });

  it("is explained in plain words, with each check, on demand", async () => {
    const ticket = await openTicketFrom(sender("failed"));
    await userEvent.click(await ticket.findByRole("button", { name: "Probably forged" }));
    const why = within(await screen.findByRole("dialog", floating));
    expect(why.getByText("example.org asks everybody to refuse mail like this.")).toBeTruthy();
    expect(why.getByText("The mail is not signed.")).toBeTruthy();
    expect(why.getByText("Sending server (SPF)").textContent).toContain("fail");
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog", floating)).toBeNull());
  });

  it("of a message that did not come by mail is not judged", async () => {
    const ticket = await openTicketFrom(null);
    await ticket.findByText("Words of m1");
    expect(ticket.queryByRole("button", { name: /Sender|forged/ })).toBeNull();
  });
});
