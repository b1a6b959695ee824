import type { Agent, FactorRule } from "@havendesk/shared/api";
import { dateOnly, t } from "@havendesk/shared/i18n";
import { Avatar, IconButton, Time } from "@havendesk/shared/ui";
import { IconMore } from "@havendesk/shared/ui/icons";
import { Button, Menu } from "@mantine/core";
import { useState } from "react";
import { keys, queries } from "../../../app/queries";
import classes from "../../rooms/Room.module.css";
import { useMay, useSession } from "../../session/session";
import { mayTouch } from "../../settings/agents/touching";
import { ResetFactor } from "../people/ResetFactor";
import { SignOutAgent } from "../people/SignOutAgent";
import { isAsked, isInForce } from "./rule";
import own from "../Security.module.css";
import { Section, Stands, type Standing } from "./Section";
import { usePeople } from "./usePeople";

/** Shown before all are asked for. */
const few = 8;

/** Everybody who works here, and how they come in; those without a second step first. */
export function People() {
  const query = usePeople();
  const [all, setAll] = useState(false);
  return (
    <Section title={t("security.people")} says={t("security.peopleSays")} query={query} stands={here}>
      {people => (
        <>
          <ul className={classes.list}>
            {inOrder(people)
              .slice(0, all ? people.length : few)
              .map(agent => (
                <Person key={agent.id} agent={agent} />
              ))}
          </ul>
          {!all && people.length > few && (
            <div>
              <Button variant="default" onClick={() => setAll(true)}>
                {t("security.showAll", { count: people.length })}
              </Button>
            </div>
          )}
        </>
      )}
    </Section>
  );
}

const here = (people: Agent[]): Standing => {
  const count = people.filter(agent => agent.online).length;
  return { tone: count > 0 ? "good" : "plain", words: t("security.hereNow", { count }) };
};

const inOrder = (people: Agent[]) =>
  people.toSorted(
    (a, b) =>
      Number(a.state === "invited") - Number(b.state === "invited") ||
      Number(a.secondFactor) - Number(b.secondFactor) ||
      a.name.localeCompare(b.name),
  );

function Person({ agent }: { agent: Agent }) {
  const me = useSession().agent;
  const may = useMay();
  const [asking, setAsking] = useState<"signOut" | "reset" | null>(null);
  const rule = queries.getQueryData<FactorRule>(keys.factorRule);
  const name = agent.name || agent.email;
  const mine = agent.id === me.id;
  const close = () => setAsking(null);
  return (
    <li className={own.row}>
      <Avatar name={name} size={30} online={agent.online} />
      <span className={classes.words}>
        <span className={classes.name} dir="auto">
          {mine ? t("security.agent.andMe", { name }) : name}
        </span>
        <span className={classes.detail}>
          {agent.customRole ? <bdi>{agent.customRole.name}</bdi> : t(`role.${agent.role}`)}
          {" · "}
          {agent.state === "invited" ? <bdi>{agent.email}</bdi> : <Seen agent={agent} />}
        </span>
      </span>
      <Stands {...stepOf(agent, rule)} />
      <span>
        {!mine && agent.state === "active" && mayTouch(agent.role, may) && (
          <Menu position="bottom-end" width={250}>
            <Menu.Target>
              <IconButton label={t("security.agent.menu", { name })}>
                <IconMore size={16} />
              </IconButton>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => setAsking("signOut")}>{t("security.agent.signOut")}</Menu.Item>
              <Menu.Item disabled={!agent.secondFactor} onClick={() => setAsking("reset")}>
                {t("security.agent.reset")}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </span>
      {asking === "signOut" && <SignOutAgent agent={agent} onClose={close} />}
      {asking === "reset" && <ResetFactor agent={agent} onClose={close} />}
    </li>
  );
}

function Seen({ agent }: { agent: Agent }) {
  if (agent.online) return t("agents.online");
  return agent.lastSeenAt ? <Time at={agent.lastSeenAt} /> : t("agents.neverSeen");
}

/** By what somebody comes in, and until when they have to do more. */
function stepOf(agent: Agent, rule: FactorRule | undefined): Standing {
  if (agent.state === "invited") return { tone: "plain", words: t("agents.isInvited") };
  if (agent.secondFactor) return { tone: "good", words: t("security.step.on") };
  if (!rule?.from || !isAsked(rule.roles, agent)) return { tone: "plain", words: t("security.step.none") };
  return isInForce(rule, Date.now())
    ? { tone: "waiting", words: t("security.step.next") }
    : { tone: "waiting", words: t("security.step.by", { date: dateOnly(rule.from) }) };
}
