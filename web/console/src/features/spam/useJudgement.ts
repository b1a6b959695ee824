import { api, type Judgement } from "@havendesk/shared/api";
import { useQuery } from "@tanstack/react-query";
import { keys } from "../../app/queries";

/** What the filter made of the mail that began a ticket; null when it made nothing of it. */
export const useJudgement = (ticket: string) =>
  useQuery({
    queryKey: keys.judgement(ticket),
    queryFn: async ({ signal }) => {
      const answer = await api.get<{ judgement: Judgement | null }>(
        `/rest/tickets/${ticket}/judgement`,
        {},
        signal,
      );
      return answer.judgement;
    },
  });
