import { describe, expect, it } from "vitest";
import { csvOf } from "./saving";

describe("a table saved as CSV", () => {
  it("is UTF-8 with a line for each row, its heads first", () => {
    const text = csvOf({ columns: ["Ден", "Spam"], rows: [["пн", 3]] });
    expect(text).toBe("\ufeffДен,Spam\r\nпн,3\r\n");
  });

  it("quotes what would otherwise part it", () => {
    const text = csvOf({ columns: ["a"], rows: [['say "no", please']] });
    expect(text).toContain('"say ""no"", please"');
  });

  it("holds no formulas", () => {
    expect(csvOf({ columns: ["a"], rows: [["=1+1"], [-3]] })).toContain("'=1+1\r\n-3");
  });
});
