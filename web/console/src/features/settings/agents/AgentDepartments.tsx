import { api, type Agent, type DepartmentRole, type Page } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { IconChevronDown } from "@havendesk/shared/ui/icons";
import { Button, NativeSelect, Popover } from "@mantine/core";
import { keys, queries } from "../../../app/queries";
import classes from "../../rooms/Room.module.css";
import { attempt } from "../../rooms/useSaving";
import { useSession } from "../../session/session";
import own from "./Agents.module.css";

const roles: DepartmentRole[] = ["reader", "solver", "supervisor", "manager"];

/** Where an agent works, and as what in each place. Owners and admins see every department anyway. */
export function AgentDepartments({ agent }: { agent: Agent }) {
  const { departments } = useSession();
  const place = (id: string, role: DepartmentRole | "") => {
    const rest = Object.fromEntries(Object.entries(agent.departmentRoles).filter(([other]) => other !== id));
    const departmentRoles: Agent["departmentRoles"] = role ? { ...rest, [id]: role } : rest;
    const placed = Object.keys(departmentRoles);
    queries.setQueryData<Page<Agent>>(
      keys.agents,
      shown =>
        shown && {
          ...shown,
          items: shown.items.map(other =>
            other.id === agent.id ? { ...other, departments: placed, departmentRoles } : other,
          ),
        },
    );
    void attempt(
      () => api.put(`/rest/agents/${agent.id}/departments`, { departments: placed, roles: departmentRoles }),
      { stale: keys.agents },
    );
  };
  if (agent.role !== "agent") return <span className={own.everywhere}>{t("security.agent.everywhere")}</span>;
  return (
    <Popover width={340} position="bottom-end" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <Button
          variant="default"
          size="xs"
          className={own.departments}
          rightSection={<IconChevronDown size={13} />}
        >
          {t("agents.departments", { count: agent.departments.length })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("security.agent.departmentsOf", { name: agent.name })}>
        <ul className={own.places}>
          {departments.map(({ id, name }) => (
            <li key={id} className={own.place}>
              <bdi className={classes.name}>{name}</bdi>
              <NativeSelect
                size="xs"
                aria-label={t("security.agent.roleIn", { department: name })}
                data={[
                  { value: "", label: t("security.agent.notHere") },
                  ...roles.map(role => ({ value: role, label: t(`security.agent.as.${role}`) })),
                ]}
                value={agent.departmentRoles[id] ?? ""}
                onChange={event => place(id, event.currentTarget.value as DepartmentRole | "")}
              />
            </li>
          ))}
        </ul>
        <p className={own.hint}>{t("security.agent.rolesSay")}</p>
      </Popover.Dropdown>
    </Popover>
  );
}
