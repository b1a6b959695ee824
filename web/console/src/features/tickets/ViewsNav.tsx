import type { Status, ViewCount } from "@havendesk/shared/api";
import { formatNumber, t } from "@havendesk/shared/i18n";
import { Bone } from "@havendesk/shared/ui";
import { IconContacts, IconInbox, IconUser } from "@havendesk/shared/ui/icons";
import { Link, useParams } from "@tanstack/react-router";
import clsx from "clsx";
import { StatusMark } from "./StatusMark";
import { nameOfView, useViews } from "./useViews";
import classes from "./ViewsNav.module.css";

const work = ["mine", "unassigned", "all"];

/** The views with what lies in them; the unread ones stand out. */
export function ViewsNav({ onPick }: { onPick?: () => void }) {
  const { data } = useViews();
  const views = data?.items;
  if (!views) return <ViewsSkeleton />;
  const departments = views.filter(view => view.key.startsWith("department:"));
  const states = views.filter(view => !work.includes(view.key) && !departments.includes(view));
  return (
    <nav className={classes.nav} aria-label={t("view.label")}>
      <Group views={views.filter(view => work.includes(view.key))} onPick={onPick} />
      {departments.length > 0 && (
        <Group heading={t("view.departments")} views={departments} onPick={onPick} />
      )}
      <Group heading={t("view.states")} views={states} onPick={onPick} />
    </nav>
  );
}

function Group({ heading, views, onPick }: { heading?: string; views: ViewCount[]; onPick?: () => void }) {
  return (
    <div>
      {heading && <h2 className={classes.heading}>{heading}</h2>}
      <ul className={classes.list}>
        {views.map(view => (
          <li key={view.key}>
            <ViewLink view={view} onPick={onPick} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function ViewLink({ view, onPick }: { view: ViewCount; onPick?: () => void }) {
  const { view: current } = useParams({ strict: false });
  return (
    <Link
      to="/inbox/$view"
      params={{ view: view.key }}
      className={classes.view}
      aria-current={current === view.key ? "page" : undefined}
      onClick={onPick}
    >
      <ViewIcon view={view.key} />
      <span className={classes.name}>
        <bdi>{nameOfView(view.key, [view])}</bdi>
      </span>
      {view.count > 0 && (
        <span
          className={clsx(classes.count, view.unread > 0 && classes.unread)}
          title={t("view.unread", { count: view.unread })}
        >
          {formatNumber(view.count)}
        </span>
      )}
    </Link>
  );
}

function ViewIcon({ view }: { view: string }) {
  if (view.startsWith("department:"))
    return <span className={clsx(classes.dot, classes.square)} aria-hidden />;
  if (view === "mine") return <Icon of={IconUser} />;
  if (view === "unassigned") return <Icon of={IconContacts} />;
  if (view === "all") return <Icon of={IconInbox} />;
  return (
    <span className={classes.dot} aria-hidden>
      <StatusMark status={view as Status} />
    </span>
  );
}

const Icon = ({ of: Shape }: { of: typeof IconInbox }) => (
  <span className={classes.dot} aria-hidden>
    <Shape size={16} stroke={1.7} />
  </span>
);

function ViewsSkeleton() {
  return (
    <div className={classes.nav}>
      {[96, 120, 80, 110, 90, 130, 100].map((width, row) => (
        <div key={row} className={classes.view}>
          <Bone width={14} height={14} round />
          <Bone width={width} />
        </div>
      ))}
    </div>
  );
}
