import { t } from "@havendesk/shared/i18n";
import { Parts } from "../../rooms/Parts";
import { Page } from "../../rooms/Room";
import { ProvidersPart } from "../providers/ProvidersPart";
import { FactorRules } from "./FactorRules";
import { PanelAccess } from "./PanelAccess";
import { PasswordRules } from "./PasswordRules";
import { People } from "./People";

/** What the account asks of those who work in it, how each of them stands, and where else they sign in. */
export function SecurityPage() {
  return (
    <Page title={t("security.title")} lead={t("security.lead")}>
      <Parts
        label={t("security.title")}
        section="security"
        parts={[
          { key: "rules", label: t("security.rules"), Content: Rules },
          { key: "providers", label: t("security.sso.services"), Content: ProvidersPart },
        ]}
      />
    </Page>
  );
}

const Rules = () => (
  <>
    <FactorRules />
    <People />
    <PasswordRules />
    <PanelAccess />
  </>
);
