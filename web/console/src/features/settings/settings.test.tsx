import { fireEvent, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { openConsole } from "../../../testing/console";
import "./SettingsRoom";

const click = async (name: string) => fireEvent.click(await screen.findByRole("button", { name }));

describe("the settings", () => {
  it("store a department's name and how it writes, each where it belongs", async () => {
    const server = await openConsole("/settings/departments", one => {
      one.answer = ({ method, path }) =>
        method === "GET" && path === "/rest/departments"
          ? { body: { items: [support], next: null } }
          : undefined;
    });
    await click("Edit");
    fireEvent.change(await screen.findByLabelText("Sender’s name"), { target: { value: "Acme help" } });
    await click("Save");

    await waitFor(() => expect(server.asks("PUT", "/rest/departments/support/mail")).toHaveLength(1));
    expect(server.asks("PUT", "/rest/departments/support/mail")[0]?.body).toEqual({
      senderName: "Acme help",
      signature: "",
      outgoingServer: null,
    });
    expect(server.asks("PUT", "/rest/departments/support")).toEqual([]);
  });

  it("show the record that a signed domain must publish, and what the name servers say", async () => {
    await openConsole("/settings/account", server => {
      server.answer = ({ path }) => {
        if (path === "/rest/account/dkim") return { body: { domains: [domain] } };
        if (path.endsWith("/check")) return { body: { ...domain, detail: "There is no record yet." } };
        return ofAccount(path);
      };
    });
    await screen.findByText("hd1._domainkey.acme.test");
    expect(screen.getByText("v=DKIM1; p=abc")).toBeTruthy();

    await click("Check now");
    await screen.findByText("There is no record yet.");
  });

  it("store how the account writes its mails", async () => {
    const server = await openConsole("/settings/account", one => {
      one.answer = ({ path }) => ofAccount(path);
    });
    fireEvent.click(await screen.findByLabelText("Repeat what the customer wrote"));
    fireEvent.submit(screen.getByLabelText("Repeat what the customer wrote").closest("form")!);

    await waitFor(() =>
      expect(server.asks("PUT", "/rest/account/mail")[0]?.body).toEqual({ ...accountMail, quote: true }),
    );
  });
});

const support = {
  id: "support",
  name: "Support",
  addresses: [],
  outgoingServer: null,
  signature: "",
  senderName: "",
  position: 0,
  ticketCount: 3,
};
const ofAccount = (path: string) =>
  path === "/rest/account/mail"
    ? { body: accountMail }
    : path === "/rest/account"
      ? { body: { name: "Acme Pottery", language: "en", timezone: "Europe/Paris" } }
      : undefined;
const accountMail = { codeInSubject: true, agentNames: true, quote: false, keepSentDays: 30 };
const domain = {
  domain: "acme.test",
  selector: "hd1",
  record: { name: "hd1._domainkey.acme.test", type: "TXT", value: "v=DKIM1; p=abc" },
  verified: false,
  detail: null,
};
