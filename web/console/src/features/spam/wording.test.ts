import type { Judgement, Reason } from "@havendesk/shared/api";
import { learn } from "@havendesk/shared/i18n";
import { beforeAll, describe, expect, it } from "vitest";
import { kindOf, oneIn, saidSince, share, sureness, weigh, weightOf, wordOf } from "./wording";

beforeAll(() => learn("en"));

const reason = (kind: Reason["kind"], word: string, weight = 1): Reason => ({ kind, word, weight });

describe("how sure the filter is", () => {
  it.each([
    [1, "Almost certainly spam", "over 99.9%"],
    [0.9963, "Almost certainly spam", "99.6%"],
    [0.97, "Very likely spam", "97%"],
    [0.8, "Probably spam", "80%"],
    [0.5, "Rather spam than not", "50%"],
    [0.3, "Rather not spam", "30%"],
    [0.06, "Probably not spam", "6%"],
    [0.008, "Very likely not spam", "0.8%"],
    [0, "Almost certainly not spam", "under 0.1%"],
  ])("%d is: %s, %s", (probability, words, part) => {
    expect(sureness(probability)).toBe(words);
    expect(share(probability)).toBe(part);
  });
});

describe("a reason", () => {
  it.each<[Reason, string, string | undefined]>([
    [reason("text", "casino"), "casino", "in the text"],
    [reason("capitals", "#CAPS"), "words in capitals", undefined],
    [reason("number", "#0x11"), "a number of 11 digits", undefined],
    [reason("number", "#0x1"), "a number of 1 digit", undefined],
    [reason("number", "#0x2a"), "a number like 00a", undefined],
    [reason("text", "url:"), "a link", "in the text"],
    [reason("link", "win.example.net"), "win.example.net", "in a link"],
    [reason("sender", ".example.net"), "example.net", "in the sender"],
    [reason("sender", ".net"), ".net", "in the sender"],
    [reason("markup", "<img src>"), "a picture", "layout"],
    [reason("markup", "<bgcolor=#fc0>"), "a coloured background", "layout"],
    [reason("markup", "<marquee>"), "<marquee>", "layout"],
    [reason("attachment", ".exe"), "a file ending in .exe", "attachment"],
    [reason("header", "list-unsubscribe"), "list-unsubscribe", "technical header"],
  ])("%o is said as: %s, %s", (given, word, kind) => {
    expect(wordOf(given)).toBe(word);
    expect(kindOf(given.kind)).toBe(kind);
  });

  it("of a kind that is not known yet is shown as it is", () => {
    const strange = reason("smoke" as Reason["kind"], "fire");
    expect(wordOf(strange)).toBe("fire");
    expect(kindOf(strange.kind)).toBe("smoke");
  });
});

describe("the reasons", () => {
  const reasons = [
    reason("text", "order", -2),
    reason("text", "casino", 1),
    reason("sender", "example.net", 0.5),
    reason("sender", ".example.net", 3),
    reason("text", "please", -0.4),
    reason("text", "so", 0),
  ];

  it("are parted by what they speak for, the heaviest first, each once", () => {
    const weighed = weigh(reasons);
    expect(weighed.for.map(wordOf)).toEqual(["example.net", "casino"]);
    expect(weighed.against.map(wordOf)).toEqual(["order", "please"]);
  });

  it("weigh much or little beside the heaviest", () => {
    expect(reasons.map(each => weightOf(each, reasons))).toEqual([
      "strong",
      "some",
      "little",
      "strong",
      "little",
      "little",
    ]);
    expect(weightOf(reason("text", "so", 0), [reason("text", "so", 0)])).toBe("little");
  });
});

describe("what an agent said since", () => {
  const judgement = (spam: boolean | null) => ({ spam }) as Judgement;

  it("is told, where somebody did", () => {
    expect(saidSince(judgement(true))).toMatch(/it is spam/);
    expect(saidSince(judgement(false))).toMatch(/it is not spam/);
    expect(saidSince(judgement(null))).toBeUndefined();
  });
});

describe("a share of good mail", () => {
  it.each([
    [0.0005, "2,000"],
    [0.0015, "700"],
    [0.005, "200"],
    [0.02, "50"],
    [0.05, "20"],
    [0.0001, "10,000"],
  ])("of %d is one in %s", (part, many) => {
    expect(oneIn(part)).toBe(many);
  });
});
