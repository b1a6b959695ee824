import { exactTime, shortTime, timeAgo } from "../i18n";
import { useNow } from "./now";

/** A time as lists show it, or as a sentence says it; the exact one on hover. */
export function Time({ at, ago, className }: { at: string; ago?: boolean; className?: string }) {
  const now = Math.max(useNow(), Date.now());
  return (
    <time dateTime={at} title={exactTime(at)} className={className}>
      {ago ? timeAgo(at, now) : shortTime(at, now)}
    </time>
  );
}
