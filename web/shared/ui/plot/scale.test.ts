import { describe, expect, it } from "vitest";
import { labelled, ticks } from "./scale";

describe("the ticks of an axis", () => {
  it.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [7, [0, 3, 6, 9]],
    [40, [0, 20, 40]],
    [41, [0, 20, 40, 60]],
    [1234, [0, 500, 1000, 1500]],
  ])("up to %i are %j", (largest, expected) => {
    expect(ticks(largest)).toEqual(expected);
  });

  it("may be parts of one", () => {
    expect(ticks(0.3, false)).toEqual([0, 0.1, 0.2, 0.3]);
    expect(ticks(0.04, false)).toEqual([0, 0.02, 0.04]);
  });

  it("reach the largest value and are not many", () => {
    for (let largest = 1; largest < 3000; largest += 7) {
      const found = ticks(largest);
      expect(found.at(-1)).toBeGreaterThanOrEqual(largest);
      expect(found.length).toBeLessThanOrEqual(5);
    }
  });
});

describe("labels", () => {
  it("stand at all positions where there is room, and at every so many where there is not", () => {
    expect([...labelled(4, 7)].sort()).toEqual([0, 1, 2, 3]);
    expect([...labelled(35, 7)].sort((a, b) => a - b)).toEqual([4, 9, 14, 19, 24, 29, 34]);
    expect(labelled(0, 7).size).toBe(0);
  });
});
