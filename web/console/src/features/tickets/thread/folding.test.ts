import { describe, expect, it } from "vitest";
import { message } from "../../../../testing/server";
import { foldedThread } from "./folding";

const thread = (count: number) => Array.from({ length: count }, (_, number) => message(`m${number}`));
const shapes = (count: number, opened: string[] = [], seen = count) =>
  foldedThread(thread(count), new Set(opened), new Set(thread(seen).map(({ id }) => id))).map(part =>
    part.kind === "many" ? `many ${part.messages.length}` : part.kind,
  );

describe("a thread", () => {
  it("of three messages is shown whole", () => {
    expect(shapes(3)).toEqual(["open", "open", "open"]);
  });

  it("folds older messages to a line each", () => {
    expect(shapes(5)).toEqual(["folded", "folded", "open", "open", "open"]);
  });

  it("makes one button of many lines, but keeps the first and the last of them", () => {
    expect(shapes(40)).toEqual(["folded", "many 35", "folded", "open", "open", "open"]);
  });

  it("shows what was opened by hand", () => {
    expect(shapes(5, ["m0"])).toEqual(["open", "folded", "open", "open", "open"]);
  });

  it("folds nothing that came while it was read", () => {
    expect(shapes(5, [], 2)).toEqual(["folded", "folded", "open", "open", "open"]);
    expect(shapes(8, [], 4)).toEqual([
      "folded",
      "folded",
      "folded",
      "folded",
      "open",
      "open",
      "open",
      "open",
    ]);
  });
});
