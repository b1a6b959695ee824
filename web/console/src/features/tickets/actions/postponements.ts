import { currentZone, instantOf, wallOf } from "@havendesk/shared/i18n";

export interface Postponement {
  key: "laterToday" | "tomorrow" | "nextMonday";
  until: Date;
}

/** The usual times to be reminded, on the agent's own clock. */
export function postponements(now: Date, zone = currentZone()): Postponement[] {
  const wall = wallOf(now, zone);
  const morning = (days: number) => instantOf({ ...wall, day: wall.day + days, hour: 8, minute: 0 }, zone);
  const daysToMonday = (8 - wall.weekday) % 7 || 7;
  const presets: Postponement[] = [{ key: "tomorrow", until: morning(1) }];
  if (daysToMonday > 1) presets.push({ key: "nextMonday", until: morning(daysToMonday) });
  if (wall.hour < 18) {
    const later = instantOf({ ...wall, hour: wall.hour + 3, minute: 0 }, zone);
    presets.unshift({ key: "laterToday", until: later });
  }
  return presets;
}
