import { api, type Identity } from "@havendesk/shared/api";
import { dateOnly, t } from "@havendesk/shared/i18n";
import { Confirm } from "@havendesk/shared/ui";
import { IconEntry } from "@havendesk/shared/ui/icons";
import { Button } from "@mantine/core";
import { useState } from "react";
import { keys } from "../../../app/queries";
import { FormProblem } from "../../rooms/FormProblem";
import classes from "../../rooms/Room.module.css";
import { useSaving } from "../../rooms/useSaving";
import { useFresh } from "../fresh/useFresh";
import { LastUsed } from "../LastUsed";
import own from "../Security.module.css";
import { startOf, useIdentities } from "./useIdentities";

/** The sign-in services of the account, and which of them let one in; nothing where the account has none. */
export function Identities() {
  const { data } = useIdentities();
  if (!data || data.length === 0) return null;
  return (
    <section className={classes.part} aria-labelledby="identities">
      <div>
        <h2 className={classes.partTitle} id="identities">
          {t("security.sso.services")}
        </h2>
        <p className={classes.lead}>{t("security.sso.mineSays")}</p>
      </div>
      <ul className={classes.list}>
        {data.map(identity => (
          <IdentityRow key={identity.provider} identity={identity} />
        ))}
      </ul>
    </section>
  );
}

function IdentityRow({ identity }: { identity: Identity }) {
  const { name, linkedAt, lastUsedAt } = identity;
  const [leaving, setLeaving] = useState(false);
  return (
    <li className={own.row}>
      <IconEntry size={20} stroke={1.6} className={own.device} aria-hidden />
      <span className={classes.words}>
        <span className={classes.name} dir="auto">
          {name}
        </span>
        <span className={classes.detail}>
          {linkedAt
            ? t("security.sso.linkedSince", { date: dateOnly(linkedAt) })
            : t("security.sso.notLinked")}
        </span>
      </span>
      {linkedAt ? <LastUsed at={lastUsedAt} /> : <span />}
      {linkedAt ? (
        <Button
          variant="default"
          aria-label={t("security.sso.unlinkFrom", { name })}
          onClick={() => setLeaving(true)}
        >
          {t("security.sso.unlink")}
        </Button>
      ) : (
        <Button
          component="a"
          variant="default"
          href={startOf(identity, "/agent/settings/signin")}
          aria-label={t("security.sso.linkTo", { name })}
        >
          {t("security.sso.link")}
        </Button>
      )}
      {leaving && <Unlink identity={identity} onClose={() => setLeaving(false)} />}
    </li>
  );
}

function Unlink({ identity, onClose }: { identity: Identity; onClose: () => void }) {
  const { provider, name } = identity;
  const { busy, problem, save } = useSaving();
  const { fresh, asking } = useFresh();
  const unlink = async () => {
    const done = await save(() => fresh(() => api.delete(`/rest/profile/identities/${provider}`)), {
      stale: keys.identities,
      said: t("security.sso.unlinked", { name }),
    });
    if (done) onClose();
  };
  if (asking) return asking;
  return (
    <Confirm
      title={t("security.sso.unlinkTitle", { name })}
      action={t("security.sso.unlink")}
      busy={busy}
      onConfirm={() => void unlink()}
      onClose={onClose}
    >
      <p>{t("security.sso.unlinkText")}</p>
      <FormProblem problem={problem} />
    </Confirm>
  );
}
