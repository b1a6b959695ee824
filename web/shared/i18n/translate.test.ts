import { beforeAll, describe, expect, it } from "vitest";
import { dateAndTime, fileSize, instantOf, learn, liveIn, shortTime, t, wallOf } from ".";

describe("in French", () => {
  beforeAll(() => learn("fr"));

  it("counts none and one alike", () => {
    expect(t("contact.tickets", { count: 0 })).toBe("0 ticket");
    expect(t("contact.tickets", { count: 2 })).toBe("2 tickets");
  });

  it("writes numbers its own way", () => {
    expect(t("list.arrived", { count: 12345 })).toMatch(/^12\s345 nouveaux tickets$/u);
  });
});

describe("times", () => {
  beforeAll(() => learn("en"));
  const now = Date.parse("2026-03-11T15:00:00Z");

  it.each([
    ["2026-03-11T14:58:30Z", "1 min"],
    ["2026-03-11T12:00:00Z", "3 hr"],
    ["2026-03-09T12:00:00Z", "Mon"],
    ["2026-02-02T12:00:00Z", "Feb 2"],
    ["2025-02-02T12:00:00Z", "Feb 2, 2025"],
  ])("of %s are short in lists: %s", (at, text) => {
    liveIn("UTC");
    expect(shortTime(at, now)).toBe(text);
  });

  it("are those of the agent's zone", () => {
    liveIn("Asia/Tokyo");
    expect(dateAndTime("2026-03-11T15:30:00Z")).toMatch(/Mar 12, 2026, 12:30.AM/u);
  });

  it("survive a zone that nobody knows", () => {
    liveIn("Mars/Olympus");
    expect(dateAndTime("2026-03-11T15:30:00Z")).toContain("2026");
  });

  it("on a wall clock are found again over a change of summer time", () => {
    const morning = instantOf({ year: 2026, month: 3, day: 29, hour: 8, minute: 0 }, "Europe/Paris");
    expect(morning.toISOString()).toBe("2026-03-29T06:00:00.000Z");
    expect(wallOf(morning, "Europe/Paris")).toMatchObject({ hour: 8, weekday: 0 });
  });
});

describe("sizes", () => {
  it.each([
    [0, "0 byte"],
    [999, "999 byte"],
    [1_482_113, "1.5 MB"],
    [25_000_000, "25 MB"],
  ])("of %i bytes read %s", (bytes, text) => {
    expect(fileSize(bytes)).toBe(text);
  });
});
