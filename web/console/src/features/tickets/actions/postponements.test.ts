import { describe, expect, it } from "vitest";
import { postponements } from "./postponements";

const offered = (now: string) =>
  Object.fromEntries(
    postponements(new Date(now), "Europe/Sofia").map(({ key, until }) => [key, until.toISOString()]),
  );

describe("the times to postpone to", () => {
  it("are on the agent's clock", () => {
    expect(offered("2026-03-11T08:20:00Z")).toEqual({
      laterToday: "2026-03-11T11:00:00.000Z",
      tomorrow: "2026-03-12T06:00:00.000Z",
      nextMonday: "2026-03-16T06:00:00.000Z",
    });
  });

  it("offer no later today in the evening, and Monday once on a Sunday", () => {
    expect(offered("2026-03-15T17:00:00Z")).toEqual({ tomorrow: "2026-03-16T06:00:00.000Z" });
  });

  it("know the end of the month and summer time", () => {
    expect(offered("2026-03-28T20:00:00Z").tomorrow).toBe("2026-03-29T05:00:00.000Z");
    expect(offered("2026-03-31T20:00:00Z").tomorrow).toBe("2026-04-01T05:00:00.000Z");
  });
});
