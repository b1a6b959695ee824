import { api, type ConnectedApp, type Page } from "@havendesk/shared/api";
import { dateOnly, t } from "@havendesk/shared/i18n";
import { Confirm } from "@havendesk/shared/ui";
import { IconApp } from "@havendesk/shared/ui/icons";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { keys } from "../../../app/queries";
import { FormProblem } from "../../rooms/FormProblem";
import classes from "../../rooms/Room.module.css";
import { useSaving } from "../../rooms/useSaving";
import { LastUsed } from "../LastUsed";
import own from "../Security.module.css";

/** The apps that one lets act for oneself; nothing while there is none. */
export function ConnectedApps() {
  const { data } = useQuery({
    queryKey: keys.connectedApps,
    queryFn: ({ signal }) => api.get<Page<ConnectedApp>>("/rest/profile/apps", {}, signal),
    staleTime: 0,
  });
  if (!data || data.items.length === 0) return null;
  return (
    <section className={classes.part} aria-labelledby="connected-apps">
      <div>
        <h2 className={classes.partTitle} id="connected-apps">
          {t("security.apps.connected")}
        </h2>
        <p className={classes.lead}>{t("security.apps.connectedSays")}</p>
      </div>
      <ul className={classes.list}>
        {data.items.map(app => (
          <ConnectedRow key={app.id} app={app} />
        ))}
      </ul>
    </section>
  );
}

function ConnectedRow({ app }: { app: ConnectedApp }) {
  const { name, scopes, createdAt, usedAt } = app;
  const [leaving, setLeaving] = useState(false);
  return (
    <li className={own.row}>
      <IconApp size={20} stroke={1.6} className={own.device} aria-hidden />
      <span className={classes.words}>
        <span className={classes.name} dir="auto">
          {name}
        </span>
        <span className={classes.detail}>{scopes.map(({ text }) => text).join(" · ")}</span>
        <span className={classes.detail}>{t("security.apps.since", { date: dateOnly(createdAt) })}</span>
      </span>
      <LastUsed at={usedAt} />
      <Button
        variant="default"
        aria-label={t("security.apps.endOf", { name })}
        onClick={() => setLeaving(true)}
      >
        {t("security.apps.end")}
      </Button>
      {leaving && <Disconnect app={app} onClose={() => setLeaving(false)} />}
    </li>
  );
}

function Disconnect({ app, onClose }: { app: ConnectedApp; onClose: () => void }) {
  const { id, name } = app;
  const { busy, problem, save } = useSaving();
  const end = async () => {
    const done = await save(() => api.delete(`/rest/profile/apps/${id}`), {
      stale: keys.connectedApps,
      said: t("security.apps.ended", { name }),
    });
    if (done) onClose();
  };
  return (
    <Confirm
      title={t("security.apps.endTitle", { name })}
      action={t("security.apps.end")}
      busy={busy}
      onConfirm={() => void end()}
      onClose={onClose}
    >
      <p>{t("security.apps.endText")}</p>
      <FormProblem problem={problem} />
    </Confirm>
  );
}
