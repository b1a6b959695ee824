import { api, type App, type Page, type RegisteredApp } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { IconPlus } from "@havendesk/shared/ui/icons";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { keys } from "../../../app/queries";
import { Rows } from "../../rooms/Room";
import classes from "../../rooms/Room.module.css";
import { useArrival } from "../../rooms/useArrival";
import own from "../Security.module.css";
import { AppForm } from "./AppForm";
import { AppRow } from "./AppRow";
import { Credentials } from "./Credentials";

/** Programs of others that agents can let act for them. */
export function AppsPart() {
  const query = useQuery({
    queryKey: keys.apps,
    queryFn: ({ signal }) => api.get<Page<App>>("/rest/security/apps", {}, signal),
  });
  const [open, setOpen] = useState<App | "new" | null>(null);
  const [made, setMade] = useState<RegisteredApp | null>(null);
  const [renewed, setRenewed] = useState<RegisteredApp | null>(null);
  const { arrive, rowOf } = useArrival();
  const items = query.data?.items;
  const add = (
    <Button
      id="add"
      variant={items?.length === 0 ? "filled" : "default"}
      size="sm"
      leftSection={<IconPlus size={14} />}
      onClick={() => setOpen("new")}
    >
      {t("security.apps.add")}
    </Button>
  );
  return (
    <section className={own.part} aria-labelledby="apps">
      <div className={classes.head}>
        <div>
          <h2 className={classes.partTitle} id="apps">
            {t("security.apps")}
          </h2>
          <p className={classes.lead}>{t("security.apps.says")}</p>
        </div>
        {items && items.length > 0 && add}
      </div>
      <Rows
        query={query}
        items={items}
        empty={{ title: t("security.apps.none"), text: t("security.apps.noneText"), action: add }}
      >
        {app => (
          <AppRow
            key={app.id}
            app={app}
            row={rowOf(app.id, app.name)}
            onEdit={() => setOpen(app)}
            onSecret={setRenewed}
          />
        )}
      </Rows>
      {open && (
        <AppForm
          app={open === "new" ? null : open}
          onMade={registered => {
            setOpen(null);
            setMade(registered);
          }}
          onClose={() => setOpen(null)}
        />
      )}
      {made && (
        <Credentials
          registered={made}
          onClose={() => {
            setMade(null);
            arrive(made.app.id);
          }}
        />
      )}
      {renewed && <Credentials registered={renewed} onClose={() => setRenewed(null)} />}
    </section>
  );
}
