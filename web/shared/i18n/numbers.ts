import { currentLocale } from "./translate";

const formats = new Map<string, Intl.NumberFormat>();

/** A share from 0 to 1 as so many in a hundred. */
export function percent(share: number, digits = 0): string {
  const key = `${currentLocale()} ${digits}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(currentLocale(), { style: "percent", maximumFractionDigits: digits });
    formats.set(key, format);
  }
  return format.format(share);
}
