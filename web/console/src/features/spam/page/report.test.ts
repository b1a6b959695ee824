import type { SpamDay, SpamPoint } from "@havendesk/shared/api";
import { learn } from "@havendesk/shared/i18n";
import { beforeAll, describe, expect, it } from "vitest";
import { barsOf, findingOf, pointsOf, settled, sumOf, tableOfCurve, tableOfDays, trendOf } from "./report";
import { stepOf, steps } from "./steps";

beforeAll(() => learn("en"));

const day = (number: number, part: Partial<SpamDay> = {}): SpamDay => ({
  day: `2026-01-${String(number).padStart(2, "0")}`,
  judged: 10,
  inbox: 10,
  suspected: 0,
  quarantined: 0,
  heldWrongly: 0,
  warnedWrongly: 0,
  missed: 0,
  trapped: 0,
  turnedAway: 0,
  ...part,
});

describe("the days", () => {
  it.each([
    [{}, "All 20 mails were taken for good"],
    [{ suspected: 2 }, "Of 20 mails, 2 were suspected"],
    [{ quarantined: 3 }, "Of 20 mails, 3 were held back"],
    [{ quarantined: 3, suspected: 2 }, "Of 20 mails, 3 were held back and 2 suspected"],
  ])("with %o say: %s", (part, finding) => {
    expect(findingOf([day(5), day(6, part)])).toBe(finding);
  });

  it("are added up", () => {
    expect(sumOf([day(5, { missed: 1 }), day(6, { missed: 2, warnedWrongly: 1 })])).toMatchObject({
      judged: 20,
      missed: 3,
      warnedWrongly: 1,
    });
  });

  it("become bars with what was held at their foot, called by weekday or, when there are many, by date", () => {
    const one = day(5, { quarantined: 1, suspected: 2, inbox: 7 });
    expect(barsOf([one])[0]).toMatchObject({ name: "Mon", values: [1, 2, 7] });
    expect(barsOf(Array.from({ length: 8 }, (_, index) => day(index + 1)))[4]?.name).toBe("Jan 5");
  });

  it("are all in the table", () => {
    const { columns, rows } = tableOfDays([day(5), day(6)]);
    expect(rows).toHaveLength(2);
    expect(rows.every(row => row.length === columns.length)).toBe(true);
  });
});

const point = (marks: number, of: number, wrong: number): SpamPoint => ({ marks, of, wrong, heldWrongly: 0 });

describe("the learning curve", () => {
  it("counts a last point of few marks with the one before", () => {
    expect(settled([point(25, 25, 5), point(50, 25, 3), point(56, 6, 0)])).toEqual([
      point(25, 25, 5),
      point(56, 31, 3),
    ]);
    expect(settled([point(25, 25, 5), point(45, 20, 1)])).toHaveLength(2);
    expect(settled([point(3, 3, 1)])).toHaveLength(1);
  });

  it("says whether it goes down, by its thirds and not by its ends", () => {
    const better = [point(25, 25, 5), point(50, 25, 3), point(75, 25, 1)];
    expect(trendOf(better)).toBe("Mistakes went down from 20% to 4%");
    expect(trendOf([point(25, 25, 1), point(50, 25, 2)])).toBe("Mistakes: 4% at first, 8% now");
    expect(trendOf([point(1000, 1000, 44), point(2000, 1000, 41)])).toBe("Mistakes: 4% at first, 4% now");
    expect(trendOf([point(4, 4, 1)])).toBe("25% of the first 4 marks were mistakes of the filter");
    const six = [4, 6, 3, 2, 1, 2].map((wrong, index) => point(25 * (index + 1), 25, wrong));
    expect(trendOf(six)).toBe("Mistakes went down from 20% to 6%");
  });

  it("is drawn by marks and share, and stands in the table", () => {
    expect(pointsOf([point(1025, 25, 5)])[0]).toMatchObject({ x: 1025, y: 0.2, name: "1,025" });
    expect(tableOfCurve([point(25, 25, 5)]).rows).toEqual([["25", 25, 5, "20%", 0]]);
    expect(pointsOf([point(0, 0, 0)])[0]?.y).toBe(0);
  });
});

describe("how careful the filter is", () => {
  it("is known by the share that was chosen", () => {
    for (const { name, loss } of steps) expect(stepOf(loss)).toBe(name);
    expect(stepOf(0.003)).toBeUndefined();
  });
});
