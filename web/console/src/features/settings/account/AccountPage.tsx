import { api, type Account, type Language } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Bone, Failed } from "@havendesk/shared/ui";
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { keys, queries } from "../../../app/queries";
import { FormProblem } from "../../rooms/FormProblem";
import { Page } from "../../rooms/Room";
import classes from "../../rooms/Room.module.css";
import { useSaving } from "../../rooms/useSaving";
import { zones } from "../../rooms/zones";
import { useSession } from "../../session/session";
import { languages } from "../../session/languages";
import { DkimDomains } from "./DkimDomains";
import { MailSettings } from "./MailSettings";

/** What the account is called and speaks, and how its mail is signed. */
export function AccountPage() {
  const { account } = useSession();
  const { data, error, refetch } = useQuery({
    queryKey: keys.account,
    queryFn: () => api.get<Account>("/rest/account"),
  });
  return (
    <Page title={t("settings.account")} lead={account.host}>
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Bone width={240} />}
      {data && <AccountForm account={data} />}
      <MailSettings />
      <DkimDomains />
    </Page>
  );
}

function AccountForm({ account }: { account: Account }) {
  const [form, setForm] = useState(account);
  const { busy, problem, save, errorOf } = useSaving();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const done = await save(() => api.put("/rest/account", form), {
      stale: keys.account,
      said: t("common.saved"),
    });
    if (done) void queries.invalidateQueries({ queryKey: keys.session });
  };
  return (
    <form className={classes.form} onSubmit={event => void submit(event)}>
      <TextInput
        label={t("profile.name")}
        description={t("accountPage.nameHint")}
        value={form.name}
        error={errorOf("name")}
        required
        onChange={event => setForm({ ...form, name: event.currentTarget.value })}
      />
      <div className={classes.pair}>
        <NativeSelect
          label={t("account.language")}
          data={languages}
          value={form.language}
          onChange={event => setForm({ ...form, language: event.currentTarget.value as Language })}
        />
        <NativeSelect
          label={t("profile.timezone")}
          data={zones(form.timezone)}
          value={form.timezone}
          onChange={event => setForm({ ...form, timezone: event.currentTarget.value })}
        />
      </div>
      <FormProblem problem={problem} />
      <div className={classes.foot}>
        <Button type="submit" size="sm" loading={busy}>
          {t("common.save")}
        </Button>
      </div>
    </form>
  );
}
