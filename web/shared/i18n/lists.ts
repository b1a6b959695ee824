import { currentLocale } from "./translate";

/** Words one after another as the language joins them: a, b and c. */
export const listOf = (words: string[]): string =>
  new Intl.ListFormat(currentLocale(), { type: "conjunction" }).format(words);
