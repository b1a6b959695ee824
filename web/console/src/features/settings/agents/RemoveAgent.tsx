import { api, type Agent, type Page, type TicketItem } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Confirm } from "@havendesk/shared/ui";
import { useQuery } from "@tanstack/react-query";
import { keys } from "../../../app/queries";
import { ticketsChanged } from "../../live/live";
import { FormProblem } from "../../rooms/FormProblem";
import { useSaving } from "../../rooms/useSaving";
import { sayRemoved } from "./removal";

/** Says in numbers what the leaving of an agent means before it happens. */
export function RemoveAgent({ agent, onClose }: { agent: Agent; onClose: () => void }) {
  const { busy, problem, save } = useSaving();
  const { data } = useQuery({
    queryKey: [...keys.agents, agent.id, "tickets"],
    queryFn: () =>
      api.get<Page<TicketItem>>("/rest/tickets", {
        assignee: agent.id,
        status: "new,open,answered,postponed",
        limit: 100,
      }),
  });
  const remove = async () => {
    const done = await save(() => api.delete(`/rest/agents/${agent.id}`), { stale: keys.agents });
    if (!done) return;
    sayRemoved(agent);
    ticketsChanged([]);
    onClose();
  };
  const count = data?.items.length ?? 0;
  return (
    <Confirm
      title={t("agents.removeTitle", { name: agent.name })}
      action={t("agents.remove")}
      busy={busy}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      <p>{data?.next ? t("agents.removeMany", { count }) : t("agents.removeText", { count })}</p>
      <p>{t("agents.removeBack")}</p>
      <FormProblem problem={problem} />
    </Confirm>
  );
}
