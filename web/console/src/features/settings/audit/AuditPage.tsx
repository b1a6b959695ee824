import { api, urlOf, type AuditEntry, type AuditVerification } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { IconDownload, IconShieldCheck } from "@havendesk/shared/ui/icons";
import { Button, Menu } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { keys } from "../../../app/queries";
import { Page } from "../../rooms/Room";
import { Log } from "../log/Log";
import classes from "./Audit.module.css";
import { Checked } from "./Checked";
import { EntryRow } from "./EntryRow";
import { queryOf, useFilter } from "./filter";
import { Filters } from "./Filters";

/** Who did what when; whether that can be believed, and all of it as a file. */
export function AuditPage() {
  const [filter, set] = useFilter();
  const query = queryOf(filter);
  const isNarrowed = Object.keys(query).length > 0;
  const checking = useQuery({
    queryKey: keys.auditCheck,
    queryFn: ({ signal }) => api.get<AuditVerification>("/rest/audit/verification", {}, signal),
    enabled: false,
    gcTime: 0,
  });
  const actions = (
    <div className={classes.actions}>
      <Button
        variant="default"
        size="sm"
        leftSection={<IconShieldCheck size={14} />}
        loading={checking.isFetching}
        onClick={() => void checking.refetch()}
      >
        {t("audit.check")}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" size="sm" leftSection={<IconDownload size={14} />}>
            {t("audit.export")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {(["csv", "json"] as const).map(format => (
            <Menu.Item
              key={format}
              component="a"
              download
              href={urlOf("/rest/audit/export", { ...query, format })}
            >
              {t(`audit.export.${format}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
  return (
    <Page title={t("settings.audit")} lead={t("audit.lead")} action={actions}>
      <Checked query={checking} />
      <Filters filter={filter} set={set} />
      <Log<AuditEntry>
        name={keys.auditList(query)}
        path="/rest/audit"
        query={query}
        empty={
          isNarrowed
            ? { title: t("audit.noneSuch"), text: t("audit.noneSuchText") }
            : { title: t("audit.empty") }
        }
      >
        {entry => <EntryRow key={entry.id} entry={entry} />}
      </Log>
    </Page>
  );
}
