import { api, type Department } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Copy, IconButton } from "@havendesk/shared/ui";
import { IconX } from "@havendesk/shared/ui/icons";
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { keys } from "../../../app/queries";
import { FormProblem } from "../../rooms/FormProblem";
import classes from "../../rooms/Room.module.css";
import { attempt, useSaving } from "../../rooms/useSaving";

/** The addresses whose mail comes to the department. The built-in one stays. */
export function DepartmentAddresses({ department }: { department: Department }) {
  const [address, setAddress] = useState("");
  const { busy, problem, save, errorOf } = useSaving();
  const path = `/rest/departments/${department.id}/addresses`;
  const add = async () => {
    const done = await save(() => api.post(path, { address: address.trim(), name: department.name }), {
      stale: keys.departments,
    });
    if (done) setAddress("");
  };
  return (
    <div>
      <div className={classes.label}>{t("departments.addresses")}</div>
      <ul className={classes.list}>
        {department.addresses.map(({ id, address: known, builtIn }) => (
          <li key={id} className={classes.item} style={{ minBlockSize: 40 }}>
            <span className={classes.words}>{known}</span>
            {builtIn && <span className={classes.detail}>{t("departments.builtIn")}</span>}
            <Copy text={known} />
            {!builtIn && (
              <IconButton
                label={t("address.remove", { address: known })}
                onClick={() => void attempt(() => api.delete(`${path}/${id}`), { stale: keys.departments })}
              >
                <IconX size={15} />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      <div className={classes.foot} style={{ paddingBlockStart: 8 }}>
        <TextInput
          style={{ flex: 1 }}
          type="email"
          size="xs"
          placeholder="help@example.com"
          aria-label={t("departments.newAddress")}
          value={address}
          error={errorOf("address")}
          onChange={event => setAddress(event.currentTarget.value)}
          onKeyDown={event => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            void add();
          }}
        />
        <Button variant="default" loading={busy} disabled={!address.trim()} onClick={() => void add()}>
          {t("departments.addAddress")}
        </Button>
      </div>
      <FormProblem problem={problem} />
    </div>
  );
}
