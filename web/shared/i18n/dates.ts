import { currentLocale } from "./translate";

let zone: string | undefined;
const formats = new Map<string, Intl.DateTimeFormat>();

/** From then on all times are shown in this zone; unknown ones leave the browser's. */
export function liveIn(timezone: string | undefined) {
  try {
    new Intl.DateTimeFormat("en", { timeZone: timezone });
    zone = timezone;
  } catch {
    zone = undefined;
  }
  formats.clear();
}

export const currentZone = () => zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;

function format(options: Intl.DateTimeFormatOptions, timeZone = zone): Intl.DateTimeFormat {
  const key = currentLocale() + JSON.stringify(options) + timeZone;
  let found = formats.get(key);
  if (!found) formats.set(key, (found = new Intl.DateTimeFormat(currentLocale(), { ...options, timeZone })));
  return found;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const unit = (value: number, name: "minute" | "hour") =>
  new Intl.NumberFormat(currentLocale(), { style: "unit", unit: name, unitDisplay: "short" }).format(value);

/** As lists show a time: minutes and hours first, then the weekday, then the date. */
export function shortTime(iso: string, now: number): string {
  const at = new Date(iso).getTime();
  const age = now - at;
  if (age >= 0 && age < hour) return unit(Math.max(1, Math.floor(age / minute)), "minute");
  if (age >= 0 && age < 12 * hour) return unit(Math.floor(age / hour), "hour");
  if (Math.abs(age) < 6 * day) return format({ weekday: "short" }).format(at);
  return new Date(iso).getFullYear() === new Date(now).getFullYear()
    ? format({ day: "numeric", month: "short" }).format(at)
    : format({ day: "numeric", month: "short", year: "numeric" }).format(at);
}

/** As a sentence says a time: how long ago, then the date. */
export function timeAgo(iso: string, now: number): string {
  const age = Math.max(0, now - new Date(iso).getTime());
  if (age >= 30 * day) return dateOnly(iso);
  const ago = new Intl.RelativeTimeFormat(currentLocale(), { numeric: "auto", style: "short" });
  if (age < hour) return ago.format(-Math.max(1, Math.floor(age / minute)), "minute");
  if (age < day) return ago.format(-Math.floor(age / hour), "hour");
  return ago.format(-Math.floor(age / day), "day");
}

export const exactTime = (iso: string) =>
  format({ dateStyle: "full", timeStyle: "short" }).format(new Date(iso));
export const dateAndTime = (iso: string) =>
  format({ dateStyle: "medium", timeStyle: "short" }).format(new Date(iso));
export const dateOnly = (iso: string) => format({ dateStyle: "medium" }).format(new Date(iso));
/** Of a date without a time, as 2026-01-05. */
export const weekdayOf = (date: string) => format({ weekday: "short" }, "UTC").format(new Date(date));
export const dayAndMonth = (date: string) =>
  format({ day: "numeric", month: "short" }, "UTC").format(new Date(date));
export const timeOnly = (iso: string, timeZone?: string) =>
  format({ timeStyle: "short" }, timeZone ?? zone).format(new Date(iso));
export const weekdayAndTime = (at: Date) =>
  format({ weekday: "short", hour: "numeric", minute: "2-digit" }).format(at);

const sizes = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

export function fileSize(bytes: number): string {
  const step = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
  const digits = step === 0 ? 0 : 1;
  return new Intl.NumberFormat(currentLocale(), {
    style: "unit",
    unit: sizes[step],
    unitDisplay: "short",
    maximumFractionDigits: digits,
  }).format(bytes / 1000 ** step);
}
