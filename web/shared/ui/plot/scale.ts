/** Round values from 0 to at least the largest, some three or four of them; 0 and 1 where there is nothing. */
export function ticks(largest: number, whole = true): number[] {
  if (!(largest > 0)) return [0, 1];
  const rough = largest / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const nice = [1, 2, 2.5, 5, 10].map(times => times * power).find(step => step >= rough * 0.999) ?? rough;
  const step = whole ? Math.max(1, Math.ceil(nice)) : nice;
  const count = Math.ceil(largest / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => round(index * step));
}

/** 0.1 + 0.2 is 0.3 on an axis. */
const round = (value: number) => Number(value.toPrecision(12));

/** Some of the positions from 0 to count - 1, evenly, the last one among them: there is room for so many labels. */
export function labelled(count: number, most: number): Set<number> {
  const every = Math.max(1, Math.ceil(count / Math.max(1, most)));
  const chosen = new Set<number>();
  for (let index = count - 1; index >= 0; index -= every) chosen.add(index);
  return chosen;
}
