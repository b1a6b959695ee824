import { api, type ConnectionTest, type OutgoingServer } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Modal } from "@havendesk/shared/ui";
import { Button, Checkbox, Group, Stack, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { keys } from "../../../app/queries";
import { FormProblem } from "../../rooms/FormProblem";
import classes from "../../rooms/Room.module.css";
import { useSaving } from "../../rooms/useSaving";
import { useSession } from "../../session/session";
import { ConnectionSteps, serverSteps } from "../ConnectionSteps";
import { HostFields } from "../HostFields";

const ports = { tls: 465, starttls: 587, none: 25 };

/** A server to send through, with a test mail. */
export function ServerForm(props: {
  server: OutgoingServer | null;
  onMade: (id: string) => void;
  onClose: () => void;
}) {
  const { server, onMade, onClose } = props;
  const { agent } = useSession();
  const { busy, problem, save, errorOf } = useSaving();
  const test = useSaving();
  const [result, setResult] = useState<ConnectionTest | null>(null);
  const [to, setTo] = useState(agent.email);
  const [form, setForm] = useState({
    name: server?.name ?? "",
    host: server?.host ?? "",
    port: server?.port ?? 587,
    security: server?.security ?? ("starttls" as const),
    username: server?.username ?? "",
    password: "",
    fromAddress: server?.fromAddress ?? "",
    isDefault: server?.isDefault ?? false,
  });
  const change = (part: Partial<typeof form>) => {
    setForm({ ...form, ...part });
    setResult(null);
  };
  const body = () => ({
    ...form,
    password: form.password || undefined,
    id: server?.id,
  });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const made = { id: "" };
    const done = await save(
      async () => {
        if (server) await api.put(`/rest/outgoing-servers/${server.id}`, body());
        else made.id = (await api.post<OutgoingServer>("/rest/outgoing-servers", body())).id;
      },
      { stale: keys.servers, said: t("common.saved") },
    );
    if (!done) return;
    if (made.id) onMade(made.id);
    onClose();
  };
  const tryOut = () =>
    void test.save(async () =>
      setResult(await api.post<ConnectionTest>("/rest/outgoing-servers/tests", { ...body(), to })),
    );
  const error = (field: string) => errorOf(field) ?? test.errorOf(field);

  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={server?.name ?? t("servers.add")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form onSubmit={event => void submit(event)}>
        <Stack gap="md">
          <TextInput
            label={t("profile.name")}
            value={form.name}
            error={error("name")}
            required
            data-autofocus
            onChange={event => change({ name: event.currentTarget.value })}
          />
          <HostFields value={form} ports={ports} errorOf={error} onChange={change} />
          <div className={classes.pair}>
            <TextInput
              label={t("server.username")}
              value={form.username}
              error={error("username")}
              autoComplete="off"
              onChange={event => change({ username: event.currentTarget.value })}
            />
            <TextInput
              type="password"
              label={t("server.password")}
              placeholder={server ? t("server.unchanged") : undefined}
              value={form.password}
              error={error("password")}
              autoComplete="new-password"
              onChange={event => change({ password: event.currentTarget.value })}
            />
          </div>
          <TextInput
            type="email"
            label={t("servers.from")}
            description={t("servers.fromHint")}
            value={form.fromAddress}
            error={error("fromAddress")}
            required
            onChange={event => change({ fromAddress: event.currentTarget.value })}
          />
          <Checkbox
            label={t("servers.makeDefault")}
            checked={form.isDefault}
            onChange={event => change({ isDefault: event.currentTarget.checked })}
          />
          <div className={classes.foot}>
            <TextInput
              type="email"
              size="xs"
              style={{ flex: 1 }}
              aria-label={t("servers.testTo")}
              value={to}
              error={test.errorOf("to")}
              onChange={event => setTo(event.currentTarget.value)}
            />
            <Button variant="default" loading={test.busy} disabled={!form.host || !to} onClick={tryOut}>
              {t("servers.sendTest")}
            </Button>
          </div>
          {result && <ConnectionSteps test={result} steps={serverSteps} />}
          <FormProblem problem={problem ?? test.problem} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={busy}>
              {t("common.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
