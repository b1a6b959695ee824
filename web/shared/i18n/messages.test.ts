import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bg } from "./bg";
import { en } from "./en";
import { fr } from "./fr";
import { mirrored } from "./mirrored";
import type { Messages } from "./translate";

const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(match => match[1]!).sort();
const wordsOf = (text: string) => text.replace(/\{\w+\}/g, "");
const forms = (entry: string | { one: string; other: string }) =>
  typeof entry === "string" ? [entry] : [entry.one, entry.other];

describe.each([
  ["French", fr],
  ["Bulgarian", bg],
  ["the mirrored language", mirrored(en)],
])("%s", (_, messages: Messages) => {
  it("has every text of English and no other", () => {
    expect(Object.keys(messages).sort()).toEqual(Object.keys(en).sort());
  });

  it("fills in the same names in every form", () => {
    for (const [key, entry] of Object.entries(messages)) {
      const filled = (text: string) => names(text).filter(name => name !== "count");
      const wanted = filled(forms(en[key as keyof typeof en]).at(-1)!);
      for (const form of forms(entry)) expect([key, filled(form)]).toEqual([key, wanted]);
    }
  });

  it("leaves nothing empty", () => {
    expect(
      Object.values(messages)
        .flatMap(forms)
        .filter(text => text.trim() === ""),
    ).toEqual([]);
  });
});

describe("Bulgarian", () => {
  it("is written in Cyrillic", () => {
    const latin = Object.entries(bg).filter(
      ([, entry]) => !/\p{Script=Cyrillic}|^[^\p{L}]+$/u.test(wordsOf(forms(entry).join(""))),
    );
    expect(latin.map(([key]) => key).sort()).toEqual(["apiDocs.title", "security.starttls", "security.tls"]);
  });
});

describe("the texts", () => {
  it("are all used", () => {
    const source =
      sources(join(import.meta.dirname, "../../console/src")) + sources(join(import.meta.dirname, "../ui"));
    const patterns = [...source.matchAll(/`([a-z]\w+(?:\.\w+)*\.)\$\{[^`]*?\}((?:\.\w+)?)`/gi)].map(
      match => [match[1]!, match[2]!] as const,
    );
    const unused = Object.keys(en).filter(
      key =>
        !source.includes(`"${key}"`) &&
        !patterns.some(([start, end]) => key.startsWith(start) && key.endsWith(end)),
    );
    expect(unused).toEqual([]);
  });
});

function sources(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter(name => /\.tsx?$/.test(name) && !name.includes(".test."))
    .map(name => readFileSync(join(folder, name), "utf8"))
    .join("\n");
}
