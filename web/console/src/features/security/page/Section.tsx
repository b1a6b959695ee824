import { Bone, Failed } from "@havendesk/shared/ui";
import { t } from "@havendesk/shared/i18n";
import type { UseQueryResult } from "@tanstack/react-query";
import clsx from "clsx";
import { useId, type ReactNode } from "react";
import classes from "../../rooms/Room.module.css";
import own from "../Security.module.css";

/** How something stands, in a few words that can be read at a glance. */
export interface Standing {
  tone: "good" | "waiting" | "plain";
  words: string;
}

/** A part of the page: what it is for, how it stands, and once that has come, how it is changed. */
export function Section<T>(props: {
  title: string;
  says: string;
  query: Pick<UseQueryResult<T>, "data" | "error" | "refetch">;
  stands?: (data: T) => Standing;
  first?: boolean;
  children: (data: T) => ReactNode;
}) {
  const id = useId();
  const { title, says, query, stands, first, children } = props;
  const standing = query.data === undefined ? undefined : stands?.(query.data);
  return (
    <section className={first ? own.part : classes.part} aria-labelledby={id}>
      <div className={own.sectionHead}>
        <h2 className={classes.partTitle} id={id}>
          {title}
        </h2>
        {standing && <Stands {...standing} />}
        <p className={clsx(classes.lead, own.sectionLead)}>{says}</p>
      </div>
      {query.data !== undefined ? (
        children(query.data)
      ) : query.error ? (
        <Failed error={query.error} retry={() => void query.refetch()} />
      ) : (
        <div className={own.part} role="status" aria-label={t("common.loading")}>
          <Bone width={240} />
          <Bone width={320} />
          <Bone width={120} height={30} />
        </div>
      )}
    </section>
  );
}

export function Stands({ tone, words }: Standing) {
  return (
    <span className={clsx(classes.state, tone !== "plain" && classes[tone], own.stands)}>
      <bdi>{words}</bdi>
    </span>
  );
}
