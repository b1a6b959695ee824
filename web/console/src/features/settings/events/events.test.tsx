import type { SystemEvent } from "@havendesk/shared/api";
import { learn } from "@havendesk/shared/i18n";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, describe, expect, it } from "vitest";
import { expectAccessible } from "../../../../testing/axe";
import { openConsole } from "../../../../testing/console";
import "../SettingsRoom";
import { placeOf, sentenceOf } from "./wording";

beforeAll(() => learn("en"));

const event = (part: Partial<SystemEvent>): SystemEvent => ({
  id: part.kind ?? "e",
  at: "2026-01-05T08:00:00Z",
  kind: "sign-in.refused",
  agentId: "kevin",
  agent: "Kevin Marsh",
  objectId: null,
  object: null,
  network: "",
  detail: "",
  times: 1,
  ...part,
});

describe("what went wrong", () => {
  it.each([
    [{ kind: "sign-in.refused" }, "A wrong password for {who}"],
    [{ kind: "sign-in.storm" }, "Too many tries to sign in as {who}, so they were slowed down"],
    [{ kind: "sign-in.storm", agentId: null }, "Too many tries to sign in, so they were slowed down"],
    [{ kind: "something.new" }, "{kind} {detail}"],
  ])("is said as a sentence: %j", (part, sentence) => {
    expect(sentenceOf(event(part))).toBe(sentence);
  });

  it("leads to where it can be looked into", () => {
    expect(placeOf(event({ kind: "mail.failed" }))).toMatchObject({ params: { section: "outbox" } });
    expect(placeOf(event({ kind: "code.refused" }))).toBeNull();
  });

  it("is listed with how often and from where, and by its kind", async () => {
    const user = userEvent.setup();
    const server = await openConsole("/settings/events", one => {
      one.answer = ({ path }) =>
        path.startsWith("/rest/events")
          ? {
              body: {
                items: [
                  event({ network: "192.0.2.0/24", times: 12 }),
                  event({ kind: "server.failing", agentId: null, agent: null, object: "Relay" }),
                  event({ kind: "mail.quarantined", agentId: null, agent: null }),
                ],
                next: null,
              },
            }
          : undefined;
    });
    expect(await screen.findByText(/12 times/)).toBeTruthy();
    expect(screen.getByText("Kevin Marsh")).toBeTruthy();
    expect(screen.getByRole("link", { name: "Relay" }).getAttribute("href")).toContain("/mail/servers");
    expect(screen.getByRole("link", { name: "Look at it" }).getAttribute("href")).toContain("quarantine");
    await expectAccessible();
    await user.selectOptions(screen.getByRole("combobox", { name: "Show" }), "Codes");
    await waitFor(() => expect(server.asks("GET", "/rest/events").length).toBeGreaterThan(1));
  });
});
