import { useDirection } from "@mantine/core";
import { labelled, ticks } from "./scale";
import classes from "./Plot.module.css";
import { useWidth } from "./useWidth";

export interface Point {
  x: number;
  y: number;
  /** What stands below the point on the axis. */
  name: string;
  /** What the point says in full, for the pointer. */
  title: string;
}

interface Props {
  points: Point[];
  /** How a height is written on the axis and beside the last point. */
  format: (y: number) => string;
  /** What runs along the axis below. */
  along: string;
}

const height = 190;
const top = 14;
const foot = 40;
const start = 46;
const end = 48;

/** A line through points, with what the last one says written beside it. */
export function Line({ points, format, along }: Props) {
  const [ref, width] = useWidth();
  const mirrored = useDirection().dir === "rtl";
  const marks = ticks(Math.max(0, ...points.map(point => point.y)), false);
  const most = marks.at(-1)!;
  const farthest = Math.max(1, ...points.map(point => point.x));
  const left = (at: number) => (mirrored ? width - at : at);
  const x = (value: number) => left(start + (value / farthest) * (width - start - end));
  const y = (value: number) => height - foot - (value / most) * (height - top - foot);
  const path = points.map(point => `${x(point.x)},${y(point.y)}`).join(" ");
  const first = points[0];
  const last = points.at(-1);
  const named = labelled(points.length, Math.floor((width - start - end) / 64));
  return (
    <svg ref={ref} className={classes.plot} height={height} viewBox={`0 0 ${width} ${height}`}>
      {marks.map(mark => (
        <g key={mark}>
          <line
            className={mark === 0 ? classes.base : classes.grid}
            x1={left(start)}
            x2={left(width - end)}
            y1={y(mark)}
            y2={y(mark)}
          />
          <text className={classes.tick} x={left(start - 8)} y={y(mark) + 4} textAnchor="end">
            {format(mark)}
          </text>
        </g>
      ))}
      {first && last && (
        <>
          <polygon className={classes.under} points={`${x(first.x)},${y(0)} ${path} ${x(last.x)},${y(0)}`} />
          <polyline className={classes.line} points={path} />
        </>
      )}
      {points.map((point, position) => (
        <g key={position}>
          <title>{point.title}</title>
          <circle cx={x(point.x)} cy={y(point.y)} r={12} fill="transparent" />
          <circle className={classes.dot} cx={x(point.x)} cy={y(point.y)} r={points.length > 24 ? 2 : 3.5} />
          {named.has(position) && (
            <text className={classes.tick} x={x(point.x)} y={height - 22} textAnchor="middle">
              {point.name}
            </text>
          )}
        </g>
      ))}
      {last && (
        <text
          className={`${classes.name} ${classes.nameFirst}`}
          x={x(last.x) + (mirrored ? -10 : 10)}
          y={y(last.y) + 4}
          textAnchor="start"
        >
          {format(last.y)}
        </text>
      )}
      <text className={classes.tick} x={left(width - end)} y={height - 4} textAnchor="end">
        {along}
      </text>
    </svg>
  );
}
