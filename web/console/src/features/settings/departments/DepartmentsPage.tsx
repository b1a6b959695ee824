import { api, type Department, type Page as PageOf } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Confirm } from "@havendesk/shared/ui";
import { IconPlus } from "@havendesk/shared/ui/icons";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { keys } from "../../../app/queries";
import { FormProblem } from "../../rooms/FormProblem";
import { Page, Rows } from "../../rooms/Room";
import classes from "../../rooms/Room.module.css";
import { useSaving } from "../../rooms/useSaving";
import { DepartmentForm } from "./DepartmentForm";

export const useDepartments = () =>
  useQuery({ queryKey: keys.departments, queryFn: () => api.get<PageOf<Department>>("/rest/departments") });

/** The departments, where they are written to, and how they write. */
export function DepartmentsPage() {
  const query = useDepartments();
  const [open, setOpen] = useState<Department | "new" | null>(null);
  const [leaving, setLeaving] = useState<Department | null>(null);
  const add = (
    <Button size="sm" leftSection={<IconPlus size={16} />} onClick={() => setOpen("new")}>
      {t("departments.add")}
    </Button>
  );
  const current = open === "new" ? null : (query.data?.items.find(({ id }) => id === open?.id) ?? null);
  return (
    <Page title={t("settings.departments")} lead={t("departments.lead")} action={add}>
      <Rows query={query} items={query.data?.items} empty={{ title: t("departments.empty") }}>
        {department => (
          <li key={department.id} className={classes.item}>
            <span className={classes.words}>
              <span className={classes.name} dir="auto">
                {department.name}
              </span>
              <span className={classes.detail}>
                {department.addresses.map(({ address }) => address).join(", ") || t("departments.noAddress")}
              </span>
            </span>
            <span className={classes.detail}>{t("contact.tickets", { count: department.ticketCount })}</span>
            <span className={classes.actions}>
              <Button variant="default" onClick={() => setOpen(department)}>
                {t("common.edit")}
              </Button>
              <Button variant="subtle" color="red" onClick={() => setLeaving(department)}>
                {t("common.delete")}
              </Button>
            </span>
          </li>
        )}
      </Rows>
      {open && (open === "new" || current) && (
        <DepartmentForm department={current} onClose={() => setOpen(null)} />
      )}
      {leaving && <DeleteDepartment department={leaving} onClose={() => setLeaving(null)} />}
    </Page>
  );
}

function DeleteDepartment({ department, onClose }: { department: Department; onClose: () => void }) {
  const { busy, problem, save } = useSaving();
  const remove = async () => {
    const done = await save(() => api.delete(`/rest/departments/${department.id}`), {
      stale: keys.departments,
    });
    if (done) onClose();
  };
  return (
    <Confirm
      title={t("departments.deleteTitle", { name: department.name })}
      action={t("common.delete")}
      busy={busy}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      <p>
        {department.ticketCount > 0
          ? t("departments.deleteFull", { count: department.ticketCount })
          : t("departments.deleteText", { count: department.addresses.length })}
      </p>
      <FormProblem problem={problem} />
    </Confirm>
  );
}
