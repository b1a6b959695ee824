import type { en } from "./en";

export interface Plural {
  one: string;
  other: string;
}

/** Every language has exactly the keys of English: a missing one does not compile. */
export type Messages = { [K in keyof typeof en]: (typeof en)[K] extends string ? string : Plural };
export type Key = keyof typeof en;

type Text<K extends Key> = (typeof en)[K] extends string
  ? (typeof en)[K]
  : (typeof en)[K] extends { other: infer O }
    ? O
    : never;
type Names<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type Counted<K extends Key> = (typeof en)[K] extends string ? never : "count";
type Params<K extends Key> = [Names<Text<K>> | Counted<K>] extends [never]
  ? []
  : [Record<Names<Text<K>> | Counted<K>, string | number>];

let messages: Messages | null = null;
let locale = "en";
let plurals = new Intl.PluralRules("en");
let numbers = new Intl.NumberFormat("en");

export function speak(next: Messages, nextLocale: string) {
  messages = next;
  locale = nextLocale;
  plurals = new Intl.PluralRules(nextLocale);
  numbers = new Intl.NumberFormat(nextLocale);
}

export const currentLocale = () => locale;
export const formatNumber = (value: number) => numbers.format(value);

/** The text of a key in the agent's language. Numbers are written the language's way; {count} chooses the plural. */
export function t<K extends Key>(key: K, ...params: Params<K>): string {
  const entry = messages?.[key];
  if (entry === undefined) return key;
  const values = (params[0] ?? {}) as Record<string, string | number>;
  const text = typeof entry === "string" ? entry : pluralOf(entry, Number(values.count ?? 0));
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === "number" ? numbers.format(value) : value;
  });
}

/** A text as it stands, names in braces and all; undefined where there is none of this key. */
export function template(key: string): string | undefined {
  const entry = messages?.[key as Key];
  return typeof entry === "string" ? entry : undefined;
}

const pluralOf = (entry: Plural, count: number) =>
  plurals.select(count) === "one" ? entry.one : entry.other;
