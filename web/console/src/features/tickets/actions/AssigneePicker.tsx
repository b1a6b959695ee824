import { api, type Agent, type Named } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Avatar, Picker, type Choice } from "@havendesk/shared/ui";
import { IconUser } from "@havendesk/shared/ui/icons";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { keys } from "../../../app/queries";
import { useSession } from "../../session/session";

interface Props {
  chosen: Named | null;
  opened?: boolean;
  onOpenedChange?: (opened: boolean) => void;
  onPick: (agent: Named | null) => void;
  children: (open: () => void) => ReactElement;
}

const nobody = "nobody";

/** Oneself first, then nobody, then the others by name. */
export function AssigneePicker({ chosen, opened, onOpenedChange, onPick, children }: Props) {
  const me = useSession().agent;
  const { data } = useQuery({
    queryKey: keys.agents,
    queryFn: ({ signal }) => api.all<Agent>("/rest/agents", signal),
  });
  const others = (data?.items ?? []).filter(agent => agent.id !== me.id);
  const choices: Choice[] = [
    { value: me.id, label: me.name, hint: t("assign.me"), icon: <Avatar name={me.name} size={20} /> },
    { value: nobody, label: t("assign.nobody"), icon: <IconUser size={18} /> },
    ...others
      .sort((a, b) => a.name.localeCompare(b.name))
      .map(agent => ({
        value: agent.id,
        label: agent.name,
        icon: <Avatar name={agent.name} size={20} online={agent.online} />,
      })),
  ];
  return (
    <Picker
      label={t("assign.label")}
      choices={choices}
      chosen={chosen ? [chosen.id] : []}
      searchable
      opened={opened}
      onOpenedChange={onOpenedChange}
      onPick={value =>
        onPick(
          value === nobody ? null : { id: value, name: choices.find(agent => agent.value === value)!.label },
        )
      }
    >
      {children}
    </Picker>
  );
}
