import { api, Problem, type Page, type Passkey } from "@havendesk/shared/api";
import { dateOnly, t } from "@havendesk/shared/i18n";
import { Confirm, IconButton } from "@havendesk/shared/ui";
import { IconKey, IconMore, IconPlus } from "@havendesk/shared/ui/icons";
import { Button, Menu } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { keys } from "../../../../app/queries";
import { FormProblem } from "../../../rooms/FormProblem";
import { Rows } from "../../../rooms/Room";
import classes from "../../../rooms/Room.module.css";
import { useSaving } from "../../../rooms/useSaving";
import { LastUsed } from "../../LastUsed";
import own from "../../Security.module.css";
import { NamePasskey } from "./NamePasskey";
import { NewPasskey } from "./NewPasskey";
import { useFresh } from "../../fresh/useFresh";
import { knowsPasskeys } from "./webauthn";

/** One's passkeys: a device that lets in without a password, or after it. */
export function Passkeys() {
  const query = useQuery({
    queryKey: keys.passkeys,
    queryFn: ({ signal }) => api.get<Page<Passkey>>("/rest/profile/passkeys", {}, signal),
  });
  const [adding, setAdding] = useState(false);
  if (query.error instanceof Problem && query.error.status === 404) return null;
  return (
    <section className={classes.part} aria-labelledby="passkeys">
      <div className={classes.head}>
        <div>
          <h2 className={classes.partTitle} id="passkeys">
            {t("security.passkeys")}
          </h2>
          <p className={classes.lead}>{t("security.passkeysSays")}</p>
        </div>
        {knowsPasskeys() && (
          <Button variant="default" leftSection={<IconPlus size={14} />} onClick={() => setAdding(true)}>
            {t("security.addPasskey")}
          </Button>
        )}
      </div>
      {query.data?.items.length === 0 ? (
        <p className={own.small}>{t("security.noPasskeys")}</p>
      ) : (
        <Rows query={query} items={query.data?.items} empty={{ title: t("security.noPasskeys") }}>
          {passkey => <PasskeyRow key={passkey.id} passkey={passkey} />}
        </Rows>
      )}
      {adding && <NewPasskey onClose={() => setAdding(false)} />}
    </section>
  );
}

function PasskeyRow({ passkey }: { passkey: Passkey }) {
  const { name, synced, alone, createdAt, lastUsedAt } = passkey;
  const [doing, setDoing] = useState<"rename" | "remove" | null>(null);
  return (
    <li className={own.row}>
      <IconKey size={20} stroke={1.6} className={own.device} aria-hidden />
      <span className={classes.words}>
        <span className={classes.name} dir="auto">
          {name}
        </span>
        <span className={classes.detail}>
          {t("security.addedOn", { date: dateOnly(createdAt) })}
          {" · "}
          {alone ? t("security.passkeyAlone") : t("security.passkeyAfter")}
          {synced && ` · ${t("security.passkeySynced")}`}
        </span>
      </span>
      <LastUsed at={lastUsedAt} />
      <Menu position="bottom-end" width={180}>
        <Menu.Target>
          <IconButton label={t("security.agent.menu", { name })}>
            <IconMore size={16} />
          </IconButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setDoing("rename")}>{t("security.renamePasskey")}</Menu.Item>
          <Menu.Item color="red" onClick={() => setDoing("remove")}>
            {t("security.removePasskey")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {doing === "rename" && <NamePasskey passkey={passkey} onClose={() => setDoing(null)} />}
      {doing === "remove" && <RemovePasskey passkey={passkey} onClose={() => setDoing(null)} />}
    </li>
  );
}

function RemovePasskey({ passkey, onClose }: { passkey: Passkey; onClose: () => void }) {
  const { busy, problem, save } = useSaving();
  const { fresh, asking } = useFresh();
  const remove = async () => {
    const done = await save(() => fresh(() => api.delete(`/rest/profile/passkeys/${passkey.id}`)), {
      stale: keys.ownSecurity,
      said: t("security.passkeyRemoved", { name: passkey.name }),
    });
    if (done) onClose();
  };
  if (asking) return asking;
  return (
    <Confirm
      title={t("security.removePasskeyTitle", { name: passkey.name })}
      action={t("security.removePasskey")}
      busy={busy}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      <p>{t("security.removePasskeyText")}</p>
      <FormProblem problem={problem} />
    </Confirm>
  );
}
