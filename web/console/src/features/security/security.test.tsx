import type { Agent, SignedInBrowser } from "@havendesk/shared/api";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { expectAccessible } from "../../../testing/axe";
import { openConsole } from "../../../testing/console";
import { session, type Asked, type Server } from "../../../testing/server";
import "../settings/SettingsRoom";
import { entriesOf } from "./page/entries";

type Answers = Record<string, unknown>;

const off = { on: false, since: null, passkeys: 0, recoveryCodes: 0, requiredFrom: null };
const on = { on: true, since: "2026-01-05T08:00:00Z", passkeys: 0, recoveryCodes: 9, requiredFrom: null };
const required = "2026-02-01T08:00:00Z";

const agent = (part: Partial<Agent>): Agent => ({
  id: "kevin",
  name: "Kevin Marsh",
  email: "kevin@acme.test",
  role: "agent",
  departments: ["support"],
  state: "active",
  lastSeenAt: null,
  online: false,
  secondFactor: false,
  customRole: null,
  departmentRoles: { support: "solver" },
  ...part,
});

const usual: Answers = {
  "GET /rest/profile/second-factor": off,
  "GET /rest/profile/passkeys": { items: [], next: null },
  "GET /rest/sessions": { items: [], next: null },
  "GET /rest/security/second-factor": { roles: [], from: null, on: 1, off: 2 },
  "GET /rest/security/passwords": { min: 10, strength: 3, days: null, leakedOnline: false },
  "GET /rest/security/networks": { networks: "", yourAddress: "192.0.2.7" },
  "GET /rest/agents": {
    items: [agent({ id: "ada", name: "Ada Owner", role: "owner", secondFactor: true }), agent({})],
    next: null,
  },
};

const open = (section: string, answers: Answers = {}) =>
  openConsole(`/settings/${section}`, server => {
    server.answer = ({ method, path, body }: Asked) => {
      const found = { ...usual, ...answers }[`${method} ${path}`];
      return found === undefined ? undefined : { body: typeof found === "function" ? found(body) : found };
    };
  });

const refuse = (server: Server, method: string, errors: Record<string, string>) => {
  const before = server.answer;
  server.answer = asked =>
    asked.method === method ? { status: 422, body: { title: "Invalid", errors } } : before(asked);
};

beforeEach(() => sessionStorage.clear());

describe("two-step sign-in", () => {
  const offer = { secret: "ABCDEFGHIJKL", uri: "otpauth://totp/x", qr: "<svg xmlns='x'/>" };
  const codes = ["abcde-fghij", "klmno-pqrst"];

  it("is set up with the password, the app's first code, and codes that are kept", async () => {
    const user = userEvent.setup();
    const server = await open("signin", {
      "POST /rest/profile/second-factor": offer,
      "PUT /rest/profile/second-factor": { codes },
    });
    await user.click(await screen.findByRole("button", { name: "Set up two-step sign-in" }));
    const dialog = within(await screen.findByRole("dialog"));
    await user.type(dialog.getByLabelText("Present password"), "secret{Enter}");
    expect(await dialog.findByAltText("QR code for the authenticator app")).toBeTruthy();
    expect(dialog.getByText("ABCD EFGH IJKL")).toBeTruthy();
    await expectAccessible();
    await user.type(dialog.getByLabelText("Code of the app"), "123 456");
    await user.click(dialog.getByRole("button", { name: "Turn on" }));
    expect(await dialog.findByText("abcde-fghij")).toBeTruthy();
    expect(server.asks("PUT", "/rest/profile/second-factor")[0]?.body).toEqual({ code: "123456" });
    const done = dialog.getByRole("button", { name: "Done" }) as HTMLButtonElement;
    expect(done.disabled).toBe(true);
    await user.click(dialog.getByRole("checkbox"));
    await user.click(done);
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(server.asks("GET", "/rest/profile/second-factor").length).toBeGreaterThan(1);
  });

  it("says when the code is not right, and keeps the way open", async () => {
    const user = userEvent.setup();
    const server = await open("signin", { "POST /rest/profile/second-factor": offer });
    await user.click(await screen.findByRole("button", { name: "Set up two-step sign-in" }));
    const dialog = within(await screen.findByRole("dialog"));
    await user.type(dialog.getByLabelText("Present password"), "secret{Enter}");
    await dialog.findByAltText("QR code for the authenticator app");
    refuse(server, "PUT", { code: "This code is not right." });
    await user.type(dialog.getByLabelText("Code of the app"), "000000{Enter}");
    expect(await dialog.findByText("This code is not right.")).toBeTruthy();
    expect(dialog.getByText("ABCD EFGH IJKL")).toBeTruthy();
    await user.keyboard("{Escape}");
    const opener = screen.getByRole("button", { name: "Set up two-step sign-in" });
    await waitFor(() => expect(document.activeElement).toBe(opener));
  });

  it("is turned off by password and code", async () => {
    const user = userEvent.setup();
    const server = await open("signin", { "GET /rest/profile/second-factor": on });
    expect(await screen.findByText(/9 recovery codes are left/)).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Turn off" }));
    const dialog = within(await screen.findByRole("dialog"));
    await user.type(dialog.getByLabelText("Present password"), "secret");
    await user.type(dialog.getByLabelText(/or a recovery code/), "abcde-fghij");
    await user.click(dialog.getByRole("button", { name: "Turn off" }));
    await waitFor(() =>
      expect(server.asks("POST", "/rest/profile/second-factor/removal")[0]?.body).toEqual({
        password: "secret",
        code: "abcde-fghij",
      }),
    );
    expect(await screen.findByText("Two-step sign-in is off")).toBeTruthy();
  });

  it("stays on where the account asks for it, and warns of the last codes", async () => {
    await open("signin", {
      "GET /rest/profile/second-factor": { ...on, recoveryCodes: 1, requiredFrom: required },
    });
    expect(await screen.findByText(/Make new recovery codes before/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Turn off" })).toBeNull();
  });

  it("is remembered about on every page, until it is put away", async () => {
    const user = userEvent.setup();
    await open("profile", {
      "GET /rest/session": { ...session, secondFactor: { ...off, requiredFrom: required } },
    });
    expect(await screen.findByText(/your account asks for two-step sign-in/)).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Later" }));
    expect(screen.queryByText(/your account asks for two-step sign-in/)).toBeNull();
  });
});

describe("passkeys", () => {
  const passkey = {
    id: "p1",
    name: "Laptop",
    synced: true,
    alone: true,
    createdAt: "2026-01-05T08:00:00Z",
    lastUsedAt: null,
  };
  const options = {
    rp: { id: "acme.localhost", name: "Acme" },
    user: { id: "AQI", name: "ada@acme.test", displayName: "Ada Owner" },
    challenge: "-_8",
    pubKeyCredParams: [{ type: "public-key", alg: -7 }],
    timeout: 60000,
    excludeCredentials: [],
    authenticatorSelection: {},
    attestation: "none",
  };

  beforeEach(() => {
    vi.stubGlobal("PublicKeyCredential", class {});
    return () => vi.unstubAllGlobals();
  });

  it("are added once one has shown again who one is, and bring recovery codes", async () => {
    const bytes = new Uint8Array([251, 255]).buffer;
    const create = vi.fn((asked: CredentialCreationOptions) =>
      Promise.resolve({
        asked,
        rawId: bytes,
        response: { clientDataJSON: bytes, attestationObject: bytes, getTransports: () => ["internal"] },
      }),
    );
    Object.defineProperty(navigator, "credentials", { configurable: true, value: { create } });
    const user = userEvent.setup();
    let shown = false;
    const server = await open("signin");
    const before = server.answer;
    server.answer = asked => {
      switch (`${asked.method} ${asked.path}`) {
        case "POST /rest/profile/passkeys/options":
          return shown
            ? { body: options }
            : { status: 403, body: { type: "urn:havendesk:problem.forbidden.stale", title: "Forbidden" } };
        case "POST /rest/profile/reauthentication":
          shown = true;
          return { status: 204 };
        case "POST /rest/profile/passkeys":
          return { status: 201, body: { passkey, recoveryCodes: ["abcde-fghij"] } };
        default:
          return before(asked);
      }
    };
    await user.click(await screen.findByRole("button", { name: "Add a passkey" }));
    await user.type(await screen.findByLabelText("Name of the passkey"), "Laptop{Enter}");
    await expectAccessible();
    const again = within(await screen.findByRole("dialog", { name: "Is it you?" }));
    await user.type(again.getByLabelText("Present password"), "secret{Enter}");
    expect(await screen.findByText("abcde-fghij")).toBeTruthy();
    expect(server.asks("POST", "/rest/profile/reauthentication")[0]?.body).toEqual({
      password: "secret",
      code: null,
    });
    expect([...(create.mock.calls[0]![0].publicKey!.challenge as Uint8Array)]).toEqual([251, 255]);
    expect(server.asks("POST", "/rest/profile/passkeys")[0]?.body).toEqual({
      name: "Laptop",
      credential: {
        id: "-_8",
        response: { clientDataJSON: "-_8", attestationObject: "-_8", transports: ["internal"] },
      },
    });
  });

  it("are the second step by themselves, renamed, and removed after a question", async () => {
    const user = userEvent.setup();
    const server = await open("signin", {
      "GET /rest/profile/second-factor": { ...on, on: false, since: null, passkeys: 1 },
      "GET /rest/profile/passkeys": { items: [passkey], next: null },
    });
    expect(await screen.findByText(/Your passkey is the second step/)).toBeTruthy();
    await expectAccessible();
    await user.click(await screen.findByRole("button", { name: "More about Laptop" }));
    await user.click(await screen.findByText("Rename"));
    const name = within(await screen.findByRole("dialog")).getByLabelText("Name");
    await user.clear(name);
    await user.type(name, "Old laptop{Enter}");
    await waitFor(() =>
      expect(server.asks("PUT", "/rest/profile/passkeys/p1")[0]?.body).toEqual({ name: "Old laptop" }),
    );
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await user.click(screen.getByRole("button", { name: "More about Laptop" }));
    await user.click(await screen.findByText("Remove"));
    await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Remove" }));
    await waitFor(() => expect(server.asks("DELETE", "/rest/profile/passkeys/p1")).toHaveLength(1));
  });
});

describe("the browsers", () => {
  const browser = (id: string, part: Partial<SignedInBrowser> = {}): SignedInBrowser => ({
    id,
    browser: "Firefox",
    system: "Linux",
    network: "192.0.2.0/24",
    createdAt: "2026-01-05T08:00:00Z",
    lastSeenAt: "2026-01-05T09:00:00Z",
    current: false,
    ...part,
  });
  const items = [
    browser("b1", { lastSeenAt: "2026-01-05T08:30:00Z" }),
    browser("b2", { browser: "", system: "" }),
    browser("b3", { browser: "Safari", system: "iPhone", current: true }),
  ];

  it("stand with this one first; one is ended, or all others", async () => {
    const user = userEvent.setup();
    const server = await open("signin", { "GET /rest/sessions": { items, next: null } });
    await screen.findByText("Safari on iPhone");
    const names = screen.getAllByText(/on iPhone|Unknown browser|on Linux/).map(each => each.textContent);
    expect(names).toEqual(["Safari on iPhone", "Unknown browser", "Firefox on Linux"]);
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "Sign out Firefox on Linux" }));
    await waitFor(() => expect(server.asks("DELETE", "/rest/sessions/b1")).toHaveLength(1));
    await user.click(screen.getByRole("button", { name: "Sign out everywhere else" }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByText("2 other browsers have to sign in again.")).toBeTruthy();
    await user.click(dialog.getByRole("button", { name: "Sign out everywhere else" }));
    await waitFor(() => expect(server.asks("DELETE", "/rest/sessions")).toHaveLength(1));
  });
});

describe("what the account asks", () => {
  it("of sign-in: says whom it meets before it is stored", async () => {
    const user = userEvent.setup();
    const server = await open("security", {
      "PUT /rest/security/second-factor": { roles: ["owner", "agent"], from: required, on: 1, off: 2 },
    });
    expect(await screen.findByText("1 of 3 people have it on.")).toBeTruthy();
    expect(screen.getByText("Asked of nobody")).toBeTruthy();
    await user.click(screen.getByRole("checkbox", { name: "Agents" }));
    expect(screen.getByText(/1 person still has to set it up/).textContent).toContain("Kevin Marsh");
    expect(screen.queryByText(/You have none yourself/)).toBeNull();
    await user.click(screen.getByRole("checkbox", { name: "Owners" }));
    expect(screen.getByText(/You have none yourself/)).toBeTruthy();
    await user.selectOptions(screen.getByRole("combobox", { name: "Time to set it up" }), "14 days");
    await expectAccessible();
    const form = screen.getByRole("checkbox", { name: "Owners" }).closest("form")!;
    await user.click(within(form).getByRole("button", { name: "Save" }));
    await waitFor(() =>
      expect(server.asks("PUT", "/rest/security/second-factor")[0]?.body).toEqual({
        roles: ["agent", "owner"],
        graceDays: 14,
      }),
    );
    expect(await screen.findByText(/^Asked of owners and agents/)).toBeTruthy();
  });

  it("keeps the date when one more role is asked", async () => {
    const user = userEvent.setup();
    const inTwoDays = new Date(Date.now() + 2 * 86_400_000 - 60_000).toISOString();
    const server = await open("security", {
      "GET /rest/security/second-factor": { roles: ["owner"], from: inTwoDays, on: 1, off: 2 },
      "PUT /rest/security/second-factor": { roles: ["owner", "agent"], from: inTwoDays, on: 1, off: 2 },
    });
    await user.click(await screen.findByRole("checkbox", { name: "Agents" }));
    const form = screen.getByRole("checkbox", { name: "Agents" }).closest("form")!;
    await user.click(within(form).getByRole("button", { name: "Save" }));
    await waitFor(() =>
      expect(server.asks("PUT", "/rest/security/second-factor")[0]?.body).toEqual({
        roles: ["owner", "agent"],
        graceDays: 2,
      }),
    );
  });

  it("of a role of the account's own, and of all those by asking agents", async () => {
    const user = userEvent.setup();
    const lead = { id: "r1", name: "Team lead", permissions: [], agents: 1 };
    const server = await open("security", {
      "GET /rest/roles": { items: [lead], next: null },
      "GET /rest/agents": {
        items: [agent({ id: "ada", name: "Ada Owner", role: "owner" }), agent({ customRole: lead })],
        next: null,
      },
      "PUT /rest/security/second-factor": { roles: ["r1"], from: required, on: 1, off: 2 },
    });
    const ofLeads = await screen.findByRole<HTMLInputElement>("checkbox", { name: "Team lead" });
    await user.click(screen.getByRole("checkbox", { name: /^Agents/ }));
    expect([ofLeads.checked, ofLeads.disabled]).toEqual([true, true]);
    await user.click(screen.getByRole("checkbox", { name: /^Agents/ }));
    expect([ofLeads.checked, ofLeads.disabled]).toEqual([false, false]);
    await user.click(ofLeads);
    expect(screen.getByText(/1 person still has to set it up/).textContent).toContain("Kevin Marsh");
    await expectAccessible();
    await user.click(within(ofLeads.closest("form")!).getByRole("button", { name: "Save" }));
    await waitFor(() =>
      expect(server.asks("PUT", "/rest/security/second-factor")[0]?.body).toEqual({
        roles: ["r1"],
        graceDays: 7,
      }),
    );
    expect(await screen.findByText(/^Asked of Team lead/)).toBeTruthy();
  });

  it("shows how each comes in, those without a second step first, and signs them out", async () => {
    const user = userEvent.setup();
    const server = await open("security", {
      "GET /rest/security/second-factor": { roles: ["agent"], from: required, on: 1, off: 1 },
    });
    const people = within((await screen.findByRole("heading", { name: "People" })).closest("section")!);
    await people.findByText("Kevin Marsh");
    expect(people.getAllByText(/Kevin Marsh|Ada Owner/).map(each => each.textContent)).toEqual([
      "Kevin Marsh",
      "Ada Owner (you)",
    ]);
    expect(people.getByText(/Has to set it up by|Sets it up at the next sign-in/)).toBeTruthy();
    await user.click(people.getByRole("button", { name: "More about Kevin Marsh" }));
    await user.click(await screen.findByText("Sign out everywhere"));
    const dialog = within(await screen.findByRole("dialog"));
    await user.click(dialog.getByRole("button", { name: "Sign out everywhere" }));
    await waitFor(() => expect(server.asks("DELETE", "/rest/agents/kevin/sessions")).toHaveLength(1));
  });

  it("of passwords", async () => {
    const user = userEvent.setup();
    const server = await open("security", { "PUT /rest/security/passwords": (body: unknown) => body });
    await user.selectOptions(
      await screen.findByRole("combobox", { name: "Shortest length" }),
      "14 characters",
    );
    await user.selectOptions(screen.getByRole("combobox", { name: "Has to be changed" }), "After 180 days");
    await user.click(screen.getByRole("switch", { name: /service of leaked passwords/ }));
    const form = screen.getByRole("combobox", { name: "Shortest length" }).closest("form")!;
    await user.click(within(form).getByRole("button", { name: "Save" }));
    await waitFor(() =>
      expect(server.asks("PUT", "/rest/security/passwords")[0]?.body).toEqual({
        min: 14,
        strength: 3,
        days: 180,
        leakedOnline: true,
      }),
    );
  });

  it("of networks: adds one's own address, asks before it limits, and says why it was refused", async () => {
    const user = userEvent.setup();
    const server = await open("security", {
      "PUT /rest/security/networks": { networks: "198.51.100.0/24\n192.0.2.7", yourAddress: "192.0.2.7" },
    });
    const field = await screen.findByLabelText("Allowed networks");
    expect(screen.getByText("Open from anywhere")).toBeTruthy();
    await user.type(field, "198.51.100.0/24, ");
    await user.click(screen.getByRole("button", { name: "Add it" }));
    expect((field as HTMLTextAreaElement).value).toBe("198.51.100.0/24\n192.0.2.7");
    const form = field.closest("form")!;
    await user.click(within(form).getByRole("button", { name: "Save" }));
    await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Limit" }));
    await waitFor(() =>
      expect(server.asks("PUT", "/rest/security/networks")[0]?.body).toEqual({
        networks: "198.51.100.0/24\n192.0.2.7",
      }),
    );
    const again = await screen.findByLabelText("Allowed networks");
    refuse(server, "PUT", { networks: "You would shut yourself out." });
    await user.clear(again);
    await user.type(again, "10.0.0.0/8");
    await user.click(within(again.closest("form")!).getByRole("button", { name: "Save" }));
    await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Limit" }));
    expect(await screen.findByText("You would shut yourself out.")).toBeTruthy();
    expect((again as HTMLTextAreaElement).value).toBe("10.0.0.0/8");
  });
});

describe("networks as they are typed", () => {
  it.each([
    ["", []],
    [" 192.0.2.7 ,\n\n 2001:db8::/32;192.0.2.7", ["192.0.2.7", "2001:db8::/32"]],
    ["10.0.0.1-10.0.0.9", ["10.0.0.1-10.0.0.9"]],
  ])("%j are %j", (text, entries) => {
    expect(entriesOf(text)).toEqual(entries);
  });
});

describe("people and their roles", () => {
  const roles = {
    items: [{ id: "r1", name: "Team lead", permissions: ["departments.all", "api.use"], agents: 1 }],
    next: null,
  };

  it("a role of one's own says what it may, and is not deleted from under somebody", async () => {
    const user = userEvent.setup();
    await open("roles", { "GET /rest/roles": roles });
    expect(await screen.findByText(/See and work the tickets of every department/)).toBeTruthy();
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "Delete" }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByText(/1 person has it/)).toBeTruthy();
    expect((dialog.getByRole("button", { name: "Delete" }) as HTMLButtonElement).disabled).toBe(true);
  });

  it("a role is made of a name and what it may besides", async () => {
    const user = userEvent.setup();
    const server = await open("roles", {
      "GET /rest/roles/permissions": { items: ["api.use", "audit.read"], next: null },
    });
    await user.click(await screen.findByRole("button", { name: "Make a role" }));
    const dialog = within(await screen.findByRole("dialog"));
    await user.type(dialog.getByLabelText(/Name/), "Auditor");
    await user.click(await dialog.findByRole("checkbox", { name: "Read the audit log" }));
    await user.click(dialog.getByRole("checkbox", { name: "Make API keys of their own" }));
    await user.click(dialog.getByRole("button", { name: "Save" }));
    await waitFor(() =>
      expect(server.asks("POST", "/rest/roles")[0]?.body).toEqual({
        name: "Auditor",
        permissions: ["audit.read"],
      }),
    );
  });

  it("an agent gets a role of the account's own", async () => {
    const user = userEvent.setup();
    const server = await open("agents", { "GET /rest/roles": roles });
    const select = await screen.findByRole("combobox", { name: "Role of Kevin Marsh" });
    await waitFor(() => expect(within(select).getByRole("option", { name: "Team lead" })).toBeTruthy());
    await user.selectOptions(select, "Team lead");
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByText(/Kevin Marsh is signed out everywhere/)).toBeTruthy();
    expect(server.asks("PUT", "/rest/agents/kevin/role")).toHaveLength(0);
    await user.click(dialog.getByRole("button", { name: "Change role" }));
    await waitFor(() =>
      expect(server.asks("PUT", "/rest/agents/kevin/role")[0]?.body).toEqual({
        role: "agent",
        customRole: "r1",
      }),
    );
  });

  it("what somebody is in one department does not change what they are in another", async () => {
    const user = userEvent.setup();
    const server = await open("agents", {
      "GET /rest/agents": { items: [agent({ departmentRoles: { support: "manager" } })], next: null },
    });
    await user.click(await screen.findByRole("button", { name: "1 department" }));
    const select = await screen.findByLabelText("Role in Sales");
    await user.selectOptions(select, "Reads");
    await waitFor(() =>
      expect(server.asks("PUT", "/rest/agents/kevin/departments")[0]?.body).toEqual({
        departments: ["support", "sales"],
        roles: { support: "manager", sales: "reader" },
      }),
    );
  });

  it("somebody who was removed is brought back, from the toast or from the list", async () => {
    const user = userEvent.setup();
    let removed = false;
    const server = await open("agents");
    const before = server.answer;
    server.answer = asked => {
      if (asked.method === "DELETE") removed = true;
      if (asked.path === "/rest/agents/kevin/restoration") removed = false;
      if (asked.method === "GET" && asked.path === "/rest/agents" && removed)
        return {
          body: { items: [agent({ state: "removed", removedAt: "2026-01-05T08:00:00Z" })], next: null },
        };
      return before(asked);
    };
    await user.click(await screen.findByRole("button", { name: "More about Kevin Marsh" }));
    await user.click(await screen.findByText("Remove agent"));
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByText(/For two weeks you can bring them back/)).toBeTruthy();
    await user.click(dialog.getByRole("button", { name: "Remove agent" }));
    expect(await screen.findByText(/^Removed on/)).toBeTruthy();
    await expectAccessible();
    await user.click(screen.getByRole("button", { name: "Undo" }));
    await waitFor(() => expect(server.asks("POST", "/rest/agents/kevin/restoration")).toHaveLength(1));
    expect(await screen.findByText(/Kevin Marsh is back/)).toBeTruthy();
    await waitFor(() => expect(screen.queryByText(/^Removed on/)).toBeNull());
  });

  it("somebody who lost their phone is helped", async () => {
    const user = userEvent.setup();
    const server = await open("agents", {
      "GET /rest/agents": { items: [agent({ secondFactor: true })], next: null },
    });
    await user.click(await screen.findByRole("button", { name: "More about Kevin Marsh" }));
    await user.click(await screen.findByText("Take off two-step sign-in"));
    const dialog = within(await screen.findByRole("dialog"));
    await user.click(dialog.getByRole("button", { name: "Take off two-step sign-in" }));
    await waitFor(() => expect(server.asks("DELETE", "/rest/agents/kevin/second-factor")).toHaveLength(1));
  });
});
