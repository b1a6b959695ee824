import { api, type OutgoingServer, type Page as PageOf } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Confirm } from "@havendesk/shared/ui";
import { IconPlus } from "@havendesk/shared/ui/icons";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { useState } from "react";
import { keys } from "../../../app/queries";
import { Page, Rows } from "../../rooms/Room";
import classes from "../../rooms/Room.module.css";
import { useArrival } from "../../rooms/useArrival";
import { attempt } from "../../rooms/useSaving";
import { ServerState } from "../ServerState";
import { ServerForm } from "./ServerForm";

/** The servers through which mail goes out. */
export function ServersPage() {
  const query = useQuery({
    queryKey: keys.servers,
    queryFn: () => api.get<PageOf<OutgoingServer>>("/rest/outgoing-servers"),
  });
  const [open, setOpen] = useState<OutgoingServer | "new" | null>(null);
  const { arrive, rowOf } = useArrival();
  const [leaving, setLeaving] = useState<OutgoingServer | null>(null);
  const add = (
    <Button size="sm" leftSection={<IconPlus size={16} />} onClick={() => setOpen("new")}>
      {t("servers.add")}
    </Button>
  );
  return (
    <Page
      title={t("mail.servers")}
      lead={t("servers.lead")}
      action={query.data?.items.length ? add : undefined}
    >
      <Rows
        query={query}
        items={query.data?.items}
        empty={{ title: t("servers.empty"), text: t("servers.emptyText"), action: add }}
      >
        {server => (
          <li key={server.id} className={classes.item} {...rowOf(server.id, server.name)}>
            <span className={classes.words}>
              <span className={classes.name} dir="auto">
                {server.name}
              </span>
              <span className={classes.detail}>
                {server.host}:{server.port}
                {server.isDefault && ` · ${t("servers.default")}`}
              </span>
              {server.lastError && (
                <span className={clsx(classes.detail, classes.wrong)}>{server.lastError}</span>
              )}
            </span>
            <ServerState state={server.state} />
            <span className={classes.actions}>
              <Button variant="default" onClick={() => setOpen(server)}>
                {t("common.edit")}
              </Button>
              <Button variant="subtle" color="red" onClick={() => setLeaving(server)}>
                {t("common.delete")}
              </Button>
            </span>
          </li>
        )}
      </Rows>
      {open && (
        <ServerForm server={open === "new" ? null : open} onMade={arrive} onClose={() => setOpen(null)} />
      )}
      {leaving && (
        <Confirm
          title={t("servers.deleteTitle", { name: leaving.name })}
          action={t("common.delete")}
          onConfirm={() => {
            void attempt(() => api.delete(`/rest/outgoing-servers/${leaving.id}`), { stale: keys.servers });
            setLeaving(null);
          }}
          onClose={() => setLeaving(null)}
        >
          {t("servers.deleteText")}
        </Confirm>
      )}
    </Page>
  );
}
