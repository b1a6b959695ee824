import { describe, expect, it } from "vitest";
import { ada, item, kevin } from "../../../../testing/server";
import { after, belongs, undoing, type Action } from "./actions";

describe("an undo", () => {
  it.each<[Action, Action]>([
    [{ name: "resolve" }, { name: "reopen" }],
    [{ name: "delete" }, { name: "restore" }],
    [{ name: "spam" }, { name: "notSpam" }],
    [{ name: "unread" }, { name: "read" }],
    [{ name: "postpone", until: "2026-01-01T00:00:00Z" }, { name: "activate" }],
    [
      { name: "assign", agent: ada },
      { name: "assign", agent: kevin },
    ],
  ])("of %o is %o", (action, back) => {
    expect(undoing(item(1, { assignee: kevin }), action)).toEqual(back);
  });

  it("of resolving goes back to where the ticket was", () => {
    expect(undoing(item(1, { status: "answered" }), { name: "resolve" })).toEqual({ name: "answered" });
    const until = "2026-01-01T00:00:00Z";
    const postponed = item(1, { status: "postponed", postponedUntil: until });
    expect(undoing(postponed, { name: "resolve" })).toEqual({ name: "postpone", until });
  });

  it("of reopening goes back to where the ticket was", () => {
    expect(undoing(item(1, { status: "resolved" }), { name: "reopen" })).toEqual({ name: "resolve" });
    expect(undoing(item(1, { status: "answered" }), { name: "reopen" })).toEqual({ name: "answered" });
  });
});

describe("a view", () => {
  it("lets go of what was resolved", () => {
    const ticket = item(1, { assignee: ada });
    expect(belongs(ticket, "mine", ada.id)).toBe(true);
    expect(belongs(after(ticket, { name: "resolve" }), "mine", ada.id)).toBe(false);
    expect(belongs(after(ticket, { name: "resolve" }), "resolved", ada.id)).toBe(true);
  });

  it("of a department lets go of what moved elsewhere", () => {
    const moved = after(item(1), { name: "department", department: { id: "sales", name: "Sales" } });
    expect(belongs(moved, "department:support", ada.id)).toBe(false);
    expect(belongs(moved, "department:sales", ada.id)).toBe(true);
  });

  it("keeps what was only read", () => {
    expect(belongs(after(item(1, { unread: true }), { name: "read" }), "all", ada.id)).toBe(true);
  });
});
