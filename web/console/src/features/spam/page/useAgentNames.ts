import { api, type Agent } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { useQuery } from "@tanstack/react-query";
import { keys } from "../../../app/queries";

/** Everybody who works here. */
export const useEverybody = () =>
  useQuery({
    queryKey: keys.agents,
    queryFn: ({ signal }) => api.all<Agent>("/rest/agents", signal),
  });

/** Says who somebody is by their id. */
export function useAgentNames(): (id: string | null) => string {
  const { data } = useEverybody();
  return id => {
    if (!data) return "…";
    return data.items.find(agent => agent.id === id)?.name || t("audit.formerAgent");
  };
}
