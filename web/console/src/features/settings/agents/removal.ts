import { api, type Agent, type Page } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { toast } from "@havendesk/shared/ui";
import { keys } from "../../../app/queries";
import { attempt } from "../../rooms/useSaving";

/** Those who were removed and are not erased yet. */
export const removedAgents = async (signal?: AbortSignal): Promise<Agent[]> => {
  const { items } = await api.get<Page<Agent>>("/rest/agents", { removed: true, limit: 100 }, signal);
  return items.filter(agent => agent.state === "removed");
};

export const bringBack = (agent: Agent) =>
  attempt(() => api.post(`/rest/agents/${agent.id}/restoration`), {
    stale: keys.agents,
    said: t("agents.broughtBack", { name: agent.name || agent.email }),
  });

/** Says that somebody is gone, with the way back. */
export const sayRemoved = (agent: Agent) =>
  toast(t("agents.removed", { name: agent.name || agent.email }), {
    action: { label: t("common.undo"), run: () => void bringBack(agent) },
  });
