import { api, type ApiKey } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Modal } from "@havendesk/shared/ui";
import { Button, NativeSelect, Radio, Stack, TextInput, Textarea } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { keys } from "../../../app/queries";
import { FormProblem } from "../../rooms/FormProblem";
import classes from "../../rooms/Room.module.css";
import { useSaving } from "../../rooms/useSaving";
import { useMay } from "../../session/session";
import own from "./ApiKeys.module.css";
import { Scopes } from "./Scopes";
import { everything } from "./scopes";

type MayDo = "all" | "some" | "directory";

const lives = ["30", "90", "365", ""] as const;

/** A key by what it is for, what it may be used for, from where and until when. */
export function NewKey({ onMade, onClose }: { onMade: (key: ApiKey) => void; onClose: () => void }) {
  const [name, setName] = useState("");
  const [mayDo, setMayDo] = useState<MayDo>("all");
  const [scopes, setScopes] = useState<string[]>([]);
  const [networks, setNetworks] = useState("");
  const [days, setDays] = useState("365");
  const may = useMay();
  const { busy, problem, save, errorOf } = useSaving();
  const make = (event: FormEvent) => {
    event.preventDefault();
    void save(
      async () =>
        onMade(
          await api.post<ApiKey>("/rest/apikeys", {
            name: name.trim(),
            ...(mayDo === "directory" ? { type: "S" } : { scopes: mayDo === "all" ? [everything] : scopes }),
            networks: networks.trim(),
            expiresAt: days ? new Date(Date.now() + Number(days) * 86_400_000).toISOString() : null,
          }),
        ),
      { stale: keys.apiKeys },
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("apikeys.make")}
      size="lg"
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form className={own.form} onSubmit={make}>
        <div className={classes.pair}>
          <TextInput
            label={t("apikeys.name")}
            placeholder={t("apikeys.namePlaceholder")}
            value={name}
            error={errorOf("name")}
            maxLength={100}
            data-autofocus
            onChange={event => setName(event.currentTarget.value)}
          />
          <NativeSelect
            label={t("security.keys.expiry")}
            data={lives.map(life => ({
              value: life,
              label: life
                ? t("security.keys.inDays", { count: Number(life) })
                : t("security.keys.untilDeleted"),
            }))}
            value={days}
            error={errorOf("expiresAt")}
            onChange={event => setDays(event.currentTarget.value)}
          />
        </div>
        <Radio.Group
          label={t("security.keys.mayDo")}
          value={mayDo}
          error={errorOf("scopes")}
          onChange={value => setMayDo(value as MayDo)}
        >
          <Stack gap="xs" mt="xs">
            <Radio size="xs" value="all" label={t("security.keys.everything")} />
            <Radio size="xs" value="some" label={t("security.keys.onlyThese")} />
            {may("admins.manage") && (
              <Radio
                size="xs"
                value="directory"
                label={t("security.keys.directory")}
                description={t("security.keys.directorySays", { address: `${location.origin}/scim/v2` })}
              />
            )}
          </Stack>
        </Radio.Group>
        {mayDo === "some" && <Scopes chosen={scopes} onChange={setScopes} />}
        <Textarea
          label={t("security.keys.networks")}
          description={t("security.allowedFromSays")}
          rows={2}
          classNames={{ input: own.mono }}
          spellCheck={false}
          value={networks}
          error={errorOf("networks")}
          onChange={event => setNetworks(event.currentTarget.value)}
        />
        <FormProblem problem={problem} />
        <div className={classes.foot}>
          <Button
            type="submit"
            size="sm"
            loading={busy}
            disabled={!name.trim() || (mayDo === "some" && scopes.length === 0)}
          >
            {t("apikeys.make")}
          </Button>
          <Button variant="default" size="sm" onClick={onClose}>
            {t("common.cancel")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
