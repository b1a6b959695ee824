import type { AuditEntry } from "@havendesk/shared/api";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { expectAccessible } from "../../../../testing/axe";
import { asked, openConsole } from "../../../../testing/console";
import "../SettingsRoom";

const entry: AuditEntry = {
  id: "e1",
  at: "2026-01-05T08:00:00Z",
  actor: { type: "agent", id: "ada", name: "Ada Owner" },
  action: "agent.invited",
  object: "agent",
  objectId: "kevin",
  objectName: "Kevin Marsh",
  detail: "agent",
};

const open = (path: string, verification: unknown = {}) =>
  openConsole(path, server => {
    server.answer = ({ path: where, query }) => {
      if (where.startsWith("/rest/audit/verification")) return { body: verification };
      if (where.startsWith("/rest/agents"))
        return { body: { items: [{ id: "ada", name: "Ada Owner" }], next: null } };
      if (query.action === "spam.") return { body: { items: [], next: null } };
      return where.startsWith("/rest/audit") ? { body: { items: [entry], next: null } } : undefined;
    };
  });

describe("the audit log", () => {
  it("is narrowed down by who, what and when, and the address keeps it", async () => {
    const user = userEvent.setup();
    const server = await open("/settings/audit?from=2026-01-05&until=2026-01-06");
    expect(await screen.findByText("Ada Owner", { selector: "strong" })).toBeTruthy();
    expect(server.asks("GET", "/rest/audit")[0]?.query).toMatchObject({
      from: "2026-01-04T23:00:00.000Z",
      until: "2026-01-06T23:00:00.000Z",
    });
    await user.selectOptions(screen.getByLabelText("Who"), "Ada Owner");
    await user.selectOptions(screen.getByLabelText("What"), "Spam filter");
    expect(await screen.findByText("Nothing of the kind was written down")).toBeTruthy();
    expect(asked()).toMatchObject({ who: "ada", did: "spam.", from: "2026-01-05" });
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "Show everything" }));
    expect(await screen.findByText("Kevin Marsh")).toBeTruthy();
    expect(asked()).toEqual({});
  });

  it("is exported as it is narrowed down", async () => {
    const user = userEvent.setup();
    await open("/settings/audit?did=agent.");
    await user.click(await screen.findByRole("button", { name: "Export" }));
    const link = await screen.findByRole("menuitem", { name: "For a spreadsheet (CSV)" });
    expect(link.getAttribute("href")).toBe("/rest/audit/export?action=agent.&format=csv");
  });

  it("says whether it can be believed, and where it ends", async () => {
    const user = userEvent.setup();
    await open("/settings/audit", { right: true, entries: 12, firstBroken: null, end: "12:abcd" });
    await user.click(await screen.findByRole("button", { name: "Check the log" }));
    expect(await screen.findByText("All 12 linked entries are as they were written.")).toBeTruthy();
    expect(screen.getByText("12:abcd")).toBeTruthy();
    await expectAccessible();
  });

  it("names the first entry that does not hold", async () => {
    const user = userEvent.setup();
    await open("/settings/audit", { right: false, entries: 6, firstBroken: 7, end: null });
    await user.click(await screen.findByRole("button", { name: "Check the log" }));
    await waitFor(() => expect(screen.getByText(/^Entry 7 was changed or is missing/)).toBeTruthy());
  });
});
