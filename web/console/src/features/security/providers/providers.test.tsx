import type { Identity, Provider } from "@havendesk/shared/api";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { expectAccessible } from "../../../../testing/axe";
import { openConsole } from "../../../../testing/console";
import { session, type Asked, type Server } from "../../../../testing/server";
import "../../settings/SettingsRoom";
import { freeKey, issuerOf, kindOf } from "./kinds";

const corp: Provider = {
  key: "google",
  name: "Corp",
  issuer: "https://accounts.google.com",
  clientId: "client-1",
  vouches: false,
  enabled: true,
  domains: ["acme.test"],
  redirectUri: "https://acme.example.org/signin/sso/google/return",
};

const known: Identity = {
  provider: "google",
  name: "Corp",
  start: "/signin/sso/google",
  linkedAt: "2026-01-05T08:00:00Z",
  lastUsedAt: "2026-01-06T08:00:00Z",
};

const rule = { providersOnly: false, redirectUri: "https://acme.example.org/signin/sso/{key}/return" };
const list = <T,>(...items: T[]) => ({ items, next: null });
const refusal = (type: string, title: string) => ({
  status: 409,
  body: { type: `urn:havendesk:problem.conflict.${type}`, title },
});

const open = (path: string, answers: Record<string, unknown>, more: Record<string, unknown> = {}) =>
  openConsole(`/settings/${path}`, server => {
    server.answer = ({ method, path: asked }: Asked) => {
      const found = more[`${method} ${asked}`] ?? answers[`${method} ${asked}`];
      return found === undefined ? undefined : { body: found };
    };
  });

const openProviders = (answers: Record<string, unknown> = {}) =>
  open(
    "security?part=providers",
    {
      "GET /rest/security/sign-in": rule,
      "GET /rest/security/providers": list(corp),
      "GET /rest/profile/identities": list(known),
      "GET /rest/agents": list({ id: "ada", role: "owner" }, { id: "kevin", role: "agent" }),
    },
    answers,
  );

const answering = (server: Server, method: string, answer: { status: number; body: unknown }) => {
  const before = server.answer;
  server.answer = asked => (asked.method === method ? answer : before(asked));
};

describe("sign-in services", () => {
  it("are added with what the service asks for first, and a refused issuer says so at its field", async () => {
    const user = userEvent.setup();
    const server = await openProviders({ "GET /rest/security/providers": list(corp) });
    await user.click(await screen.findByRole("button", { name: "Add a sign-in service" }));
    const dialog = within(await screen.findByRole("dialog"));
    await dialog.findByText("https://acme.example.org/signin/sso/google-2/return");
    await user.selectOptions(dialog.getByLabelText("Service"), "Microsoft");
    expect(dialog.getByText("https://acme.example.org/signin/sso/microsoft/return")).toBeTruthy();
    await user.type(dialog.getByLabelText("Directory (tenant) ID"), "0af1");
    await user.type(dialog.getByLabelText("Client ID"), "client-2");
    await user.type(dialog.getByLabelText("Client secret"), "hush");
    await user.type(dialog.getByLabelText("Mail domains that may come in"), "acme.test, acme.example");
    await user.click(dialog.getByRole("checkbox", { name: "Signing in there counts as both steps" }));
    await expectAccessible();
    answering(server, "PUT", {
      status: 422,
      body: { title: "Invalid", errors: { issuer: "Nothing answers there." } },
    });
    await user.click(dialog.getByRole("button", { name: "Check and add" }));
    expect(await dialog.findByText("Nothing answers there.")).toBeTruthy();
    answering(server, "PUT", { status: 200, body: corp });
    await user.click(dialog.getByRole("button", { name: "Check and add" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(server.asks("PUT", "/rest/security/providers/microsoft")[1]?.body).toEqual({
      name: "Microsoft",
      issuer: "https://login.microsoftonline.com/0af1/v2.0",
      clientId: "client-2",
      clientSecret: "hush",
      vouches: true,
      enabled: true,
      domains: ["acme.test", "acme.example"],
    });
  });

  it("take the focus to the first one, once it is added", async () => {
    const user = userEvent.setup();
    const answers: Record<string, unknown> = {
      "GET /rest/security/providers": list(),
      "PUT /rest/security/providers/google": corp,
    };
    await openProviders(answers);
    await user.click(await screen.findByRole("button", { name: "Add a sign-in service" }));
    const dialog = within(await screen.findByRole("dialog"));
    await user.type(dialog.getByLabelText("Client ID"), "client-1");
    answers["GET /rest/security/providers"] = list(corp);
    await user.click(dialog.getByRole("button", { name: "Check and add" }));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("listitem", { name: "Corp" })));
  });

  it("say what they are for while there is none", async () => {
    await openProviders({ "GET /rest/security/providers": list() });
    expect(await screen.findByText("No sign-in service yet")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Add a sign-in service" })).toBeTruthy();
    expect(screen.queryByText("The only way in")).toBeNull();
    await expectAccessible();
  });

  it("are changed without their secret being typed again", async () => {
    const user = userEvent.setup();
    const server = await openProviders();
    await user.click(await screen.findByRole("button", { name: "More about Corp" }));
    await user.click(await screen.findByText("Edit"));
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByText(corp.redirectUri)).toBeTruthy();
    await user.clear(dialog.getByLabelText("Name on the button"));
    await user.type(dialog.getByLabelText("Name on the button"), "Corporation{Enter}");
    await waitFor(() =>
      expect(server.asks("PUT", "/rest/security/providers/google")[0]?.body).toMatchObject({
        name: "Corporation",
        clientSecret: null,
      }),
    );
  });

  it("are paused, and removed after a question that says what becomes of the others", async () => {
    const user = userEvent.setup();
    const server = await openProviders();
    await user.click(await screen.findByRole("button", { name: "More about Corp" }));
    expect(screen.getByText("Only addresses of acme.test")).toBeTruthy();
    await user.click(await screen.findByText("Pause"));
    await waitFor(() =>
      expect(server.asks("PUT", "/rest/security/providers/google")[0]?.body).toMatchObject({
        enabled: false,
      }),
    );
    await user.click(screen.getByRole("button", { name: "More about Corp" }));
    await user.click(await screen.findByText("Remove"));
    const dialog = within(await screen.findByRole("dialog"));
    answering(server, "DELETE", refusal("lastProvider", "This is the only way in for your agents."));
    await user.click(dialog.getByRole("button", { name: "Remove" }));
    expect(await dialog.findByText("This is the only way in for your agents.")).toBeTruthy();
  });
});

describe("the only way in", () => {
  it("says what is missing before, whom it meets, and why it was refused", async () => {
    const user = userEvent.setup();
    const server = await openProviders({
      "GET /rest/profile/identities": list({ ...known, linkedAt: null }),
    });
    const part = within(
      (await screen.findByRole("heading", { name: "The only way in" })).closest("section")!,
    );
    expect(await part.findByText("Passwords and passkeys, too")).toBeTruthy();
    expect(part.getByText(/You are an owner/).textContent).toContain("Done");
    expect(part.getByText(/You have two-step sign-in/).textContent).toContain("Not yet");
    await user.click(part.getByRole("button", { name: "Close the other ways" }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(await dialog.findByText(/^1 person who is no owner/)).toBeTruthy();
    await expectAccessible();
    answering(server, "PUT", refusal("wayBack", "An owner with two-step sign-in has to switch this on."));
    await user.click(dialog.getByRole("button", { name: "Close the other ways" }));
    expect(await dialog.findByText(/has to switch this on/)).toBeTruthy();
    answering(server, "PUT", { status: 200, body: { ...rule, providersOnly: true } });
    await user.click(dialog.getByRole("button", { name: "Close the other ways" }));
    expect(await part.findByText("By a sign-in service only")).toBeTruthy();
    expect(part.getByRole("button", { name: "Open the other ways" })).toBeTruthy();
  });
});

describe("one's own sign-in services", () => {
  it("are unlinked after a question, and linked by signing in there", async () => {
    const user = userEvent.setup();
    const other = { ...known, provider: "sso", name: "Other", start: "/signin/sso/sso", linkedAt: null };
    const server = await open("signin", {
      "GET /rest/session": session,
      "GET /rest/profile/second-factor": session.secondFactor,
      "GET /rest/profile/identities": list(known, { ...other, lastUsedAt: null }),
    });
    const link = await screen.findByRole("link", { name: "Sign in by Other" });
    expect(link.getAttribute("href")).toBe("/signin/sso/sso?next=%2Fagent%2Fsettings%2Fsignin");
    await user.click(screen.getByRole("button", { name: "Unlink Corp" }));
    await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Unlink" }));
    await waitFor(() => expect(server.asks("DELETE", "/rest/profile/identities/google")).toHaveLength(1));
    expect(await screen.findByText("Corp does not know you any more")).toBeTruthy();
  });

  it("are a way to show again who one is", async () => {
    const user = userEvent.setup();
    const server = await open("signin", { "GET /rest/profile/identities": list(known) });
    await screen.findByRole("button", { name: "Unlink Corp" });
    answering(server, "DELETE", {
      status: 403,
      body: { type: "urn:havendesk:problem.forbidden.stale", title: "Forbidden" },
    });
    await user.click(screen.getByRole("button", { name: "Unlink Corp" }));
    await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Unlink" }));
    const again = within(await screen.findByRole("dialog", { name: "Is it you?" }));
    expect((await again.findByRole("link", { name: "Corp" })).getAttribute("href")).toMatch(
      /^\/signin\/sso\/google\?next=/,
    );
  });
});

describe("a kind of service", () => {
  it.each([
    ["google", "", "https://accounts.google.com"],
    ["microsoft", "0af1", "https://login.microsoftonline.com/0af1/v2.0"],
    ["okta", "https://acme.okta.com/", "https://acme.okta.com"],
    ["keycloak", "https://id.acme.test/realms/acme/", "https://id.acme.test/realms/acme"],
    ["other", " https://acme.auth.test/ ", "https://acme.auth.test/"],
  ] as const)("%s at %j is the issuer %s, and is known again by it", (kind, place, issuer) => {
    expect(issuerOf(kind, place)).toBe(issuer);
    const again = kindOf(issuer);
    expect(again.kind).toBe(kind);
    expect(issuerOf(again.kind, again.place)).toBe(issuer);
  });

  it("gets a key that is free", () => {
    expect(freeKey("other", [])).toBe("sso");
    expect(freeKey("google", ["google", "google-2"])).toBe("google-3");
  });
});
