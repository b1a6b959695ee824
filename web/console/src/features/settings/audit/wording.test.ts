import type { AuditEntry } from "@havendesk/shared/api";
import { learn } from "@havendesk/shared/i18n";
import { beforeAll, describe, expect, it } from "vitest";
import { actorName, detailOf, placeOf, sentenceOf, thingName } from "./wording";

const entry = (part: Partial<AuditEntry>): AuditEntry => ({
  id: "1",
  at: "2026-01-05T08:00:00Z",
  actor: { type: "agent", id: "ada", name: "Ada Owner" },
  action: "ticket.resolved",
  object: "ticket",
  objectId: "t1",
  objectName: "HD-1",
  detail: "resolved",
  ...part,
});
const said = (part: Partial<AuditEntry>) => {
  const one = entry(part);
  return sentenceOf(one)
    .replace("{who}", actorName(one))
    .replace("{action}", one.action)
    .replace("{what}", thingName(one));
};

beforeAll(() => learn("en"));

describe("an entry of the audit log", () => {
  it.each<[string, Partial<AuditEntry>]>([
    ["Ada Owner resolved HD-1", {}],
    ["Ada Owner answered HD-1", { action: "ticket.answered", detail: "" }],
    ["Ada Owner marked HD-1 as answered", { action: "ticket.answered", detail: "answered" }],
    ["Ada Owner resolved a deleted ticket", { objectName: null }],
    [
      "Ada Owner deleted the department (deleted since)",
      { action: "department.deleted", object: "department", objectName: null },
    ],
    [
      "System brought HD-1 back after its wait",
      { action: "ticket.woken", actor: { type: "system", id: null, name: null } },
    ],
    ["A former agent resolved HD-1", { actor: { type: "agent", id: "gone", name: null } }],
    [
      "The server’s staff read a mail of the outbox",
      { action: "mail.read", actor: { type: "operator", id: null, name: null } },
    ],
  ])("reads: %s", (sentence, part) => {
    expect(said(part)).toBe(sentence);
  });

  it("shows what it does not know as it is", () => {
    const unknown = { action: "kettle.boiled", object: "kettle", objectId: null, objectName: null };
    expect(said(unknown)).toBe("Ada Owner: kettle.boiled ");
    expect(placeOf(entry(unknown))).toBeNull();
  });

  it("says how it was done", () => {
    expect(detailOf(entry({ action: "agent.role", detail: "admin" }))).toBe("as Admin");
    expect(detailOf(entry({ action: "session.begun", detail: "password" }))).toBe("by password");
    expect(detailOf(entry({ action: "session.begun", detail: "smoke" }))).toBeUndefined();
  });
});
