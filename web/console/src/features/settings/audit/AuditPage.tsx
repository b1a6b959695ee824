import type { AuditEntry } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { keys } from "../../../app/queries";
import { ShowMore, usePages } from "../../rooms/Pages";
import { Page, Rows } from "../../rooms/Room";
import { EntryRow } from "./EntryRow";

/** Who did what when. */
export function AuditPage() {
  const pages = usePages<AuditEntry>(keys.audit, "/rest/audit", {}, 0);
  return (
    <Page title={t("settings.audit")} lead={t("audit.lead")}>
      <Rows query={pages} items={pages.items} empty={{ title: t("audit.empty") }}>
        {entry => <EntryRow key={entry.id} entry={entry} />}
      </Rows>
      <ShowMore pages={pages} />
    </Page>
  );
}
