import { api, type Agent, type Role } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Avatar, IconButton, Time } from "@havendesk/shared/ui";
import { IconMore, IconPlus } from "@havendesk/shared/ui/icons";
import { Button, Menu, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { useState } from "react";
import { keys } from "../../../app/queries";
import { Page, Rows } from "../../rooms/Room";
import classes from "../../rooms/Room.module.css";
import { attempt } from "../../rooms/useSaving";
import { useMay, useSession } from "../../session/session";
import { AgentDepartments } from "./AgentDepartments";
import { InviteAgent } from "./InviteAgent";
import { RemoveAgent } from "./RemoveAgent";

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
      {inviting && <InviteAgent onClose={() => setInviting(false)} />}
      {leaving && <RemoveAgent agent={leaving} onClose={() => setLeaving(null)} />}
    </Page>
  );
}

function AgentRow({ agent, onRemove }: { agent: Agent; onRemove: () => void }) {
  const me = useSession().agent;
  const may = useMay();
  const untouchable = agent.id === me.id || (agent.role === "owner" && !may("owners.manage"));
  const setRole = (role: Role) =>
    void attempt(() => api.put(`/rest/agents/${agent.id}/role`, { role }), {
      stale: keys.agents,
      said: t("common.saved"),
    });
  const roles: Role[] =
    may("owners.manage") || agent.role === "owner" ? ["owner", "admin", "agent"] : ["admin", "agent"];
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
      <Seen agent={agent} />
      <AgentDepartments agent={agent} />
      <NativeSelect
        size="xs"
        aria-label={t("agents.roleOf", { name: agent.name })}
        data={roles.map(role => ({ value: role, label: t(`role.${role}`) }))}
        value={agent.role}
        disabled={untouchable}
        onChange={event => setRole(event.currentTarget.value as Role)}
      />
      <Menu position="bottom-end" width={230}>
        <Menu.Target>
          <IconButton label={t("common.more")} disabled={untouchable}>
            <IconMore size={16} />
          </IconButton>
        </Menu.Target>
        <Menu.Dropdown>
          {agent.state === "invited" && (
            <Menu.Item
              onClick={() =>
                void attempt(() => api.post(`/rest/agents/${agent.id}/invitation`), {
                  said: t("agents.invited", { email: agent.email }),
                })
              }
            >
              {t("agents.inviteAgain")}
            </Menu.Item>
          )}
          <Menu.Item color="red" onClick={onRemove}>
            {t("agents.remove")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}

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
