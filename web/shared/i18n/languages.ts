import { speak, type Messages } from "./translate";
import { mirrored } from "./mirrored";

/** ar-XB is English written backwards: it shows whether a screen works from right to left. */
export type Locale = "en" | "fr" | "bg" | "ar-XB";

const texts: Record<Exclude<Locale, "ar-XB">, () => Promise<Messages>> = {
  en: async () => (await import("./en")).en,
  fr: async () => (await import("./fr")).fr,
  bg: async () => (await import("./bg")).bg,
};

export const isLocale = (value: unknown): value is Locale =>
  value === "ar-XB" || (typeof value === "string" && value in texts);
export const directionOf = (locale: Locale): "ltr" | "rtl" => (locale === "ar-XB" ? "rtl" : "ltr");

/** The first of the browser's languages that we speak. */
export function browserLocale(): Locale {
  const known = navigator.languages.map(language => language.slice(0, 2)).find(isLocale);
  return known ?? "en";
}

/** Loads a language and speaks it from then on. */
export async function learn(locale: Locale): Promise<void> {
  if (locale === "ar-XB") speak(mirrored(await texts.en()), "ar");
  else speak(await texts[locale](), locale);
  document.documentElement.lang = locale;
  document.documentElement.dir = directionOf(locale);
}
