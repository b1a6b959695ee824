import type { RegisteredApp } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Copy, Modal } from "@havendesk/shared/ui";
import { Button } from "@mantine/core";
import classes from "../../rooms/Room.module.css";
import own from "../Security.module.css";

/** What the app's makers need; the secret on the one occasion that it is shown. */
export function Credentials({ registered, onClose }: { registered: RegisteredApp; onClose: () => void }) {
  const { app, secret } = registered;
  return (
    <Modal
      opened
      onClose={onClose}
      title={app.name}
      size="lg"
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <div className={own.sheet}>
        <p className={own.text}>{secret ? t("security.apps.onceSays") : t("security.apps.noSecretSays")}</p>
        <Value label={t("security.sso.clientId")} value={app.id} />
        {secret && <Value label={t("security.sso.clientSecret")} value={secret} />}
        <Value
          label={t("security.apps.discovery")}
          value={`${location.origin}/.well-known/oauth-authorization-server`}
        />
        <div className={classes.foot}>
          <Button size="sm" onClick={onClose} data-autofocus>
            {secret ? t("security.apps.kept") : t("security.done")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function Value({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <p className={own.alwaysTitle}>{label}</p>
      <p className={own.command}>
        <code dir="ltr">{value}</code>
        <Copy text={value} />
      </p>
    </div>
  );
}
