export { t, template, formatNumber, currentLocale, type Key, type Messages, type Plural } from "./translate";
export { browserLocale, directionOf, isLocale, learn, type Locale } from "./languages";
export * from "./dates";
export { listOf } from "./lists";
export { percent } from "./numbers";
export { instantOf, wallOf } from "./wallclock";
