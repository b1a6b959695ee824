import { api, type ApiKey, type Page as PageOf } from "@havendesk/shared/api";
import { dateOnly, t } from "@havendesk/shared/i18n";
import { Confirm, Copy, Modal } from "@havendesk/shared/ui";
import { IconPlus } from "@havendesk/shared/ui/icons";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import clsx from "clsx";
import { useState } from "react";
import { keys } from "../../../app/queries";
import { FormProblem } from "../../rooms/FormProblem";
import { Page, Rows } from "../../rooms/Room";
import classes from "../../rooms/Room.module.css";
import { useSaving } from "../../rooms/useSaving";
import { useMay } from "../../session/session";
import { LastUsed } from "../../security/LastUsed";
import { NewKey } from "./NewKey";
import { isEnding, isOver, scopesOf } from "./scopes";

/** Keys for programs. A key is seen once. */
export function ApiKeysPage() {
  const query = useQuery({ queryKey: keys.apiKeys, queryFn: () => api.get<PageOf<ApiKey>>("/rest/apikeys") });
  const may = useMay();
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<ApiKey | null>(null);
  const [leaving, setLeaving] = useState<ApiKey | null>(null);
  return (
    <Page
      title={t("settings.apikeys")}
      lead={t("apikeys.lead")}
      action={
        may("api.use") && (
          <Button size="sm" leftSection={<IconPlus size={16} />} onClick={() => setMaking(true)}>
            {t("apikeys.make")}
          </Button>
        )
      }
    >
      <p className={classes.lead}>
        <Link to="/api">{t("apikeys.docs")}</Link>
      </p>
      <Rows query={query} items={query.data?.items} empty={{ title: t("apikeys.empty") }}>
        {key => <KeyRow key={key.id} apiKey={key} onDelete={() => setLeaving(key)} />}
      </Rows>
      {making && (
        <NewKey
          onMade={key => {
            setMaking(false);
            setMade(key);
          }}
          onClose={() => setMaking(false)}
        />
      )}
      {made && <ShownOnce apiKey={made} onClose={() => setMade(null)} />}
      {leaving && <DeleteKey apiKey={leaving} onClose={() => setLeaving(null)} />}
    </Page>
  );
}

function KeyRow({ apiKey, onDelete }: { apiKey: ApiKey; onDelete: () => void }) {
  const { name, createdAt, expiresAt, lastUsedAt, networks } = apiKey;
  const over = isOver(apiKey, Date.now());
  return (
    <li className={classes.item}>
      <span className={classes.words}>
        <span className={classes.name} dir="auto">
          {name}
        </span>
        <span className={classes.detail}>{scopesOf(apiKey)}</span>
        <span className={classes.detail}>
          {createdAt && t("apikeys.since", { date: dateOnly(createdAt) })}
          {networks && ` · ${t("security.keys.from", { networks: networks.split("\n").join(", ") })}`}
        </span>
      </span>
      {expiresAt && (
        <span
          className={clsx(
            classes.state,
            over ? classes.bad : isEnding(apiKey, Date.now()) && classes.waiting,
          )}
        >
          {over
            ? t("security.keys.over", { date: dateOnly(expiresAt) })
            : t("security.keys.until", { date: dateOnly(expiresAt) })}
        </span>
      )}
      <LastUsed at={lastUsedAt ?? null} />
      <Button variant="subtle" color="red" onClick={onDelete}>
        {t("common.delete")}
      </Button>
    </li>
  );
}

function ShownOnce({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={apiKey.name}
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <div className={classes.form}>
        <p style={{ margin: 0 }}>{t("apikeys.once")}</p>
        <p className={classes.mono}>{apiKey.key}</p>
        <div className={classes.foot}>
          <Copy text={apiKey.key ?? ""} />
          <Button variant="default" onClick={onClose}>
            {t("apikeys.copied")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function DeleteKey({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const { busy, problem, save } = useSaving();
  const remove = async () => {
    if (await save(() => api.delete(`/rest/apikeys/${apiKey.id}`), { stale: keys.apiKeys })) onClose();
  };
  return (
    <Confirm
      title={t("apikeys.deleteTitle", { name: apiKey.name })}
      action={t("common.delete")}
      busy={busy}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      <p>{t("apikeys.deleteText")}</p>
      <FormProblem problem={problem} />
    </Confirm>
  );
}
