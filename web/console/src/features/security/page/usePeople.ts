import { api, type Agent } from "@havendesk/shared/api";
import { useQuery } from "@tanstack/react-query";
import { keys } from "../../../app/queries";

/** Everybody who works here. */
export const usePeople = () =>
  useQuery({
    queryKey: keys.agents,
    queryFn: ({ signal }) => api.all<Agent>("/rest/agents", signal),
    select: ({ items }) => items,
  });
