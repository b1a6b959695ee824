import type { Status } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import clsx from "clsx";
import classes from "./Status.module.css";

/** A state as a small drawing: its shape differs as well as its colour, and its name is there to be read. */
export function StatusMark({ status, size = 14 }: { status: Status; size?: number }) {
  return (
    <svg
      className={clsx(classes.mark, classes[status])}
      width={size}
      height={size}
      viewBox="0 0 14 14"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      role="img"
      aria-label={t(`status.${status}`)}
    >
      <title>{t(`status.${status}`)}</title>
      {shapes[status]}
    </svg>
  );
}

const ring = <circle cx="7" cy="7" r="5.6" />;
const disc = <circle cx="7" cy="7" r="6.2" fill="currentColor" stroke="none" />;

const shapes: Record<Status, React.ReactNode> = {
  new: (
    <>
      {ring}
      <circle cx="7" cy="7" r="2.4" fill="currentColor" stroke="none" />
    </>
  ),
  open: (
    <>
      {ring}
      <path d="M7 3.4a3.6 3.6 0 0 1 0 7.200z" fill="currentColor" stroke="none" />
    </>
  ),
  answered: (
    <>
      {ring}
      <path d="M6.8 4.8 4.6 7l2.2 2.200M4.8 7h4.6" strokeWidth="1.4" />
    </>
  ),
  postponed: (
    <>
      {ring}
      <path d="M7 4.200V7l1.8 1.2" strokeWidth="1.4" />
    </>
  ),
  resolved: (
    <>
      {disc}
      <path d="m4.3 7.2 1.9 1.9 3.6-3.9" stroke="var(--hd-surface)" />
    </>
  ),
  closed: (
    <>
      {disc}
      <path d="M4.4 7h5.2" stroke="var(--hd-surface)" />
    </>
  ),
  spam: (
    <path d="M4.6 1.400h4.800l3.2 3.200v4.800l-3.2 3.200H4.600L1.4 9.400V4.600zM7 4.200v3.200M7 9.800v.01" />
  ),
  deleted: (
    <path
      d="M2.2 3.600h9.600M5.6 3.400V1.800h2.800v1.600M3.4 3.800l.5 8.400h6.200l.5-8.4"
      strokeWidth="1.4"
    />
  ),
};
