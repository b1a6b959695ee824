/** The time zones that the browser knows, with UTC and the current one whatever it is. */
export const zones = (current: string): string[] =>
  [...new Set([current, "UTC", ...Intl.supportedValuesOf("timeZone")])].sort((a, b) => a.localeCompare(b));
