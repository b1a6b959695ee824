import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { expectAccessible } from "../../../testing/axe";
import { openConsole } from "../../../testing/console";
import type { Asked } from "../../../testing/server";
import "./MailRoom";

const mailbox = {
  id: "m1",
  kind: "imap",
  host: "imap.acme.test",
  port: 993,
  security: "tls",
  username: "help@acme.test",
  department: "support",
  folder: "INBOX",
  fetch: "new",
  keep: true,
  address: "help@acme.test",
  state: "active",
  lastError: null,
  lastFetchAt: null,
};

const outgoing = {
  id: "s1",
  name: "Relay",
  host: "smtp.acme.test",
  port: 587,
  security: "starttls",
  username: "",
  fromAddress: "help@acme.test",
  isDefault: true,
  state: "active",
  lastError: null,
};

/** A list with nothing in it until something is posted. */
const openEmpty = (section: string, list: string, made: object) => {
  const items: object[] = [];
  return openConsole(`/mail/${section}`, server => {
    server.answer = ({ method, path }: Asked) => {
      if (path !== list) return undefined;
      if (method === "POST") items.push(made);
      return method === "POST" ? { status: 201, body: made } : { body: { items, next: null } };
    };
  });
};

const focused = (name: string) =>
  waitFor(() => expect(document.activeElement).toBe(screen.getByRole("listitem", { name })));

describe("the focus goes to what was just added where nothing was", () => {
  it("a mailbox", async () => {
    const user = userEvent.setup();
    await openEmpty("mailboxes", "/rest/mailboxes", mailbox);
    await user.click(await screen.findByRole("button", { name: "Add a mailbox" }));
    const dialog = within(await screen.findByRole("dialog"));
    await user.type(dialog.getByLabelText(/^Address/), "help@acme.test");
    await user.type(dialog.getByLabelText(/^Server/), "imap.acme.test");
    await user.click(dialog.getByRole("button", { name: "Save" }));
    await focused("help@acme.test");
    await expectAccessible();
  });

  it("a server to send through", async () => {
    const user = userEvent.setup();
    await openEmpty("servers", "/rest/outgoing-servers", outgoing);
    await user.click(await screen.findByRole("button", { name: "Add a server" }));
    const dialog = within(await screen.findByRole("dialog"));
    await user.type(dialog.getByLabelText(/^Name/), "Relay");
    await user.type(dialog.getByLabelText(/^Server/), "smtp.acme.test");
    await user.type(dialog.getByLabelText(/^Sender’s address/), "help@acme.test");
    await user.click(dialog.getByRole("button", { name: "Save" }));
    await focused("Relay");
    await expectAccessible();
  });
});
