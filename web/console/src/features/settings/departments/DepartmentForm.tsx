import { api, type Department, type OutgoingServer, type Page } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Modal } from "@havendesk/shared/ui";
import { Button, Group, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { keys, queries } from "../../../app/queries";
import { FormProblem } from "../../rooms/FormProblem";
import { HtmlField } from "../../rooms/HtmlField";
import { useSaving } from "../../rooms/useSaving";
import { DepartmentAddresses } from "./DepartmentAddresses";

/** A department's name and how it writes; its addresses once it exists. */
export function DepartmentForm({
  department,
  onClose,
}: {
  department: Department | null;
  onClose: () => void;
}) {
  const { busy, problem, save, errorOf } = useSaving();
  const servers = useQuery({
    queryKey: keys.servers,
    queryFn: () => api.get<Page<OutgoingServer>>("/rest/outgoing-servers"),
  });
  const [form, setForm] = useState({
    name: department?.name ?? "",
    signature: department?.signature ?? "",
    senderName: department?.senderName ?? "",
    outgoingServer: department?.outgoingServer ?? "",
  });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { name, ...mail } = form;
    const store = async () => {
      if (!department) return api.post("/rest/departments", { name });
      const path = `/rest/departments/${department.id}`;
      if (name !== department.name) await api.put(path, { name });
      return api.put(`${path}/mail`, { ...mail, outgoingServer: mail.outgoingServer || null });
    };
    if (!(await save(store, { stale: keys.departments, said: t("common.saved") }))) return;
    void queries.invalidateQueries({ queryKey: keys.session });
    void queries.invalidateQueries({ queryKey: keys.views });
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={department?.name ?? t("departments.add")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form onSubmit={event => void submit(event)}>
        <Stack gap="md">
          <TextInput
            label={t("profile.name")}
            value={form.name}
            error={errorOf("name")}
            required
            maxLength={100}
            data-autofocus
            onChange={event => setForm({ ...form, name: event.currentTarget.value })}
          />
          {department && (
            <>
              <DepartmentAddresses department={department} />
              <TextInput
                label={t("departments.senderName")}
                description={t("departments.senderNameHint")}
                value={form.senderName}
                error={errorOf("senderName")}
                onChange={event => setForm({ ...form, senderName: event.currentTarget.value })}
              />
              <NativeSelect
                label={t("departments.server")}
                data={[
                  { value: "", label: t("departments.defaultServer") },
                  ...(servers.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
                ]}
                value={form.outgoingServer}
                error={errorOf("outgoingServer")}
                onChange={event => setForm({ ...form, outgoingServer: event.currentTarget.value })}
              />
              <HtmlField
                label={t("profile.signature")}
                html={form.signature}
                onChange={signature => setForm({ ...form, signature })}
              />
            </>
          )}
          <FormProblem problem={problem} />
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
