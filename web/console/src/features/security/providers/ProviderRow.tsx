import { api, type Provider } from "@havendesk/shared/api";
import { listOf, t } from "@havendesk/shared/i18n";
import { Confirm, IconButton } from "@havendesk/shared/ui";
import { IconEntry, IconMore } from "@havendesk/shared/ui/icons";
import { Menu } from "@mantine/core";
import clsx from "clsx";
import { useState } from "react";
import { keys, queries } from "../../../app/queries";
import { FormProblem } from "../../rooms/FormProblem";
import classes from "../../rooms/Room.module.css";
import type { RowProps } from "../../rooms/useArrival";
import { attempt, useSaving } from "../../rooms/useSaving";
import { useFresh } from "../fresh/useFresh";
import { startOf } from "../own/useIdentities";
import own from "../Security.module.css";

const part = "/agent/settings/security?part=providers";

export function ProviderRow(props: { provider: Provider; row: RowProps; onEdit: () => void }) {
  const { provider, row, onEdit } = props;
  const { key, name, issuer, clientId, vouches, enabled, domains } = provider;
  const [removing, setRemoving] = useState(false);
  const { fresh, asking } = useFresh();
  const pause = () =>
    void attempt(
      () =>
        fresh(() =>
          api.put(`/rest/security/providers/${key}`, { name, issuer, clientId, vouches, enabled: !enabled }),
        ),
      {
        stale: keys.providers,
        said: enabled ? t("security.sso.paused", { name }) : t("security.sso.goesOn", { name }),
      },
    );
  return (
    <li className={own.row} {...row}>
      <IconEntry size={20} stroke={1.6} className={own.device} aria-hidden />
      <span className={classes.words}>
        <span className={classes.name} dir="auto">
          {name}
        </span>
        <span className={classes.detail} dir="ltr">
          {issuer}
        </span>
        {domains.length > 0 && (
          <span className={classes.detail}>
            {t("security.sso.onlyDomains", { domains: listOf(domains) })}
          </span>
        )}
        <span className={classes.detail}>
          {vouches ? t("security.sso.bothSteps") : t("security.sso.thenOurs")}
        </span>
      </span>
      <span className={clsx(classes.state, enabled && classes.good)}>
        {enabled ? t("security.sso.enabled") : t("security.sso.isPaused")}
      </span>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <IconButton label={t("security.agent.menu", { name })}>
            <IconMore size={16} />
          </IconButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={onEdit}>{t("common.edit")}</Menu.Item>
          {enabled && (
            <Menu.Item component="a" href={startOf({ start: `/signin/sso/${key}` }, part)}>
              {t("security.sso.try")}
            </Menu.Item>
          )}
          <Menu.Item onClick={pause}>{enabled ? t("security.sso.pause") : t("security.sso.goOn")}</Menu.Item>
          <Menu.Item color="red" onClick={() => setRemoving(true)}>
            {t("security.sso.remove")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asking}
      {removing && <RemoveProvider provider={provider} onClose={() => setRemoving(false)} />}
    </li>
  );
}

function RemoveProvider({ provider, onClose }: { provider: Provider; onClose: () => void }) {
  const { key, name } = provider;
  const { busy, problem, save } = useSaving();
  const { fresh, asking } = useFresh();
  const remove = async () => {
    const done = await save(() => fresh(() => api.delete(`/rest/security/providers/${key}`)), {
      stale: keys.providers,
      said: t("security.sso.removed", { name }),
    });
    if (!done) return;
    void queries.invalidateQueries({ queryKey: keys.identities });
    onClose();
  };
  if (asking) return asking;
  return (
    <Confirm
      title={t("security.sso.removeTitle", { name })}
      action={t("security.sso.remove")}
      busy={busy}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      <p>{t("security.sso.removeText")}</p>
      <FormProblem problem={problem} />
    </Confirm>
  );
}
