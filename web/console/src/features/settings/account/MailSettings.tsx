import { api, type AccountMail } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Bone, Failed } from "@havendesk/shared/ui";
import { Button, Checkbox, NumberInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { keys } from "../../../app/queries";
import { FormProblem } from "../../rooms/FormProblem";
import classes from "../../rooms/Room.module.css";
import { useSaving } from "../../rooms/useSaving";

/** How the account's mails are written and how long the sent ones are remembered. */
export function MailSettings() {
  const { data, error, refetch } = useQuery({
    queryKey: keys.accountMail,
    queryFn: ({ signal }) => api.get<AccountMail>("/rest/account/mail", {}, signal),
  });
  return (
    <section className={classes.part}>
      <h2 className={classes.partTitle}>{t("accountMail.title")}</h2>
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Bone width={240} />}
      {data && <MailForm stored={data} />}
    </section>
  );
}

const choices = ["codeInSubject", "agentNames", "quote"] as const;

function MailForm({ stored }: { stored: AccountMail }) {
  const [form, setForm] = useState(stored);
  const { busy, problem, save, errorOf } = useSaving();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save(() => api.put("/rest/account/mail", form), {
      stale: keys.accountMail,
      said: t("common.saved"),
    });
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      {choices.map(choice => (
        <Checkbox
          key={choice}
          label={t(`accountMail.${choice}`)}
          description={t(`accountMail.${choice}.hint`)}
          checked={form[choice]}
          onChange={event => setForm({ ...form, [choice]: event.currentTarget.checked })}
        />
      ))}
      <NumberInput
        label={t("accountMail.keepSentDays")}
        description={t("accountMail.keepSentDays.hint")}
        value={form.keepSentDays}
        error={errorOf("keepSentDays")}
        min={1}
        max={3650}
        clampBehavior="strict"
        allowDecimal={false}
        styles={{ wrapper: { maxInlineSize: 130 } }}
        onChange={days => setForm({ ...form, keepSentDays: Number(days) })}
      />
      <FormProblem problem={problem} />
      <div className={classes.foot}>
        <Button type="submit" variant="default" size="sm" loading={busy}>
          {t("common.save")}
        </Button>
      </div>
    </form>
  );
}
