import { api, type Role } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Modal } from "@havendesk/shared/ui";
import { Button, Checkbox, Group, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { keys } from "../../../app/queries";
import { FormProblem } from "../../rooms/FormProblem";
import { useSaving } from "../../rooms/useSaving";
import { languages } from "../../session/languages";
import { useMay, useSession } from "../../session/session";

/** Asks somebody by mail to work here. */
export function InviteAgent({ onClose }: { onClose: () => void }) {
  const { departments } = useSession();
  const may = useMay();
  const { busy, problem, save, errorOf } = useSaving();
  const [form, setForm] = useState({
    name: "",
    email: "",
    role: "agent" as Role,
    departments: departments.map(({ id }) => id),
    language: "",
  });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const done = await save(
      () => api.post("/rest/agents", { ...form, language: form.language || undefined }),
      {
        stale: keys.agents,
        said: t("agents.invited", { email: form.email }),
      },
    );
    if (done) onClose();
  };
  const roles: Role[] = [
    "agent",
    ...(may("admins.manage") ? (["admin"] as const) : []),
    ...(may("owners.manage") ? (["owner"] as const) : []),
  ];
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("agents.invite")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form onSubmit={event => void submit(event)}>
        <Stack gap="md">
          <TextInput
            label={t("profile.name")}
            value={form.name}
            error={errorOf("name")}
            required
            data-autofocus
            onChange={event => setForm({ ...form, name: event.currentTarget.value })}
          />
          <TextInput
            type="email"
            label={t("agents.email")}
            value={form.email}
            error={errorOf("email")}
            required
            onChange={event => setForm({ ...form, email: event.currentTarget.value })}
          />
          <NativeSelect
            label={t("agents.role")}
            description={t(`role.${form.role}.may`)}
            data={roles.map(role => ({ value: role, label: t(`role.${role}`) }))}
            value={form.role}
            error={errorOf("role")}
            onChange={event => setForm({ ...form, role: event.currentTarget.value as Role })}
          />
          <NativeSelect
            label={t("agents.inviteLanguage")}
            data={[{ value: "", label: t("agents.accountLanguage") }, ...languages]}
            value={form.language}
            error={errorOf("language")}
            onChange={event => setForm({ ...form, language: event.currentTarget.value })}
          />
          <Checkbox.Group
            label={t("settings.departments")}
            value={form.departments}
            error={errorOf("departments")}
            onChange={chosen => setForm({ ...form, departments: chosen })}
          >
            <Stack gap={8} mt={6}>
              {departments.map(({ id, name }) => (
                <Checkbox key={id} value={id} label={name} size="xs" />
              ))}
            </Stack>
          </Checkbox.Group>
          <FormProblem problem={problem} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={busy}>
              {t("agents.sendInvitation")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
