import { api, type AuditEntry, type Page as PageOf } from "@havendesk/shared/api";
import { dateAndTime, t } from "@havendesk/shared/i18n";
import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { keys } from "../../../app/queries";
import { Page, Rows } from "../../rooms/Room";
import classes from "../../rooms/Room.module.css";

/** Who did what when. */
export function AuditPage() {
  const query = useInfiniteQuery({
    queryKey: keys.audit,
    queryFn: ({ pageParam, signal }) =>
      api.get<PageOf<AuditEntry>>("/rest/audit", { cursor: pageParam }, signal),
    initialPageParam: "",
    getNextPageParam: page => page.next ?? undefined,
    staleTime: 0,
  });
  const entries = query.data?.pages.flatMap(page => page.items);
  return (
    <Page title={t("settings.audit")} lead={t("audit.lead")}>
      <Rows query={query} items={entries} empty={{ title: t("audit.empty") }}>
        {entry => (
          <li
            key={`${entry.at}${entry.action}${entry.objectId}`}
            className={classes.item}
            style={{ minBlockSize: 40 }}
          >
            <span className={classes.words}>
              <span className={classes.name}>{entry.action}</span>
              <span className={classes.detail}>
                {entry.object} {entry.objectId}
              </span>
            </span>
            <span dir="auto">{entry.actor?.name || t("event.system")}</span>
            <time className={classes.detail} dateTime={entry.at}>
              {dateAndTime(entry.at)}
            </time>
          </li>
        )}
      </Rows>
      {query.hasNextPage && (
        <div>
          <Button
            variant="default"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t("common.showMore")}
          </Button>
        </div>
      )}
    </Page>
  );
}
