import type { ApiKey } from "@havendesk/shared/api";
import { learn } from "@havendesk/shared/i18n";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, describe, expect, it } from "vitest";
import { expectAccessible } from "../../../../testing/axe";
import { openConsole } from "../../../../testing/console";
import "../SettingsRoom";
import { byObject, isFound, isOver, isReading, scopesOf } from "./scopes";

beforeAll(() => learn("en"));

describe("the scopes of a key", () => {
  it("are said in a line", () => {
    expect(scopesOf({ scopes: ["*"] })).toBe("All that you may do");
    expect(scopesOf({ scopes: ["contact.edit", "tag.read"] })).toBe("Change contacts · tag.read");
    expect(scopesOf({ scopes: ["a.x", "b.x", "c.x", "d.x"] })).toBe("a.x · b.x · c.x and 1 more");
  });

  it("stand by what they are about, what most programs need first, and those that only read are known", () => {
    const scopes = ["agent.read", "api.read_own", "ticket.read_all", "ticket.close"];
    expect(byObject(scopes).map(([object, all]) => [object, all.length])).toEqual([
      ["ticket", 2],
      ["agent", 1],
      ["api", 1],
    ]);
    expect(scopes.filter(isReading)).toEqual(["agent.read", "api.read_own", "ticket.read_all"]);
  });

  it.each([
    ["", true],
    ["RESOLVE", true],
    ["ticket close", true],
    ["contacts", false],
  ])("are found by words and by what programs write: %j", (wanted, found) => {
    expect(isFound("ticket.close", wanted)).toBe(found);
  });

  it("end with the key", () => {
    const now = Date.parse("2026-01-05T08:00:00Z");
    expect(isOver({ expiresAt: null }, now)).toBe(false);
    expect(isOver({ expiresAt: "2026-01-05T08:00:00Z" }, now)).toBe(true);
    expect(isOver({ expiresAt: "2026-01-05T08:00:01Z" }, now)).toBe(false);
  });
});

describe("a key", () => {
  const key: ApiKey = {
    id: "k1",
    name: "Shop",
    scopes: ["ticket.read"],
    networks: "192.0.2.7",
    createdAt: "2026-01-05T08:00:00Z",
    expiresAt: "2026-01-06T08:00:00Z",
  };

  it("is made for some things, from some networks, for some time, and shown once", async () => {
    const user = userEvent.setup();
    const server = await openConsole("/settings/apikeys", one => {
      one.answer = ({ method, path }) => {
        if (path === "/rest/apikeys/scopes")
          return {
            body: {
              items: [
                { name: "ticket.read", useful: true },
                { name: "ticket.close", useful: true },
                { name: "settings.write", useful: false },
              ],
              next: null,
            },
          };
        if (path !== "/rest/apikeys") return undefined;
        return method === "POST"
          ? { status: 201, body: { ...key, key: "hd_once" } }
          : { body: { items: [key], next: null } };
      };
    });
    expect(await screen.findByText(/only from 192.0.2.7/)).toBeTruthy();
    expect(screen.getByText(/^Expired/)).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Make a key" }));
    const dialog = within(await screen.findByRole("dialog"));
    await user.type(dialog.getByLabelText("Name of the key"), "Shop");
    await user.click(dialog.getByRole("radio", { name: "Only these" }));
    await user.type(await dialog.findByRole("searchbox"), "resol");
    await user.click(dialog.getByRole("checkbox", { name: "Resolve tickets" }));
    expect(dialog.queryByRole("checkbox", { name: /Read tickets/ })).toBeNull();
    await user.clear(dialog.getByRole("searchbox"));
    const whole = dialog.getByRole("checkbox", { name: "All of Tickets" });
    expect((whole as HTMLInputElement).indeterminate).toBe(true);
    await user.click(whole);
    expect(dialog.getByText("2 chosen")).toBeTruthy();
    expect(dialog.queryByRole("checkbox", { name: /Change the settings/ })).toBeNull();
    await user.click(dialog.getByRole("button", { name: "All that only reads" }));
    await user.selectOptions(dialog.getByRole("combobox", { name: "Works for" }), "Until it is deleted");
    await expectAccessible();
    await user.click(dialog.getByRole("button", { name: "Make a key" }));
    await waitFor(() =>
      expect(server.asks("POST", "/rest/apikeys")[0]?.body).toEqual({
        name: "Shop",
        scopes: ["ticket.read"],
        networks: "",
        expiresAt: null,
      }),
    );
    expect(await screen.findByText("hd_once")).toBeTruthy();
  });

  it("is made for a directory by whoever may make admins", async () => {
    const user = userEvent.setup();
    const server = await openConsole("/settings/apikeys", one => {
      one.answer = ({ method, path }) => {
        if (path !== "/rest/apikeys") return undefined;
        return method === "POST"
          ? { status: 201, body: { ...key, scopes: ["scim.manage"], key: "hd_once" } }
          : { body: { items: [], next: null } };
      };
    });
    await user.click((await screen.findAllByRole("button", { name: "Make a key" }))[0]!);
    const dialog = within(await screen.findByRole("dialog"));
    await user.type(dialog.getByLabelText("Name of the key"), "Directory");
    await user.click(dialog.getByRole("radio", { name: "A directory that brings people in (SCIM)" }));
    expect(dialog.getByText(/\/scim\/v2$/)).toBeTruthy();
    await user.click(dialog.getByRole("button", { name: "Make a key" }));
    await waitFor(() =>
      expect(server.asks("POST", "/rest/apikeys")[0]?.body).toMatchObject({ name: "Directory", type: "S" }),
    );
    expect(await screen.findByText("hd_once")).toBeTruthy();
  });
});
