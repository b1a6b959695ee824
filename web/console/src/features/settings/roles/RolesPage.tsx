import { api, type CustomRole } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Confirm } from "@havendesk/shared/ui";
import { IconPlus } from "@havendesk/shared/ui/icons";
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { keys, queries } from "../../../app/queries";
import { FormProblem } from "../../rooms/FormProblem";
import { Page, Rows } from "../../rooms/Room";
import classes from "../../rooms/Room.module.css";
import { useSaving } from "../../rooms/useSaving";
import { useMay } from "../../session/session";
import { RoleForm } from "./RoleForm";
import { permissionText, useRoles } from "./useRoles";

const departmentRoles = ["reader", "solver", "supervisor", "manager"] as const;
const builtIn = ["owner", "admin", "agent"] as const;

/** What people can be here: the three that every account has, and those that it made for itself. */
export function RolesPage() {
  const query = useRoles();
  const may = useMay();
  const [editing, setEditing] = useState<CustomRole | "new" | null>(null);
  const [leaving, setLeaving] = useState<CustomRole | null>(null);
  const add = may("security.manage") ? (
    <Button size="sm" leftSection={<IconPlus size={16} />} onClick={() => setEditing("new")}>
      {t("security.roles.add")}
    </Button>
  ) : undefined;
  return (
    <Page title={t("security.roles")} lead={t("security.roles.lead")} action={add}>
      <ul className={classes.list}>
        {builtIn.map(role => (
          <li key={role} className={classes.item}>
            <span className={classes.words}>
              <span className={classes.name}>{t(`role.${role}`)}</span>
              <span className={classes.detail}>{t(`role.${role}.may`)}</span>
            </span>
          </li>
        ))}
      </ul>
      <section className={classes.part}>
        <h2 className={classes.partTitle}>{t("security.roles.own")}</h2>
        <Rows
          query={query}
          items={query.data?.items}
          empty={{ title: t("security.roles.none"), text: t("security.roles.noneText") }}
        >
          {role => (
            <li key={role.id} className={classes.item}>
              <span className={classes.words}>
                <span className={classes.name} dir="auto">
                  {role.name}
                </span>
                <span className={classes.detail}>{whatOf(role)}</span>
              </span>
              <span className={classes.detail}>
                {role.agents > 0
                  ? t("security.roles.people", { count: role.agents })
                  : t("security.roles.nobody")}
              </span>
              {may("security.manage") && (
                <span className={classes.actions}>
                  <Button variant="default" onClick={() => setEditing(role)}>
                    {t("common.edit")}
                  </Button>
                  <Button variant="subtle" color="red" onClick={() => setLeaving(role)}>
                    {t("common.delete")}
                  </Button>
                </span>
              )}
            </li>
          )}
        </Rows>
      </section>
      <section className={classes.part}>
        <div>
          <h2 className={classes.partTitle}>{t("security.roles.inDepartments")}</h2>
          <p className={classes.lead}>{t("security.roles.inDepartmentsSays")}</p>
        </div>
        <ul className={classes.list}>
          {departmentRoles.map(role => (
            <li key={role} className={classes.item}>
              <span className={classes.words}>
                <span className={classes.name}>{t(`security.department.${role}`)}</span>
                <span className={classes.detail}>{t(`security.department.${role}.may`)}</span>
              </span>
            </li>
          ))}
        </ul>
        <div>
          <Link to="/settings/$section" params={{ section: "agents" }}>
            {t("security.roles.giveThem")}
          </Link>
        </div>
      </section>
      {editing && <RoleForm role={editing === "new" ? null : editing} onClose={() => setEditing(null)} />}
      {leaving && <DeleteRole role={leaving} onClose={() => setLeaving(null)} />}
    </Page>
  );
}

const whatOf = ({ permissions }: CustomRole) =>
  permissions.length === 0 ? t("security.roles.asAgent") : permissions.map(permissionText).join(" · ");

function DeleteRole({ role, onClose }: { role: CustomRole; onClose: () => void }) {
  const { busy, problem, save } = useSaving();
  const remove = async () => {
    const done = await save(() => api.delete(`/rest/roles/${role.id}`), { stale: keys.roles });
    if (!done) return;
    void queries.invalidateQueries({ queryKey: keys.factorRule });
    onClose();
  };
  return (
    <Confirm
      title={t("security.roles.deleteTitle", { name: role.name })}
      action={t("common.delete")}
      busy={busy}
      disabled={role.agents > 0}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      <p>
        {role.agents > 0 ? t("security.roles.inUse", { count: role.agents }) : t("security.roles.deleteText")}
      </p>
      <FormProblem problem={problem} />
    </Confirm>
  );
}
