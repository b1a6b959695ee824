import { api, type Agent, type Role } from "@havendesk/shared/api";
import { listOf, t } from "@havendesk/shared/i18n";
import { Confirm } from "@havendesk/shared/ui";
import { keys } from "../../../app/queries";
import { FormProblem } from "../../rooms/FormProblem";
import classes from "../../rooms/Room.module.css";
import { useSaving } from "../../rooms/useSaving";

export interface NextRole {
  role: Role;
  customRole: string | null;
  name: string;
  /** What a role of the account's own allows, in words. */
  may: string[];
}

/** Says what the other role means, the signing out included, before it is given. */
export function ChangeRole({ agent, next, onClose }: { agent: Agent; next: NextRole; onClose: () => void }) {
  const { busy, problem, save } = useSaving();
  const name = agent.name || agent.email;
  const change = async () => {
    const { role, customRole } = next;
    const done = await save(() => api.put(`/rest/agents/${agent.id}/role`, { role, customRole }), {
      stale: keys.agents,
      said: t("security.agent.roleChanged", { name, role: next.name }),
    });
    if (done) onClose();
  };
  return (
    <Confirm
      title={t("security.agent.roleTitle", { name, role: next.name })}
      action={t("security.agent.changeRole")}
      busy={busy}
      onConfirm={() => void change()}
      onClose={onClose}
    >
      <p className={classes.lead}>
        {next.customRole && next.may.length > 0 ? listOf(next.may) : t(`role.${next.role}.may`)}
      </p>
      {agent.state === "active" && <p>{t("security.agent.roleSignsOut", { name })}</p>}
      <FormProblem problem={problem} />
    </Confirm>
  );
}
