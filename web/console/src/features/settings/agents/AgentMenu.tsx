import { api, type Agent } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { IconButton } from "@havendesk/shared/ui";
import { IconMore } from "@havendesk/shared/ui/icons";
import { Menu } from "@mantine/core";
import { useState } from "react";
import { attempt } from "../../rooms/useSaving";
import { ResetFactor } from "../../security/people/ResetFactor";
import { SignOutAgent } from "../../security/people/SignOutAgent";
import { useMay } from "../../session/session";
import { HandOver } from "./HandOver";

interface Props {
  agent: Agent;
  onRemove: () => void;
}

/** What can be done to somebody besides giving them a role. */
export function AgentMenu({ agent, onRemove }: Props) {
  const may = useMay();
  const [asking, setAsking] = useState<"signOut" | "reset" | "handOver" | null>(null);
  const close = () => setAsking(null);
  const active = agent.state === "active";
  return (
    <>
      <Menu position="bottom-end" width={250}>
        <Menu.Target>
          <IconButton label={t("security.agent.menu", { name: agent.name || agent.email })}>
            <IconMore size={16} />
          </IconButton>
        </Menu.Target>
        <Menu.Dropdown>
          {!active && (
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
          {active && (
            <Menu.Item onClick={() => setAsking("signOut")}>{t("security.agent.signOut")}</Menu.Item>
          )}
          {agent.secondFactor && (
            <Menu.Item onClick={() => setAsking("reset")}>{t("security.agent.reset")}</Menu.Item>
          )}
          {active && may("owners.manage") && agent.role !== "owner" && (
            <Menu.Item onClick={() => setAsking("handOver")}>{t("security.agent.handOver")}</Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item color="red" onClick={onRemove}>
            {t("agents.remove")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asking === "signOut" && <SignOutAgent agent={agent} onClose={close} />}
      {asking === "reset" && <ResetFactor agent={agent} onClose={close} />}
      {asking === "handOver" && <HandOver agent={agent} onClose={close} />}
    </>
  );
}
