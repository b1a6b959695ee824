import { api, type ConnectionTest, type Mailbox } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Modal } from "@havendesk/shared/ui";
import { Button, Checkbox, Group, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { keys } from "../../../app/queries";
import { FormProblem } from "../../rooms/FormProblem";
import classes from "../../rooms/Room.module.css";
import { useSaving } from "../../rooms/useSaving";
import { useSession } from "../../session/session";
import { ConnectionSteps, mailboxSteps } from "../ConnectionSteps";
import { HostFields } from "../HostFields";

const ports = { imap: { tls: 993, starttls: 143, none: 143 }, pop3: { tls: 995, starttls: 110, none: 110 } };

/** A mailbox to fetch from, with a test that says what is wrong. */
export function MailboxForm(props: {
  mailbox: Mailbox | null;
  onMade: (id: string) => void;
  onClose: () => void;
}) {
  const { mailbox, onMade, onClose } = props;
  const { departments } = useSession();
  const { busy, problem, save, errorOf } = useSaving();
  const test = useSaving();
  const [result, setResult] = useState<ConnectionTest | null>(null);
  const [form, setForm] = useState({
    kind: mailbox?.kind ?? ("imap" as const),
    host: mailbox?.host ?? "",
    port: mailbox?.port ?? 993,
    security: mailbox?.security ?? ("tls" as const),
    username: mailbox?.username ?? "",
    password: "",
    department: mailbox?.department ?? departments[0]?.id ?? "",
    folder: mailbox?.folder ?? "INBOX",
    fetch: mailbox?.fetch ?? ("new" as const),
    keep: mailbox?.keep ?? true,
    address: mailbox?.address ?? "",
    state: mailbox?.state === "paused" ? ("paused" as const) : ("active" as const),
  });
  const change = (part: Partial<typeof form>) => {
    setForm({ ...form, ...part });
    setResult(null);
  };
  const body = () => ({ ...form, password: form.password || undefined, id: mailbox?.id });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const made = { id: "" };
    const done = await save(
      async () => {
        if (mailbox) await api.put(`/rest/mailboxes/${mailbox.id}`, body());
        else made.id = (await api.post<Mailbox>("/rest/mailboxes", body())).id;
      },
      { stale: keys.mailboxes, said: t("common.saved") },
    );
    if (!done) return;
    if (made.id) onMade(made.id);
    onClose();
  };
  const tryOut = () =>
    void test.save(async () => setResult(await api.post<ConnectionTest>("/rest/mailboxes/tests", body())));
  const error = (field: string) => errorOf(field) ?? test.errorOf(field);

  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={mailbox?.address ?? t("mailboxes.add")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form onSubmit={event => void submit(event)}>
        <Stack gap="md">
          <div className={classes.pair}>
            <TextInput
              type="email"
              label={t("mailboxes.address")}
              value={form.address}
              error={error("address")}
              required
              data-autofocus
              onChange={event => change({ address: event.currentTarget.value })}
              onBlur={() => form.username || change({ username: form.address })}
            />
            <NativeSelect
              label={t("mailboxes.kind")}
              data={[
                { value: "imap", label: "IMAP" },
                { value: "pop3", label: "POP3" },
              ]}
              value={form.kind}
              onChange={event => {
                const kind = event.currentTarget.value as "imap" | "pop3";
                change({ kind, port: ports[kind][form.security] });
              }}
            />
          </div>
          <HostFields value={form} ports={ports[form.kind]} errorOf={error} onChange={change} />
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
              placeholder={mailbox ? t("server.unchanged") : undefined}
              value={form.password}
              error={error("password")}
              autoComplete="new-password"
              onChange={event => change({ password: event.currentTarget.value })}
            />
          </div>
          <div className={classes.pair}>
            <NativeSelect
              label={t("ticket.department")}
              data={departments.map(({ id, name }) => ({ value: id, label: name }))}
              value={form.department}
              error={error("department")}
              onChange={event => change({ department: event.currentTarget.value })}
            />
            <NativeSelect
              label={t("mailboxes.fetch")}
              data={(["new", "all"] as const).map(value => ({ value, label: t(`mailboxes.fetch.${value}`) }))}
              value={form.fetch}
              onChange={event => change({ fetch: event.currentTarget.value as "new" | "all" })}
            />
          </div>
          {form.kind === "imap" && (
            <TextInput
              label={t("mailboxes.folder")}
              value={form.folder}
              error={error("folder")}
              onChange={event => change({ folder: event.currentTarget.value })}
            />
          )}
          <Checkbox
            label={t("mailboxes.keep")}
            checked={form.keep}
            onChange={event => change({ keep: event.currentTarget.checked })}
          />
          {mailbox && (
            <Checkbox
              label={t("mailboxes.pause")}
              checked={form.state === "paused"}
              onChange={event => change({ state: event.currentTarget.checked ? "paused" : "active" })}
            />
          )}
          {result && <ConnectionSteps test={result} steps={mailboxSteps} />}
          <FormProblem problem={problem ?? test.problem} />
          <Group justify="space-between" gap="xs">
            <Button variant="default" loading={test.busy} disabled={!form.host} onClick={tryOut}>
              {t("server.test")}
            </Button>
            <Group gap="xs">
              <Button variant="default" onClick={onClose}>
                {t("common.cancel")}
              </Button>
              <Button type="submit" loading={busy}>
                {t("common.save")}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
