import { Bone, Empty, Failed } from "@havendesk/shared/ui";
import { t } from "@havendesk/shared/i18n";
import type { UseQueryResult } from "@tanstack/react-query";
import { Link, Outlet, useParams } from "@tanstack/react-router";
import { useEffect, useRef, type ReactNode } from "react";
import classes from "./Room.module.css";

export interface Section {
  key: string;
  label: string;
  Page: () => ReactNode;
}

/** A room of several sections: their names beside what is open. */
export function Room({
  to,
  title,
  sections,
}: {
  to: "/mail" | "/settings";
  title: string;
  sections: Section[];
}) {
  const { section } = useParams({ strict: false });
  const current = sections.find(found => found.key === section) ?? sections[0];
  const label = current?.label ?? title;
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    document.title = label;
    list.current
      ?.querySelector("[aria-current]")
      ?.scrollIntoView({ block: "nearest", inline: "center", behavior: "instant" });
  }, [label]);
  return (
    <div className={classes.room}>
      <nav className={classes.nav} aria-label={title}>
        <h2 className={classes.title}>{title}</h2>
        <ul className={classes.sections} ref={list}>
          {sections.map(({ key, label: name }) => (
            <li key={key}>
              <Link
                to={`${to}/$section`}
                params={{ section: key }}
                className={classes.section}
                aria-current={key === current?.key ? "page" : undefined}
              >
                {name}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <main className={classes.content} id="main" tabIndex={0}>
        {section ? <Outlet /> : current && <current.Page />}
      </main>
    </div>
  );
}

/** A page of a room: what it is about, what can be added, and its content. */
export function Page({
  title,
  lead,
  action,
  children,
}: {
  title: string;
  lead?: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <div>
          <h1 className={classes.heading}>{title}</h1>
          {lead && <p className={classes.lead}>{lead}</p>}
        </div>
        {action}
      </header>
      {children}
    </div>
  );
}

/** Rows of a page while they load, when there are none, and when they could not be had. */
export function Rows<T>(props: {
  query: Pick<UseQueryResult<unknown>, "isPending" | "error" | "refetch">;
  items: T[] | undefined;
  empty: { title: string; text?: string; action?: ReactNode };
  children: (item: T) => ReactNode;
}) {
  if (props.query.error && !props.items)
    return <Failed error={props.query.error} retry={() => void props.query.refetch()} />;
  if (!props.items) return <RowBones />;
  if (props.items.length === 0) {
    return (
      <Empty title={props.empty.title} text={props.empty.text}>
        {props.empty.action}
      </Empty>
    );
  }
  return <ul className={classes.list}>{props.items.map(props.children)}</ul>;
}

function RowBones() {
  return (
    <div className={classes.list} role="status" aria-label={t("common.loading")}>
      {[180, 140, 200].map(width => (
        <div key={width} className={classes.item}>
          <Bone width={width} />
        </div>
      ))}
    </div>
  );
}
