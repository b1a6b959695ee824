import { api, type App, type RegisteredApp } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Modal } from "@havendesk/shared/ui";
import { Button, Radio, Stack, TextInput, Textarea } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { keys } from "../../../app/queries";
import { FormProblem } from "../../rooms/FormProblem";
import classes from "../../rooms/Room.module.css";
import { useSaving } from "../../rooms/useSaving";
import { useFresh } from "../fresh/useFresh";
import own from "../Security.module.css";

interface Props {
  /** Nothing for one that is yet to be registered. */
  app: App | null;
  onMade: (registered: RegisteredApp) => void;
  onClose: () => void;
}

/** An app by its name and the addresses to which it may send people back. */
export function AppForm({ app, onMade, onClose }: Props) {
  const [name, setName] = useState(app?.name ?? "");
  const [addresses, setAddresses] = useState(app?.redirectUris.join("\n") ?? "");
  const [confidential, setConfidential] = useState(true);
  const { busy, problem, save, errorOf } = useSaving();
  const { fresh, asking } = useFresh();

  const store = async (event: FormEvent) => {
    event.preventDefault();
    const wanted = { name: name.trim(), redirectUris: linesOf(addresses) };
    const done = await save(
      async () => {
        if (app) await fresh(() => api.put(`/rest/security/apps/${app.id}`, wanted));
        else
          onMade(
            await fresh(() => api.post<RegisteredApp>("/rest/security/apps", { ...wanted, confidential })),
          );
      },
      { stale: keys.apps, said: app ? t("common.saved") : undefined },
    );
    if (done && app) onClose();
  };

  if (asking) return asking;
  return (
    <Modal
      opened
      onClose={onClose}
      title={app ? app.name : t("security.apps.add")}
      size="lg"
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form className={own.sheet} onSubmit={event => void store(event)}>
        <TextInput
          label={t("security.apps.name")}
          description={t("security.apps.nameSays")}
          maxLength={60}
          value={name}
          error={errorOf("name")}
          data-autofocus
          onChange={event => setName(event.currentTarget.value)}
        />
        <Textarea
          label={t("security.apps.addresses")}
          description={t("security.apps.addressesSay")}
          placeholder="https://app.example.org/callback"
          rows={3}
          classNames={{ input: own.networks }}
          spellCheck={false}
          value={addresses}
          error={errorOf("redirectUris")}
          onChange={event => setAddresses(event.currentTarget.value)}
        />
        {!app && (
          <Radio.Group
            label={t("security.apps.runs")}
            value={confidential ? "server" : "device"}
            onChange={value => setConfidential(value === "server")}
          >
            <Stack gap="xs" mt="xs">
              {(["server", "device"] as const).map(where => (
                <Radio
                  key={where}
                  size="xs"
                  value={where}
                  classNames={{ label: own.choice, description: own.choiceSays }}
                  label={t(`security.apps.runs.${where}`)}
                  description={t(`security.apps.runsSays.${where}`)}
                />
              ))}
            </Stack>
          </Radio.Group>
        )}
        <FormProblem problem={problem} />
        <div className={classes.foot}>
          <Button
            type="submit"
            size="sm"
            loading={busy}
            disabled={!name.trim() || linesOf(addresses).length === 0}
          >
            {app ? t("common.save") : t("security.apps.register")}
          </Button>
          <Button variant="default" size="sm" onClick={onClose}>
            {t("common.cancel")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

const linesOf = (text: string) =>
  text
    .split(/\s+/)
    .map(line => line.trim())
    .filter(Boolean);
