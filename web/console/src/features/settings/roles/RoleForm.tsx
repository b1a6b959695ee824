import { api, type CustomRole, type Page } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Bone, Modal } from "@havendesk/shared/ui";
import { Button, Checkbox, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { keys } from "../../../app/queries";
import { FormProblem } from "../../rooms/FormProblem";
import classes from "../../rooms/Room.module.css";
import { useSaving } from "../../rooms/useSaving";
import { permissionText } from "./useRoles";

/** A role by its name and what it may do besides answering. */
export function RoleForm({ role, onClose }: { role: CustomRole | null; onClose: () => void }) {
  const [name, setName] = useState(role?.name ?? "");
  const [permissions, setPermissions] = useState(role?.permissions ?? ["api.use"]);
  const { busy, problem, save, errorOf } = useSaving();
  const { data } = useQuery({
    queryKey: [...keys.roles, "permissions"],
    queryFn: ({ signal }) => api.get<Page<string>>("/rest/roles/permissions", {}, signal),
    staleTime: Infinity,
  });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const body = { name: name.trim(), permissions };
    const done = await save(
      () => (role ? api.put(`/rest/roles/${role.id}`, body) : api.post("/rest/roles", body)),
      { stale: keys.roles, said: t("common.saved") },
    );
    if (done) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={role ? role.name : t("security.roles.add")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form className={classes.form} onSubmit={event => void submit(event)}>
        <TextInput
          label={t("profile.name")}
          value={name}
          error={errorOf("name")}
          required
          maxLength={100}
          data-autofocus
          onChange={event => setName(event.currentTarget.value)}
        />
        <Checkbox.Group
          label={t("security.roles.mayToo")}
          description={t("security.roles.asAgent")}
          value={permissions}
          error={errorOf("permissions")}
          onChange={setPermissions}
        >
          <Stack gap={10} mt={8}>
            {data ? (
              data.items.map(permission => (
                <Checkbox key={permission} size="xs" value={permission} label={permissionText(permission)} />
              ))
            ) : (
              <Bone width={200} />
            )}
          </Stack>
        </Checkbox.Group>
        {role && role.agents > 0 && (
          <p className={classes.detail}>{t("security.roles.signsOut", { count: role.agents })}</p>
        )}
        <FormProblem problem={problem} />
        <div className={classes.foot}>
          <Button type="submit" size="sm" loading={busy} disabled={!name.trim()}>
            {t("common.save")}
          </Button>
          <Button variant="default" size="sm" onClick={onClose}>
            {t("common.cancel")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
