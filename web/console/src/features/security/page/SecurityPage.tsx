import { t } from "@havendesk/shared/i18n";
import { Parts } from "../../rooms/Parts";
import { Page } from "../../rooms/Room";
import { AppsPart } from "../apps/AppsPart";
import { ProvidersPart } from "../providers/ProvidersPart";
import { FactorRules } from "./FactorRules";
import { PanelAccess } from "./PanelAccess";
import { PasswordRules } from "./PasswordRules";
import { People } from "./People";

/** What the account asks of those who work in it, how each of them stands, where else they sign in, and what acts for them. */
export function SecurityPage() {
  return (
    <Page title={t("security.title")} lead={t("security.lead")}>
      <Parts
        label={t("security.title")}
        section="security"
        parts={[
          { key: "rules", label: t("security.rules"), Content: Rules },
          { key: "providers", label: t("security.sso.services"), Content: ProvidersPart },
          { key: "apps", label: t("security.apps"), Content: AppsPart },
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
