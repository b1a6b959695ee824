import { api, type ApiKey, type Page as PageOf } from "@havendesk/shared/api";
import { dateOnly, t } from "@havendesk/shared/i18n";
import { Confirm, Copy, Time } from "@havendesk/shared/ui";
import { Button, Modal, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState, type FormEvent } from "react";
import { keys } from "../../../app/queries";
import { FormProblem } from "../../rooms/FormProblem";
import { Page, Rows } from "../../rooms/Room";
import classes from "../../rooms/Room.module.css";
import { useSaving } from "../../rooms/useSaving";

/** Keys for programs. A key is seen once. */
export function ApiKeysPage() {
  const query = useQuery({ queryKey: keys.apiKeys, queryFn: () => api.get<PageOf<ApiKey>>("/rest/apikeys") });
  const [made, setMade] = useState<ApiKey | null>(null);
  const [leaving, setLeaving] = useState<ApiKey | null>(null);
  return (
    <Page
      title={t("settings.apikeys")}
      lead={t("apikeys.lead")}
      action={<Link to="/api">{t("apikeys.docs")}</Link>}
    >
      <NewKey onMade={setMade} />
      <Rows query={query} items={query.data?.items} empty={{ title: t("apikeys.empty") }}>
        {key => (
          <li key={key.id} className={classes.item}>
            <span className={classes.words}>
              <span className={classes.name} dir="auto">
                {key.name}
              </span>
              {key.createdAt && (
                <span className={classes.detail}>
                  {t("apikeys.since", { date: dateOnly(key.createdAt) })}
                </span>
              )}
            </span>
            <span className={classes.detail}>
              {key.lastUsedAt ? <Time at={key.lastUsedAt} /> : t("apikeys.neverUsed")}
            </span>
            <Button variant="subtle" color="red" onClick={() => setLeaving(key)}>
              {t("common.delete")}
            </Button>
          </li>
        )}
      </Rows>
      {made && <ShownOnce apiKey={made} onClose={() => setMade(null)} />}
      {leaving && <DeleteKey apiKey={leaving} onClose={() => setLeaving(null)} />}
    </Page>
  );
}

function NewKey({ onMade }: { onMade: (key: ApiKey) => void }) {
  const [name, setName] = useState("");
  const { busy, problem, save, errorOf } = useSaving();
  const make = async (event: FormEvent) => {
    event.preventDefault();
    let made: ApiKey | null = null;
    const done = await save(
      async () => (made = await api.post<ApiKey>("/rest/apikeys", { name: name.trim() })),
      { stale: keys.apiKeys },
    );
    if (!done || !made) return;
    setName("");
    onMade(made);
  };
  return (
    <form className={classes.foot} onSubmit={event => void make(event)}>
      <TextInput
        placeholder={t("apikeys.namePlaceholder")}
        aria-label={t("apikeys.name")}
        value={name}
        error={errorOf("name")}
        maxLength={100}
        onChange={event => setName(event.currentTarget.value)}
      />
      <Button type="submit" loading={busy} disabled={!name.trim()}>
        {t("apikeys.make")}
      </Button>
      <FormProblem problem={problem} />
    </form>
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
