import { api, type Agent, type Role } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Avatar, Time } from "@havendesk/shared/ui";
import { IconPlus, IconShieldCheck } from "@havendesk/shared/ui/icons";
import { Button, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { useState } from "react";
import { keys } from "../../../app/queries";
import { Page, Rows } from "../../rooms/Room";
import classes from "../../rooms/Room.module.css";
import { useMay, useSession } from "../../session/session";
import { permissionText, useRoles } from "../roles/useRoles";
import { AgentDepartments } from "./AgentDepartments";
import { AgentMenu } from "./AgentMenu";
import own from "./Agents.module.css";
import { ChangeRole, type NextRole } from "./ChangeRole";
import { InviteAgent } from "./InviteAgent";
import { RemoveAgent } from "./RemoveAgent";
import { RemovedAgents } from "./RemovedAgents";
import { mayTouch, type May } from "./touching";

/** Who works here, as what, and in which departments. */
export function AgentsPage() {
  const query = useQuery({
    queryKey: keys.agents,
    queryFn: ({ signal }) => api.all<Agent>("/rest/agents", signal),
  });
  const [inviting, setInviting] = useState(false);
  const [leaving, setLeaving] = useState<Agent | null>(null);
  const invite = (
    <Button size="sm" leftSection={<IconPlus size={16} />} onClick={() => setInviting(true)}>
      {t("agents.invite")}
    </Button>
  );
  return (
    <Page title={t("settings.agents")} lead={t("agents.lead")} action={invite}>
      <Rows query={query} items={query.data?.items} empty={{ title: t("agents.empty") }}>
        {agent => <AgentRow key={agent.id} agent={agent} onRemove={() => setLeaving(agent)} />}
      </Rows>
      <RemovedAgents />
      {inviting && <InviteAgent onClose={() => setInviting(false)} />}
      {leaving && <RemoveAgent agent={leaving} onClose={() => setLeaving(null)} />}
    </Page>
  );
}

function AgentRow({ agent, onRemove }: { agent: Agent; onRemove: () => void }) {
  const me = useSession().agent;
  const may = useMay();
  const untouchable = agent.id === me.id || !mayTouch(agent.role, may);
  const custom = useRoles(may("agents.manage")).data?.items ?? [];
  const [next, setNext] = useState<NextRole | null>(null);
  const choose = (value: string) => {
    const own = custom.find(({ id }) => value === ownRole + id);
    setNext(
      own
        ? { role: "agent", customRole: own.id, name: own.name, may: own.permissions.map(permissionText) }
        : { role: value as Role, customRole: null, name: t(`role.${value as Role}`), may: [] },
    );
  };
  return (
    <li className={classes.item}>
      <Avatar name={agent.name || agent.email} size={34} online={agent.online} />
      <span className={classes.words}>
        <span className={classes.name} dir="auto">
          {agent.name}
          {agent.id === me.id && ` (${t("assign.me")})`}
        </span>
        <span className={classes.detail}>{agent.email}</span>
      </span>
      {agent.secondFactor && (
        <IconShieldCheck
          size={17}
          stroke={1.7}
          className={own.twoSteps}
          role="img"
          aria-label={t("security.agent.twoSteps")}
          title={t("security.agent.twoSteps")}
        />
      )}
      <Seen agent={agent} />
      <AgentDepartments agent={agent} />
      <NativeSelect
        size="xs"
        className={own.role}
        aria-label={t("agents.roleOf", { name: agent.name })}
        data={[
          ...rolesFor(agent, may).map(role => ({ value: role as string, label: t(`role.${role}`) })),
          ...custom.map(({ id, name }) => ({ value: ownRole + id, label: name })),
        ]}
        value={agent.customRole ? ownRole + agent.customRole.id : agent.role}
        disabled={untouchable}
        onChange={event => choose(event.currentTarget.value)}
      />
      <span className={own.menu}>{!untouchable && <AgentMenu agent={agent} onRemove={onRemove} />}</span>
      {next && <ChangeRole agent={agent} next={next} onClose={() => setNext(null)} />}
    </li>
  );
}

const ownRole = "own:";

/** The roles that can be given, and the one that somebody has. */
const rolesFor = (agent: Agent, may: May): Role[] =>
  (["owner", "admin", "agent"] as const).filter(role => role === agent.role || mayTouch(role, may));

function Seen({ agent }: { agent: Agent }) {
  if (agent.state === "invited")
    return <span className={clsx(classes.state, classes.waiting)}>{t("agents.isInvited")}</span>;
  if (agent.online) return <span className={clsx(classes.state, classes.good)}>{t("agents.online")}</span>;
  return (
    <span className={classes.state}>
      {agent.lastSeenAt ? <Time at={agent.lastSeenAt} /> : t("agents.neverSeen")}
    </span>
  );
}
