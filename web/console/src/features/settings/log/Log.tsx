import { dateAndTime } from "@havendesk/shared/i18n";
import { Sentence } from "@havendesk/shared/ui";
import type { ReactNode } from "react";
import { ShowMore, usePages } from "../../rooms/Pages";
import { Rows } from "../../rooms/Room";
import classes from "../../rooms/Room.module.css";
import own from "./Log.module.css";

/** What was written down, newest first, a page at a time; never older than when it was opened. */
export function Log<T>(props: {
  name: readonly unknown[];
  path: string;
  query?: Record<string, string>;
  empty: { title: string; text?: string };
  children: (entry: T) => ReactNode;
}) {
  const pages = usePages<T>(props.name, props.path, props.query, 0);
  return (
    <>
      <Rows query={pages} items={pages.items} empty={props.empty}>
        {props.children}
      </Rows>
      <ShowMore pages={pages} />
    </>
  );
}

/** One thing that happened, said as a sentence. */
export function LogRow(props: {
  at: string;
  sentence: string;
  parts: Record<string, ReactNode>;
  detail?: ReactNode;
  /** Where to look at it. */
  place?: ReactNode;
  /** What can be done with it. */
  action?: ReactNode;
}) {
  const { at, sentence, parts, detail, place, action } = props;
  return (
    <li className={own.entry}>
      <span className={own.said}>
        <Sentence text={sentence} parts={parts} />
        {detail && <span className={classes.detail}> {detail}</span>}
        {place && <> {place}</>}
      </span>
      <time className={own.time} dateTime={at}>
        {dateAndTime(at)}
      </time>
      {action && <span className={own.id}>{action}</span>}
    </li>
  );
}
