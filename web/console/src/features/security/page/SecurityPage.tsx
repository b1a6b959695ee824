import { t } from "@havendesk/shared/i18n";
import { Page } from "../../rooms/Room";
import { FactorRules } from "./FactorRules";
import { PanelAccess } from "./PanelAccess";
import { PasswordRules } from "./PasswordRules";
import { People } from "./People";

/** What the account asks of those who work in it, and how each of them stands. */
export function SecurityPage() {
  return (
    <Page title={t("security.title")} lead={t("security.lead")}>
      <FactorRules />
      <People />
      <PasswordRules />
      <PanelAccess />
    </Page>
  );
}
