import { t } from "@havendesk/shared/i18n";
import { useParams } from "@tanstack/react-router";
import { Room, type Section } from "../rooms/Room";
import { NotHere } from "../shell/NotHere";
import { useMay } from "../session/session";
import { SignInPage } from "../security/own/SignInPage";
import { SecurityPage } from "../security/page/SecurityPage";
import { SpamPage } from "../spam/page/SpamPage";
import { AccountPage } from "./account/AccountPage";
import { AgentsPage } from "./agents/AgentsPage";
import { ApiKeysPage } from "./apikeys/ApiKeysPage";
import { AuditPage } from "./audit/AuditPage";
import { EventsPage } from "./events/EventsPage";
import { DepartmentsPage } from "./departments/DepartmentsPage";
import { RolesPage } from "./roles/RolesPage";
import { ProfilePage } from "./profile/ProfilePage";

function useSections(): Section[] {
  const may = useMay();
  return [
    { key: "profile", label: t("settings.profile"), Page: ProfilePage },
    { key: "signin", label: t("security.mine"), Page: SignInPage },
    ...(may("agents.manage") ? [{ key: "agents", label: t("settings.agents"), Page: AgentsPage }] : []),
    ...(may("agents.manage") ? [{ key: "roles", label: t("security.roles"), Page: RolesPage }] : []),
    ...(may("settings.manage")
      ? [
          { key: "departments", label: t("settings.departments"), Page: DepartmentsPage },
          { key: "account", label: t("settings.account"), Page: AccountPage },
          { key: "spam", label: t("spam.title"), Page: SpamPage },
        ]
      : []),
    ...(may("security.manage") ? [{ key: "security", label: t("security.title"), Page: SecurityPage }] : []),
    ...(may("api.use") ? [{ key: "apikeys", label: t("settings.apikeys"), Page: ApiKeysPage }] : []),
    ...(may("audit.read")
      ? [
          { key: "audit", label: t("settings.audit"), Page: AuditPage },
          { key: "events", label: t("events.title"), Page: EventsPage },
        ]
      : []),
  ];
}

/** What the agent may set: their own profile, and with more rights the account. */
export const SettingsRoom = () => (
  <Room to="/settings" title={t("shell.settings")} sections={useSections()} />
);

export function SettingsSection() {
  const { section } = useParams({ strict: false });
  const found = useSections().find(({ key }) => key === section);
  return found ? <found.Page /> : <NotHere />;
}
