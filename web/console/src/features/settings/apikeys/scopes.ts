import type { ApiKey } from "@havendesk/shared/api";
import { t, template } from "@havendesk/shared/i18n";

/** All that its maker may do. */
export const everything = "*";

/** As many as a line holds. */
const few = 3;

/** What a key may be used for, in a line. */
export function scopesOf({ scopes }: Pick<ApiKey, "scopes">): string {
  if (scopes.includes(everything)) return t("security.keys.everything");
  const shown = scopes
    .slice(0, few)
    .map(scope => textOf(scope) ?? scope)
    .join(" · ");
  const more = scopes.length - few;
  return more > 0 ? t("security.keys.andMore", { count: more, shown }) : shown;
}

export const isOver = ({ expiresAt }: Pick<ApiKey, "expiresAt">, now: number): boolean =>
  Boolean(expiresAt) && new Date(expiresAt!).getTime() <= now;

const soon = 14 * 86_400_000;

/** Somebody has to see to it in the next days. */
export const isEnding = (key: Pick<ApiKey, "expiresAt">, now: number): boolean => isOver(key, now + soon);

/** What most programs are about comes first. */
const order = ["ticket", "contact", "file", "agent", "settings", "eventlogs", "api"];

const objectOf = (scope: string) => scope.split(".")[0]!;

/** Scopes by what they are about, the word before the dot; those that only read first. */
export function byObject(scopes: string[]): [object: string, scopes: string[]][] {
  const groups = new Map<string, string[]>();
  for (const scope of scopes) {
    const object = objectOf(scope);
    groups.set(object, [...(groups.get(object) ?? []), scope]);
  }
  for (const all of groups.values()) all.sort((a, b) => Number(isReading(b)) - Number(isReading(a)));
  return [...groups].toSorted(([a], [b]) => place(a) - place(b) || a.localeCompare(b));
}

const place = (object: string) => {
  const found = order.indexOf(object);
  return found < 0 ? order.length : found;
};

/** What a scope lets a program do, in words; undefined for those that open nothing here. */
export const textOf = (scope: string): string | undefined => template(`security.scope.${scope}`);

export const titleOf = (object: string): string => template(`security.scopes.${object}`) ?? object;

/** Whether a scope answers to what somebody looks for, in words or as programs write it. */
export function isFound(scope: string, wanted: string): boolean {
  const words = `${scope} ${textOf(scope) ?? ""} ${titleOf(objectOf(scope))}`.toLocaleLowerCase();
  return wanted
    .toLocaleLowerCase()
    .split(/\s+/)
    .every(word => words.includes(word));
}

/** Those that change nothing. */
export const isReading = (scope: string): boolean => /\.read(_own|_all)?$/.test(scope);
