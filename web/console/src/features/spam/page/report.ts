import type { SpamDay, SpamPoint } from "@havendesk/shared/api";
import { dayAndMonth, formatNumber, percent, t, weekdayOf } from "@havendesk/shared/i18n";
import type { Bar, Point, Table } from "@havendesk/shared/ui/plot";

type Sum = Omit<SpamDay, "day">;

/** All days together. */
export function sumOf(days: SpamDay[]): Sum {
  const sum = (value: (day: SpamDay) => number) => days.reduce((all, day) => all + value(day), 0);
  return {
    judged: sum(day => day.judged),
    inbox: sum(day => day.inbox),
    suspected: sum(day => day.suspected),
    quarantined: sum(day => day.quarantined),
    heldWrongly: sum(day => day.heldWrongly),
    warnedWrongly: sum(day => day.warnedWrongly),
    missed: sum(day => day.missed),
    trapped: sum(day => day.trapped),
    turnedAway: sum(day => day.turnedAway),
  };
}

/** What the days show, as a sentence. */
export function findingOf(days: SpamDay[]): string {
  return caught(sumOf(days));
}

function caught({ judged, suspected, quarantined }: Sum): string {
  if (suspected + quarantined === 0) return t("spam.nothingCaught", { count: judged });
  if (quarantined === 0) return t("spam.onlySuspected", { count: judged, suspected });
  if (suspected === 0) return t("spam.onlyHeld", { count: judged, held: quarantined });
  return t("spam.caught", { count: judged, held: quarantined, suspected });
}

/** What happened before the filter was asked, as sentences. */
export const beforeOf = ({ trapped, turnedAway }: Sum): string[] => [
  ...(trapped > 0 ? [t("spam.trappedSays", { count: trapped })] : []),
  ...(turnedAway > 0 ? [t("spam.turnedAwaySays", { count: turnedAway })] : []),
];

/** A bar a day: held at the ground, then suspected, then let through. */
export const barsOf = (days: SpamDay[]): Bar[] =>
  days.map(day => ({
    name: days.length > 7 ? dayAndMonth(day.day) : weekdayOf(day.day),
    title: `${dayAndMonth(day.day)}: ${caught(day)}`,
    values: [day.quarantined, day.suspected, day.inbox],
  }));

export const tableOfDays = (days: SpamDay[]): Table => ({
  columns: [
    t("spam.day"),
    t("spam.judged"),
    t("spam.letThrough"),
    t("spam.suspected"),
    t("spam.held"),
    t("spam.missed"),
    t("spam.heldWrongly"),
    t("spam.warnedWrongly"),
    t("spam.trapped"),
    t("spam.turnedAway"),
  ],
  rows: days.map(day => [
    dayAndMonth(day.day),
    day.judged,
    day.inbox,
    day.suspected,
    day.quarantined,
    day.missed,
    day.heldWrongly,
    day.warnedWrongly,
    day.trapped,
    day.turnedAway,
  ]),
});

const wrongOf = ({ wrong, of }: Pick<SpamPoint, "wrong" | "of">) => (of === 0 ? 0 : wrong / of);

/** The curve without a last point of few marks, which would say more than it knows: it is counted with the one before. */
export function settled(curve: SpamPoint[]): SpamPoint[] {
  const last = curve.at(-1);
  const before = curve.at(-2);
  if (!last || !before || last.of >= before.of / 2) return curve;
  const both = {
    marks: last.marks,
    of: before.of + last.of,
    wrong: before.wrong + last.wrong,
    heldWrongly: before.heldWrongly + last.heldWrongly,
  };
  return [...curve.slice(0, -2), both];
}

export const pointsOf = (curve: SpamPoint[]): Point[] =>
  curve.map(point => ({
    x: point.marks,
    y: wrongOf(point),
    name: formatNumber(point.marks),
    title: t("spam.pointTitle", { of: point.of, marks: point.marks, share: percent(wrongOf(point)) }),
  }));

const together = (points: SpamPoint[]) => ({
  of: points.reduce((sum, point) => sum + point.of, 0),
  wrong: points.reduce((sum, point) => sum + point.wrong, 0),
});

/** What the curve shows: whether the last third of the marks found less that was wrong than the first. */
export function trendOf(curve: SpamPoint[]): string {
  const third = Math.ceil(curve.length / 3);
  const first = together(curve.slice(0, third));
  const last = together(curve.slice(-third));
  const now = percent(wrongOf(last));
  if (curve.length < 2) return t("spam.curveStart", { count: last.of, share: now });
  const before = percent(wrongOf(first));
  return wrongOf(last) < wrongOf(first) && now !== before
    ? t("spam.curveBetter", { before, now })
    : t("spam.curveSame", { before, now });
}

export const tableOfCurve = (curve: SpamPoint[]): Table => ({
  columns: [
    t("spam.marksSoFar"),
    t("spam.looked"),
    t("spam.wrong"),
    t("spam.wrongShare"),
    t("spam.heldWrongly"),
  ],
  rows: curve.map(point => [
    formatNumber(point.marks),
    point.of,
    point.wrong,
    percent(wrongOf(point)),
    point.heldWrongly,
  ]),
});
