import { api, type Agent } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Picker } from "@havendesk/shared/ui";
import { IconChevronDown } from "@havendesk/shared/ui/icons";
import { Button } from "@mantine/core";
import { keys, queries } from "../../../app/queries";
import { attempt } from "../../rooms/useSaving";
import { useSession } from "../../session/session";
import type { Page } from "@havendesk/shared/api";

/** Where an agent works. Owners and admins see every department anyway. */
export function AgentDepartments({ agent }: { agent: Agent }) {
  const { departments } = useSession();
  const toggle = (id: string) => {
    const next = agent.departments.includes(id)
      ? agent.departments.filter(other => other !== id)
      : [...agent.departments, id];
    queries.setQueryData<Page<Agent>>(
      keys.agents,
      shown =>
        shown && {
          ...shown,
          items: shown.items.map(other => (other.id === agent.id ? { ...other, departments: next } : other)),
        },
    );
    void attempt(() => api.put(`/rest/agents/${agent.id}/departments`, { departments: next }), {
      stale: keys.agents,
    });
  };
  return (
    <Picker
      label={t("settings.departments")}
      choices={departments.map(({ id, name }) => ({ value: id, label: name }))}
      chosen={agent.departments}
      many
      onPick={toggle}
    >
      {open => (
        <Button variant="default" size="xs" onClick={open} rightSection={<IconChevronDown size={13} />}>
          {t("agents.departments", { count: agent.departments.length })}
        </Button>
      )}
    </Picker>
  );
}
