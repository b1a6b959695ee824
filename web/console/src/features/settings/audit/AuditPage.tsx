import { api, type AuditEntry, type Page as PageOf } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { keys } from "../../../app/queries";
import { Page, Rows } from "../../rooms/Room";
import { EntryRow } from "./EntryRow";

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
  return (
    <Page title={t("settings.audit")} lead={t("audit.lead")}>
      <Rows
        query={query}
        items={query.data?.pages.flatMap(page => page.items)}
        empty={{ title: t("audit.empty") }}
      >
        {entry => <EntryRow key={entry.id} entry={entry} />}
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
