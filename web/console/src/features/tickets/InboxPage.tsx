import { t } from "@havendesk/shared/i18n";
import { Outlet, useMatchRoute, useParams, useSearch } from "@tanstack/react-router";
import clsx from "clsx";
import { useEffect } from "react";
import { useSession } from "../session/session";
import { InboxContext } from "./inbox";
import classes from "./InboxPage.module.css";
import { ListHeader } from "./list/ListHeader";
import { SelectionBar } from "./list/SelectionBar";
import { TicketList } from "./list/TicketList";
import { useTicketList } from "./list/useTicketList";
import { useInboxKeys } from "./useInboxKeys";
import { useInboxState } from "./useInboxState";
import { nameOfView, useViews } from "./useViews";
import { ViewsNav } from "./ViewsNav";

/** Views, the list and the ticket, side by side as far as there is room. */
export function InboxPage() {
  const { view = "all", ticketId } = useParams({ strict: false });
  const { q = "", within = false } = useSearch({ strict: false });
  const { account } = useSession();
  const views = useViews();
  const isComposing = Boolean(useMatchRoute()({ to: "/inbox/$view/new" }));
  const list = useTicketList(q && !within ? "" : view, q);
  const inbox = useInboxState(view, q, list.items);
  useInboxKeys(inbox);
  useEffect(() => localStorage.setItem("view", view), [view]);
  const name = nameOfView(view, views.data?.items);
  const unread = views.data?.items.find(shown => shown.key === view)?.unread ?? 0;
  useEffect(() => {
    document.title = `${unread > 0 ? `(${unread}) ` : ""}${name} · ${account.name}`;
  }, [name, unread, account.name]);

  return (
    <InboxContext.Provider value={inbox}>
      <main className={clsx(classes.inbox, (ticketId || isComposing) && classes.hasOpen)} id="main">
        <aside className={classes.views} aria-label={account.name}>
          <div className={classes.account} dir="auto">
            {account.name}
          </div>
          <ViewsNav />
        </aside>
        <section className={classes.list} aria-label={t("list.label")}>
          <ListHeader view={view} q={q} within={within} />
          <TicketList list={list} within={within} />
          <SelectionBar />
        </section>
        <div className={classes.detail}>
          <Outlet />
        </div>
      </main>
    </InboxContext.Provider>
  );
}
