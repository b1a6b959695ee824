import { api, type OutboxMail, type Page } from "@havendesk/shared/api";
import { useQuery } from "@tanstack/react-query";
import { keys } from "../../app/queries";

/** Whether a mail could not be sent: it shows on the rail until somebody has dealt with it. */
export function useTroubleInOutbox(): boolean {
  const { data } = useQuery({
    queryKey: [...keys.outbox, "trouble"],
    queryFn: () => api.get<Page<OutboxMail>>("/rest/outbox", { state: "failed", limit: 1 }),
    retry: false,
  });
  return (data?.items.length ?? 0) > 0;
}
