import { exactTime, shortTime } from "../i18n";
import { useNow } from "./now";

/** A time as lists show it; the exact one on hover. */
export function Time({ at, className }: { at: string; className?: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={exactTime(at)} className={className}>
      {shortTime(at, Math.max(now, Date.now()))}
    </time>
  );
}
