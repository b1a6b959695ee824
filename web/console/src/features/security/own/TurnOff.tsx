import { api } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Modal } from "@havendesk/shared/ui";
import { Button, PasswordInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { FormProblem } from "../../rooms/FormProblem";
import classes from "../../rooms/Room.module.css";
import { useSaving } from "../../rooms/useSaving";
import own from "../Security.module.css";
import { CodeInput } from "./CodeInput";

/** Turns the second step off, for whoever knows the password and shows a code. */
export function TurnOff({ onClose }: { onClose: () => void }) {
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const { busy, problem, save, errorOf } = useSaving();
  const end = async (event: FormEvent) => {
    event.preventDefault();
    const done = await save(() => api.post("/rest/profile/second-factor/removal", { password, code }), {
      said: t("security.turnedOff"),
    });
    if (done) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("security.turnOffTitle")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form className={classes.form} onSubmit={event => void end(event)}>
        <p className={own.text}>{t("security.turnOffSays")}</p>
        <PasswordInput
          label={t("profile.currentPassword")}
          autoComplete="current-password"
          value={password}
          error={errorOf("password")}
          data-autofocus
          onChange={event => setPassword(event.currentTarget.value)}
        />
        <CodeInput
          label={t("security.codeOrRecovery")}
          value={code}
          error={errorOf("code")}
          letters
          onChange={setCode}
        />
        <FormProblem problem={problem} />
        <div className={classes.foot}>
          <Button type="submit" size="sm" color="red" loading={busy} disabled={!password || code.length < 6}>
            {t("security.turnOff")}
          </Button>
          <Button variant="default" size="sm" onClick={onClose}>
            {t("common.cancel")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
