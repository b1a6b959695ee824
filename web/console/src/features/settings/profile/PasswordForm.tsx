import { api } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Button, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { FormProblem } from "../../rooms/FormProblem";
import classes from "../../rooms/Room.module.css";
import { useSaving } from "../../rooms/useSaving";

/** Another password, by whoever knows the present one. */
export function PasswordForm() {
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const { busy, problem, save, errorOf } = useSaving();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const done = await save(() => api.put("/rest/profile/password", { current, password }), {
      said: t("profile.passwordSaved"),
    });
    if (!done) return;
    setCurrent("");
    setPassword("");
  };
  return (
    <section className={classes.part}>
      <h2 className={classes.partTitle}>{t("profile.password")}</h2>
      <form className={classes.form} onSubmit={event => void submit(event)}>
        <TextInput
          type="password"
          label={t("profile.currentPassword")}
          autoComplete="current-password"
          value={current}
          error={errorOf("current")}
          onChange={event => setCurrent(event.currentTarget.value)}
        />
        <TextInput
          type="password"
          label={t("profile.newPassword")}
          autoComplete="new-password"
          value={password}
          error={errorOf("password")}
          onChange={event => setPassword(event.currentTarget.value)}
        />
        <FormProblem problem={problem} />
        <div className={classes.foot}>
          <Button type="submit" variant="default" size="sm" loading={busy} disabled={!current || !password}>
            {t("profile.changePassword")}
          </Button>
        </div>
      </form>
    </section>
  );
}
