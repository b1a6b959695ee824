import { api, type Page, type Provider } from "@havendesk/shared/api";
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
import { OnlyProviders } from "./OnlyProviders";
import { ProviderForm } from "./ProviderForm";
import { ProviderRow } from "./ProviderRow";

/** Where agents sign in with an account that they have elsewhere, and whether that is the only way in. */
export function ProvidersPart() {
  const query = useQuery({
    queryKey: keys.providers,
    queryFn: ({ signal }) => api.get<Page<Provider>>("/rest/security/providers", {}, signal),
  });
  const [open, setOpen] = useState<Provider | "new" | null>(null);
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
      {t("security.sso.add")}
    </Button>
  );
  return (
    <>
      <section className={own.part} aria-labelledby="providers">
        <div className={classes.head}>
          <div>
            <h2 className={classes.partTitle} id="providers">
              {t("security.sso.services")}
            </h2>
            <p className={classes.lead}>{t("security.sso.says")}</p>
          </div>
          {items && items.length > 0 && add}
        </div>
        <Rows
          query={query}
          items={items}
          empty={{ title: t("security.sso.none"), text: t("security.sso.noneText"), action: add }}
        >
          {provider => (
            <ProviderRow
              key={provider.key}
              provider={provider}
              row={rowOf(provider.key, provider.name)}
              onEdit={() => setOpen(provider)}
            />
          )}
        </Rows>
      </section>
      {items && items.length > 0 && <OnlyProviders />}
      {items && open && (
        <ProviderForm
          provider={open === "new" ? null : open}
          taken={items.map(({ key }) => key)}
          onMade={arrive}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}
