import type { Language, Theme } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { FormProblem } from "../../rooms/FormProblem";
import { HtmlField } from "../../rooms/HtmlField";
import { Page } from "../../rooms/Room";
import classes from "../../rooms/Room.module.css";
import { useSaving } from "../../rooms/useSaving";
import { zones } from "../../rooms/zones";
import { changeProfile, useSession } from "../../session/session";
import { languages } from "../../session/languages";
import { NotificationsForm } from "./NotificationsForm";

/** The agent's own name, habits and signature. */
export function ProfilePage() {
  const { agent } = useSession();
  const [profile, setProfile] = useState(agent);
  const { busy, problem, save, errorOf } = useSaving();
  const change = (part: Partial<typeof profile>) => setProfile({ ...profile, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { name, language, theme, timezone, signature } = profile;
    void save(() => changeProfile({ name, language, theme, timezone, signature }), {
      said: t("common.saved"),
    });
  };
  return (
    <Page title={t("settings.profile")} lead={agent.email}>
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          label={t("profile.name")}
          value={profile.name}
          error={errorOf("name")}
          required
          maxLength={100}
          onChange={event => change({ name: event.currentTarget.value })}
        />
        <div className={classes.pair}>
          <NativeSelect
            label={t("account.language")}
            data={languages}
            value={profile.language}
            onChange={event => change({ language: event.currentTarget.value as Language })}
          />
          <NativeSelect
            label={t("account.theme")}
            data={(["system", "light", "dark"] as const).map(value => ({
              value,
              label: t(`theme.${value}`),
            }))}
            value={profile.theme}
            onChange={event => change({ theme: event.currentTarget.value as Theme })}
          />
        </div>
        <NativeSelect
          label={t("profile.timezone")}
          data={zones(profile.timezone)}
          value={profile.timezone}
          error={errorOf("timezone")}
          onChange={event => change({ timezone: event.currentTarget.value })}
        />
        <HtmlField
          label={t("profile.signature")}
          html={profile.signature}
          onChange={signature => change({ signature })}
        />
        <FormProblem problem={problem} />
        <div className={classes.foot}>
          <Button type="submit" size="sm" loading={busy}>
            {t("common.save")}
          </Button>
        </div>
      </form>
      <NotificationsForm />
    </Page>
  );
}
