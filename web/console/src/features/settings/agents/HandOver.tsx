import { api, type Agent } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Modal } from "@havendesk/shared/ui";
import { Button, PasswordInput, Stack } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { FormProblem } from "../../rooms/FormProblem";
import classes from "../../rooms/Room.module.css";
import { useSaving } from "../../rooms/useSaving";

/** Makes somebody the owner in one's own place. */
export function HandOver({ agent, onClose }: { agent: Agent; onClose: () => void }) {
  const [password, setPassword] = useState("");
  const { busy, problem, save, errorOf } = useSaving();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await save(() => api.post(`/rest/agents/${agent.id}/ownership`, { password }))) location.reload();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("security.agent.handOverTitle", { name: agent.name })}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form onSubmit={event => void submit(event)}>
        <Stack gap="md">
          <span>{t("security.agent.handOverText", { name: agent.name })}</span>
          <PasswordInput
            label={t("profile.currentPassword")}
            autoComplete="current-password"
            value={password}
            error={errorOf("password")}
            data-autofocus
            onChange={event => setPassword(event.currentTarget.value)}
          />
          <FormProblem problem={problem} />
          <div className={classes.foot}>
            <Button type="submit" size="sm" color="red" loading={busy} disabled={!password}>
              {t("security.agent.handOver")}
            </Button>
            <Button variant="default" size="sm" onClick={onClose}>
              {t("common.cancel")}
            </Button>
          </div>
        </Stack>
      </form>
    </Modal>
  );
}
