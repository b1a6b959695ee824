import { useDirection } from "@mantine/core";
import clsx from "clsx";
import { formatNumber } from "../../i18n";
import { labelled, ticks } from "./scale";
import classes from "./Plot.module.css";
import { useWidth } from "./useWidth";

export interface Series {
  name: string;
  look: "first" | "second" | "ground";
}

export interface Bar {
  name: string;
  /** What the parts are called in full, for the pointer. */
  title: string;
  /** From the ground up, in the order of the series. */
  values: number[];
}

const height = 190;
const top = 26;
const foot = 24;
const start = 38;

const nameLook = { first: classes.nameFirst, second: classes.nameSecond, ground: classes.nameGround };

/** Bars in parts. What the parts are is written beside the last bar that has them, in their colour. */
export function Bars({ series, bars }: { series: Series[]; bars: Bar[] }) {
  const [ref, width] = useWidth();
  const mirrored = useDirection().dir === "rtl";
  const totals = bars.map(bar => bar.values.reduce((sum, value) => sum + value, 0));
  const marks = ticks(Math.max(0, ...totals));
  const most = marks.at(-1)!;
  const room = width - start;
  const slot = room / Math.max(1, bars.length);
  const thick = Math.min(44, slot * 0.66);
  const x = (at: number) => (mirrored ? width - at : at);
  const y = (value: number) => height - foot - (value / most) * (height - top - foot);
  const longest = Math.max(1, ...bars.map(bar => bar.name.length));
  const named = labelled(bars.length, Math.floor(room / (longest * 6.5 + 12)));
  const showTotals = slot >= 26;
  return (
    <svg ref={ref} className={classes.plot} height={height} viewBox={`0 0 ${width} ${height}`}>
      <Legend series={series} mirrored={mirrored} width={width} />
      {marks.map(mark => (
        <g key={mark}>
          <line
            className={mark === 0 ? classes.base : classes.grid}
            x1={x(start)}
            x2={x(width)}
            y1={y(mark)}
            y2={y(mark)}
          />
          <text className={classes.tick} x={x(start - 8)} y={y(mark) + 4} textAnchor="end">
            {formatNumber(mark)}
          </text>
        </g>
      ))}
      {bars.map((bar, position) => {
        const middle = start + slot * (position + 0.5);
        let below = 0;
        return (
          <g key={bar.name + position} className={classes.bar}>
            <title>{bar.title}</title>
            <rect
              x={x(middle) - slot / 2}
              y={top}
              width={slot}
              height={height - top - foot}
              fill="transparent"
            />
            {bar.values.map((value, part) => {
              const from = y(below);
              below += value;
              return (
                <rect
                  key={part}
                  className={classes[series[part]!.look]}
                  x={x(middle) - thick / 2}
                  y={y(below)}
                  width={thick}
                  height={from - y(below)}
                />
              );
            })}
            {showTotals && totals[position]! > 0 && (
              <text className={classes.value} x={x(middle)} y={y(below) - 5} textAnchor="middle">
                {formatNumber(totals[position]!)}
              </text>
            )}
            {named.has(position) && (
              <text className={classes.tick} x={x(middle)} y={height - 6} textAnchor="middle">
                {bar.name}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

/** The parts by their names, each in its colour: as far as letters can be measured without drawing them. */
function Legend({ series, mirrored, width }: { series: Series[]; mirrored: boolean; width: number }) {
  let at = start;
  return series.map(({ name, look }) => {
    const begins = at;
    at += name.length * 6.6 + 34;
    const x = mirrored ? width - begins : begins;
    return (
      <g key={look}>
        <rect className={classes[look]} x={mirrored ? x - 10 : x} y={2} width={10} height={10} rx={2} />
        <text
          className={clsx(classes.name, nameLook[look])}
          x={mirrored ? x - 16 : x + 16}
          y={11}
          textAnchor="start"
        >
          {name}
        </text>
      </g>
    );
  });
}
