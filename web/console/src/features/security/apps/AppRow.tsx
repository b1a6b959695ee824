import { api, type App, type RegisteredApp } from "@havendesk/shared/api";
import { dateOnly, t } from "@havendesk/shared/i18n";
import { Confirm, Copy, IconButton } from "@havendesk/shared/ui";
import { IconApp, IconMore } from "@havendesk/shared/ui/icons";
import { Menu } from "@mantine/core";
import clsx from "clsx";
import { useState } from "react";
import { keys } from "../../../app/queries";
import { FormProblem } from "../../rooms/FormProblem";
import classes from "../../rooms/Room.module.css";
import type { RowProps } from "../../rooms/useArrival";
import { useSaving } from "../../rooms/useSaving";
import { useFresh } from "../fresh/useFresh";
import own from "../Security.module.css";

interface Props {
  app: App;
  row: RowProps;
  onEdit: () => void;
  onSecret: (registered: RegisteredApp) => void;
}

export function AppRow({ app, row, onEdit, onSecret }: Props) {
  const { id, name, redirectUris, confidential, createdAt, agents } = app;
  const [doing, setDoing] = useState<"secret" | "remove" | null>(null);
  const close = () => setDoing(null);
  return (
    <li className={own.row} {...row}>
      <IconApp size={20} stroke={1.6} className={own.device} aria-hidden />
      <span className={classes.words}>
        <span className={classes.name} dir="auto">
          {name}
        </span>
        <span className={classes.detail}>{t("security.apps.registered", { date: dateOnly(createdAt) })}</span>
        {redirectUris.map(address => (
          <span key={address} className={classes.detail} dir="ltr">
            {address}
          </span>
        ))}
        <span className={own.clientId}>
          {t("security.sso.clientId")} <code dir="ltr">{id}</code> <Copy text={id} />
        </span>
      </span>
      <span className={clsx(classes.state, agents > 0 && classes.good)}>
        {agents === 0 ? t("security.apps.nobody") : t("security.apps.agents", { count: agents })}
      </span>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <IconButton label={t("security.agent.menu", { name })}>
            <IconMore size={16} />
          </IconButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={onEdit}>{t("common.edit")}</Menu.Item>
          {confidential && (
            <Menu.Item onClick={() => setDoing("secret")}>{t("security.apps.newSecret")}</Menu.Item>
          )}
          <Menu.Item color="red" onClick={() => setDoing("remove")}>
            {t("common.delete")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {doing === "secret" && <NewSecret app={app} onMade={onSecret} onClose={close} />}
      {doing === "remove" && <DeleteApp app={app} onClose={close} />}
    </li>
  );
}

function NewSecret(props: { app: App; onMade: Props["onSecret"]; onClose: () => void }) {
  const { app, onMade, onClose } = props;
  const { busy, problem, save } = useSaving();
  const { fresh, asking } = useFresh();
  const renew = async () => {
    const done = await save(async () =>
      onMade(await fresh(() => api.post<RegisteredApp>(`/rest/security/apps/${app.id}/secret`))),
    );
    if (done) onClose();
  };
  if (asking) return asking;
  return (
    <Confirm
      title={t("security.apps.secretTitle", { name: app.name })}
      action={t("security.apps.newSecret")}
      busy={busy}
      onConfirm={() => void renew()}
      onClose={onClose}
    >
      <p>{t("security.apps.secretText")}</p>
      <FormProblem problem={problem} />
    </Confirm>
  );
}

function DeleteApp({ app, onClose }: { app: App; onClose: () => void }) {
  const { busy, problem, save } = useSaving();
  const remove = async () => {
    const done = await save(() => api.delete(`/rest/security/apps/${app.id}`), {
      stale: keys.apps,
      said: t("security.apps.deleted", { name: app.name }),
    });
    if (done) onClose();
  };
  return (
    <Confirm
      title={t("security.apps.deleteTitle", { name: app.name })}
      action={t("common.delete")}
      busy={busy}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      <p>{t("security.apps.deleteText", { count: app.agents })}</p>
      <FormProblem problem={problem} />
    </Confirm>
  );
}
