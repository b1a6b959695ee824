import type { App, ConnectedApp } from "@havendesk/shared/api";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { expectAccessible } from "../../../../testing/axe";
import { openConsole } from "../../../../testing/console";
import type { Asked } from "../../../../testing/server";
import "../../settings/SettingsRoom";

const app: App = {
  id: "5c1f",
  name: "Reporter",
  redirectUris: ["https://reporter.example.org/back"],
  confidential: true,
  createdAt: "2026-01-05T08:00:00Z",
  agents: 2,
};

const connected: ConnectedApp = {
  id: "g1",
  name: "Reporter",
  scopes: [
    { name: "ticket.read", text: "Read tickets" },
    { name: "contact.read", text: "See contacts" },
  ],
  createdAt: "2026-01-05T08:00:00Z",
  usedAt: "2026-01-06T08:00:00Z",
};

const list = <T,>(...items: T[]) => ({ items, next: null });

const open = (path: string, answers: Record<string, { status?: number; body?: unknown }>) =>
  openConsole(`/settings/${path}`, server => {
    server.answer = ({ method, path: asked }: Asked) => answers[`${method} ${asked}`];
  });

describe("apps", () => {
  it("are registered with their addresses, and their secret is shown once", async () => {
    const user = userEvent.setup();
    const answers: Record<string, { status?: number; body?: unknown }> = {
      "GET /rest/security/apps": { body: list() },
      "POST /rest/security/apps": { status: 201, body: { app, secret: "only-now" } },
    };
    const server = await open("security?part=apps", answers);
    expect(await screen.findByText("No app yet")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Register an app" }));
    const dialog = within(await screen.findByRole("dialog"));
    await user.type(dialog.getByLabelText("Name of the app"), "Reporter");
    await user.type(
      dialog.getByLabelText("Redirect addresses (redirect URIs)"),
      "https://reporter.example.org/back  https://reporter.example.org/again",
    );
    await expectAccessible();
    answers["GET /rest/security/apps"] = { body: list(app) };
    await user.click(dialog.getByRole("button", { name: "Register" }));
    expect(await screen.findByText("only-now")).toBeTruthy();
    expect(screen.getAllByText("5c1f")).toBeTruthy();
    expect(server.asks("POST", "/rest/security/apps")[0]?.body).toEqual({
      name: "Reporter",
      redirectUris: ["https://reporter.example.org/back", "https://reporter.example.org/again"],
      confidential: true,
    });
    await user.click(screen.getByRole("button", { name: "I have copied the secret" }));
    await waitFor(() => expect(screen.queryByText("only-now")).toBeNull());
    await waitFor(() =>
      expect(document.activeElement).toBe(screen.getByRole("listitem", { name: "Reporter" })),
    );
  });

  it("get another secret after a question, and are deleted with a word about whom that meets", async () => {
    const user = userEvent.setup();
    const server = await open("security?part=apps", {
      "GET /rest/security/apps": { body: list(app) },
      "POST /rest/security/apps/5c1f/secret": { body: { app, secret: "the-next" } },
      "DELETE /rest/security/apps/5c1f": { status: 204 },
    });
    expect(await screen.findByText("Acts for 2 people")).toBeTruthy();
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "More about Reporter" }));
    await user.click(await screen.findByText("New secret"));
    await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "New secret" }));
    expect(await screen.findByText("the-next")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "I have copied the secret" }));
    await user.click(screen.getByRole("button", { name: "More about Reporter" }));
    await user.click(await screen.findByText("Delete"));
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByText(/^It acts for 2 people now/)).toBeTruthy();
    await user.click(dialog.getByRole("button", { name: "Delete" }));
    await waitFor(() => expect(server.asks("DELETE", "/rest/security/apps/5c1f")).toHaveLength(1));
  });
});

describe("one's connected apps", () => {
  it("say what each may do, and are disconnected after a question", async () => {
    const user = userEvent.setup();
    const server = await open("signin", {
      "GET /rest/profile/apps": { body: list(connected) },
      "DELETE /rest/profile/apps/g1": { status: 204 },
    });
    expect(await screen.findByText("Read tickets · See contacts")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Disconnect Reporter" }));
    await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Disconnect" }));
    await waitFor(() => expect(server.asks("DELETE", "/rest/profile/apps/g1")).toHaveLength(1));
    expect(await screen.findByText("Reporter does not act for you any more")).toBeTruthy();
  });
});
