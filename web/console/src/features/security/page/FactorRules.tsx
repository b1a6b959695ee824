import { api, type Agent, type CustomRole, type FactorRule } from "@havendesk/shared/api";
import { currentLocale, dateOnly, listOf, t } from "@havendesk/shared/i18n";
import { Button, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState, type FormEvent } from "react";
import { keys, queries } from "../../../app/queries";
import { FormProblem } from "../../rooms/FormProblem";
import classes from "../../rooms/Room.module.css";
import { useSaving } from "../../rooms/useSaving";
import { useSession } from "../../session/session";
import { useRoles } from "../../settings/roles/useRoles";
import own from "../Security.module.css";
import { hasSecondStep } from "../factor";
import { graceAsItIs, graces, isAsked, isInForce, roles } from "./rule";
import { Section, type Standing } from "./Section";
import { Share } from "./Share";
import { usePeople } from "./usePeople";
import { WhoNeeds } from "./WhoNeeds";

/** Who needs a second step at sign-in, and from when on. */
export function FactorRules() {
  const query = useQuery({
    queryKey: keys.factorRule,
    queryFn: ({ signal }) => api.get<FactorRule>("/rest/security/second-factor", {}, signal),
  });
  const own = useRoles().data?.items ?? [];
  return (
    <Section
      first
      title={t("security.secondStep")}
      says={t("security.ruleSays")}
      query={query}
      stands={rule => standingOf(rule, own)}
    >
      {rule => <FactorForm key={`${rule.roles.join()} ${rule.from}`} rule={rule} own={own} />}
    </Section>
  );
}

function standingOf(rule: FactorRule, own: CustomRole[]): Standing {
  if (rule.roles.length === 0 || !rule.from) return { tone: "plain", words: t("security.askedOfNobody") };
  const who = listOf([
    ...roles
      .filter(role => rule.roles.includes(role))
      .map(role => t(`security.all.${role}`).toLocaleLowerCase(currentLocale())),
    ...own
      .filter(role => rule.roles.includes(role.id) && !rule.roles.includes("agent"))
      .map(role => role.name),
  ]);
  return isInForce(rule, Date.now())
    ? { tone: "good", words: t("security.askedOf", { who }) }
    : { tone: "waiting", words: t("security.askedFrom", { who, date: dateOnly(rule.from) }) };
}

function FactorForm({ rule, own: ownRoles }: { rule: FactorRule; own: CustomRole[] }) {
  const mine = useSession();
  const [chosen, setChosen] = useState(rule.roles);
  const [grace, setGrace] = useState<number | null>(null);
  const { busy, problem, save, errorOf } = useSaving();
  const without = useWithout(chosen);
  const others = chosen.length !== rule.roles.length || chosen.some(role => !rule.roles.includes(role));
  const changed = others || (grace !== null && chosen.length > 0);
  const shutsMeOut =
    chosen.includes(mine.agent.role) &&
    !hasSecondStep(mine.secondFactor) &&
    !rule.roles.includes(mine.agent.role);
  const usual = rule.from ? null : graceAsItIs(rule, Date.now());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save(
      async () => {
        const graceDays = chosen.length === 0 ? 0 : (grace ?? graceAsItIs(rule, Date.now()));
        queries.setQueryData(
          keys.factorRule,
          await api.put<FactorRule>("/rest/security/second-factor", { roles: chosen, graceDays }),
        );
      },
      { stale: keys.session, said: t("common.saved") },
    );
  };
  return (
    <form className={own.form} onSubmit={submit}>
      <Share part={rule.on} of={rule.on + rule.off} words={t("security.howMany", howMany(rule))} />
      <WhoNeeds own={ownRoles} chosen={chosen} onChange={setChosen} />
      {chosen.length > 0 && (
        <NativeSelect
          className={own.short}
          label={t("security.grace")}
          description={t("security.graceSays")}
          error={errorOf("graceDays")}
          data={[
            ...(rule.from
              ? [
                  {
                    value: "",
                    label: isInForce(rule, Date.now())
                      ? t("security.overAlready")
                      : t("security.untilDate", { date: dateOnly(rule.from) }),
                  },
                ]
              : []),
            ...graces.map(days => ({
              value: String(days),
              label: days === 0 ? t("security.atOnce") : t("security.inDays", { count: days }),
            })),
          ]}
          value={String(grace ?? usual ?? "")}
          onChange={event =>
            setGrace(event.currentTarget.value === "" ? null : Number(event.currentTarget.value))
          }
        />
      )}
      {chosen.length > 0 && without.length > 0 && <Without names={without} />}
      {changed && shutsMeOut && (
        <p className={own.notice}>
          {t("security.youHaveNone")}{" "}
          <Link to="/settings/$section" params={{ section: "signin" }}>
            {t("security.setUpYours")}
          </Link>
        </p>
      )}
      <FormProblem problem={problem} />
      <div className={classes.foot}>
        <Button type="submit" size="sm" loading={busy} disabled={!changed}>
          {t("common.save")}
        </Button>
      </div>
    </form>
  );
}

const howMany = ({ on, off }: FactorRule) => ({ on, of: on + off });

/** Who would have to set it up. */
function Without({ names }: { names: string[] }) {
  const shown = names.slice(0, 5);
  const more = names.length - shown.length;
  return (
    <p className={own.small}>
      {t("security.without", { count: names.length })}{" "}
      <bdi>{listOf(more > 0 ? [...shown, t("security.others", { count: more })] : shown)}</bdi>
    </p>
  );
}

function useWithout(chosen: string[]): string[] {
  const { data } = usePeople();
  return (data ?? [])
    .filter(agent => isAsked(chosen, agent) && !agent.secondFactor)
    .map((agent: Agent) => agent.name || agent.email);
}
