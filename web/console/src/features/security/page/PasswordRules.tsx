import { api, type PasswordRule } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { IconCheck } from "@havendesk/shared/ui/icons";
import { Button, NativeSelect, Switch } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { keys, queries } from "../../../app/queries";
import { FormProblem } from "../../rooms/FormProblem";
import classes from "../../rooms/Room.module.css";
import { useSaving } from "../../rooms/useSaving";
import own from "../Security.module.css";
import { Section } from "./Section";

/** What is asked of new passwords. */
export function PasswordRules() {
  const query = useQuery({
    queryKey: keys.passwordRule,
    queryFn: ({ signal }) => api.get<PasswordRule>("/rest/security/passwords", {}, signal),
  });
  return (
    <Section
      title={t("security.passwords")}
      says={t("security.passwordsSays")}
      query={query}
      stands={({ min, days }) => ({
        tone: "good",
        words: days ? t("security.atLeastFor", { count: days, min }) : t("security.atLeast", { count: min }),
      })}
    >
      {rule => <PasswordForm key={JSON.stringify(rule)} rule={rule} />}
    </Section>
  );
}

const lengths = [8, 10, 12, 14, 16, 20];
const strengths = [2, 3, 4] as const;
const lives = [30, 90, 180, 365];

/** The usual choices, and whatever is set now. */
const among = (usual: number[], now: number | null) =>
  [...new Set(now === null ? usual : [...usual, now])].sort((a, b) => a - b);

function PasswordForm({ rule }: { rule: PasswordRule }) {
  const [next, setNext] = useState(rule);
  const { busy, problem, save, errorOf } = useSaving();
  const change = (part: Partial<PasswordRule>) => setNext({ ...next, ...part });
  const changed = JSON.stringify(next) !== JSON.stringify(rule);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save(
      async () =>
        queries.setQueryData(
          keys.passwordRule,
          await api.put<PasswordRule>("/rest/security/passwords", next),
        ),
      { said: t("common.saved") },
    );
  };
  return (
    <form className={own.form} onSubmit={submit}>
      <div className={classes.pair}>
        <NativeSelect
          label={t("security.minLength")}
          data={among(lengths, rule.min).map(min => ({
            value: String(min),
            label: t("security.characters", { count: min }),
          }))}
          value={String(next.min)}
          error={errorOf("min")}
          onChange={event => change({ min: Number(event.currentTarget.value) })}
        />
        <NativeSelect
          label={t("security.expiry")}
          data={[
            { value: "", label: t("security.never") },
            ...among(lives, rule.days).map(days => ({
              value: String(days),
              label: t("security.afterDays", { count: days }),
            })),
          ]}
          value={String(next.days ?? "")}
          error={errorOf("days")}
          onChange={event =>
            change({ days: event.currentTarget.value ? Number(event.currentTarget.value) : null })
          }
        />
      </div>
      <NativeSelect
        label={t("security.strength")}
        description={t("security.strengthSays")}
        data={strengths.map(strength => ({
          value: String(strength),
          label: t(`security.strength.${strength}`),
        }))}
        value={String(next.strength)}
        error={errorOf("strength")}
        onChange={event => change({ strength: Number(event.currentTarget.value) })}
      />
      <Switch
        size="xs"
        classNames={{ label: own.choice, description: own.choiceSays }}
        label={t("security.leaked")}
        description={t("security.leakedSays")}
        checked={next.leakedOnline}
        onChange={event => change({ leakedOnline: event.currentTarget.checked })}
      />
      <div className={own.always}>
        <p className={own.alwaysTitle}>{t("security.always")}</p>
        <ul>
          {(["common", "old", "words"] as const).map(what => (
            <li key={what}>
              <IconCheck size={14} stroke={2} aria-hidden />
              {t(`security.always.${what}`)}
            </li>
          ))}
        </ul>
      </div>
      <FormProblem problem={problem} />
      <div className={classes.foot}>
        <Button type="submit" size="sm" loading={busy} disabled={!changed}>
          {t("common.save")}
        </Button>
      </div>
    </form>
  );
}
