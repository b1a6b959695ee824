import { t } from "@havendesk/shared/i18n";
import { Page } from "../../rooms/Room";
import { PasswordForm } from "../../settings/profile/PasswordForm";
import { Passkeys } from "./passkeys/Passkeys";
import { ConnectedApps } from "./ConnectedApps";
import { Identities } from "./Identities";
import { SecondStep } from "./SecondStep";
import { Browsers } from "./Browsers";

/** How one comes in oneself: the second step, the password, and where one is signed in. */
export function SignInPage() {
  return (
    <Page title={t("security.mine")} lead={t("security.mineSays")}>
      <SecondStep />
      <Passkeys />
      <Identities />
      <PasswordForm />
      <Browsers />
      <ConnectedApps />
    </Page>
  );
}
