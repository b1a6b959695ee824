import { api, type Agent } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Confirm } from "@havendesk/shared/ui";
import { keys, queries } from "../../../app/queries";
import { attempt } from "../../rooms/useSaving";

/** Takes the second step from somebody who lost it, after asking. */
export function ResetFactor({ agent, onClose }: { agent: Agent; onClose: () => void }) {
  const name = agent.name || agent.email;
  return (
    <Confirm
      title={t("security.agent.resetTitle", { name })}
      action={t("security.agent.reset")}
      onConfirm={() => {
        onClose();
        void attempt(() => api.delete(`/rest/agents/${agent.id}/second-factor`), {
          stale: keys.agents,
          said: t("security.agent.wasReset", { name }),
        }).then(() => queries.invalidateQueries({ queryKey: keys.factorRule }));
      }}
      onClose={onClose}
    >
      {t("security.agent.resetText")}
    </Confirm>
  );
}
