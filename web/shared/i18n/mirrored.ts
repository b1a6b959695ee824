import type { Messages } from "./translate";

const rightToLeft = "\u202e";
const asBefore = "\u202c";

/** Shows every word backwards, but leaves {placeholders} and the order of words to the direction of the page. */
const backwards = (text: string) =>
  text.replace(/\{\w+\}|[^\s{}]+/g, word => (word.startsWith("{") ? word : rightToLeft + word + asBefore));

export function mirrored(messages: Messages): Messages {
  const entries = Object.entries(messages).map(([key, value]) => [
    key,
    typeof value === "string"
      ? backwards(value)
      : { one: backwards(value.one), other: backwards(value.other) },
  ]);
  return Object.fromEntries(entries) as Messages;
}
