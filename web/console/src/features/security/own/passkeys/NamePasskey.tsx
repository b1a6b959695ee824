import { api, type Passkey } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Modal } from "@havendesk/shared/ui";
import { Button, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { keys } from "../../../../app/queries";
import { FormProblem } from "../../../rooms/FormProblem";
import classes from "../../../rooms/Room.module.css";
import { useSaving } from "../../../rooms/useSaving";

/** Another name for a passkey. */
export function NamePasskey({ passkey, onClose }: { passkey: Passkey; onClose: () => void }) {
  const [name, setName] = useState(passkey.name);
  const { busy, problem, save, errorOf } = useSaving();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const done = await save(() => api.put(`/rest/profile/passkeys/${passkey.id}`, { name: name.trim() }), {
      stale: keys.passkeys,
    });
    if (done) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("security.renamePasskey")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form className={classes.form} onSubmit={event => void submit(event)}>
        <TextInput
          label={t("profile.name")}
          value={name}
          error={errorOf("name")}
          maxLength={60}
          data-autofocus
          onChange={event => setName(event.currentTarget.value)}
        />
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
