import { api, type Agent } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Confirm } from "@havendesk/shared/ui";
import { keys } from "../../../app/queries";
import { attempt } from "../../rooms/useSaving";

/** Ends every session of somebody else, after asking. */
export function SignOutAgent({ agent, onClose }: { agent: Agent; onClose: () => void }) {
  const name = agent.name || agent.email;
  return (
    <Confirm
      title={t("security.agent.signOutTitle", { name })}
      action={t("security.agent.signOut")}
      onConfirm={() => {
        onClose();
        void attempt(() => api.delete(`/rest/agents/${agent.id}/sessions`), {
          stale: keys.agents,
          said: t("security.agent.signedOut", { name }),
        });
      }}
      onClose={onClose}
    >
      {t("security.agent.signOutText")}
    </Confirm>
  );
}
