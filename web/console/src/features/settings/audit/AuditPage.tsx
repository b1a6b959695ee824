import type { AuditEntry } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { keys } from "../../../app/queries";
import { Page } from "../../rooms/Room";
import { Log } from "../log/Log";
import { EntryRow } from "./EntryRow";

/** Who did what when. */
export function AuditPage() {
  return (
    <Page title={t("settings.audit")} lead={t("audit.lead")}>
      <Log<AuditEntry> name={keys.audit} path="/rest/audit" empty={{ title: t("audit.empty") }}>
        {entry => <EntryRow key={entry.id} entry={entry} />}
      </Log>
    </Page>
  );
}
