import { api, type Department, type Page } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Copy, Empty } from "@havendesk/shared/ui";
import { IconArchive, IconInbox, IconSearch } from "@havendesk/shared/ui/icons";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { keys } from "../../../app/queries";
import { useViews } from "../useViews";

/** An empty view says why, and what to do next. */
export function NoTickets({ view, q }: { view: string; q: string }) {
  const { data } = useViews();
  const isFresh = data?.items.every(counted => counted.count === 0) ?? false;
  if (q) return <NothingFound q={q} view={view} />;
  if (isFresh && ["mine", "unassigned", "all"].includes(view)) return <FirstSteps />;
  if (view === "mine") {
    return (
      <Empty icon={<IconArchive size={22} />} title={t("empty.mineTitle")} text={t("empty.mineText")}>
        <Button component={Link} to="/inbox/unassigned" variant="default">
          {t("empty.mineNext")}
        </Button>
      </Empty>
    );
  }
  const done = view === "all" || view === "unassigned";
  return (
    <Empty
      icon={done ? <IconArchive size={22} /> : <IconInbox size={22} />}
      title={done ? t("empty.doneTitle") : t("empty.viewTitle")}
      text={done ? t("empty.doneText") : t("empty.viewText")}
    />
  );
}

function NothingFound({ q, view }: { q: string; view: string }) {
  return (
    <Empty icon={<IconSearch size={20} />} title={t("empty.searchTitle", { q })} text={t("empty.searchText")}>
      <Button component={Link} to={`/inbox/${view}`} variant="default">
        {t("search.clear")}
      </Button>
    </Empty>
  );
}

/** Nothing has come yet: the address to write to is the shortest way to a first ticket. */
function FirstSteps() {
  const { data } = useQuery({
    queryKey: keys.departments,
    queryFn: () => api.get<Page<Department>>("/rest/departments"),
  });
  const address = data?.items.flatMap(department => department.addresses)[0]?.address;
  return (
    <Empty
      icon={<IconInbox size={22} />}
      title={t("empty.firstTitle")}
      text={address ? t("empty.firstText", { address }) : t("empty.viewText")}
    >
      {address && <Copy text={address} label={t("empty.firstNext")} />}
    </Empty>
  );
}
