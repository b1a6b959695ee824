import { api } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Modal } from "@havendesk/shared/ui";
import { Button } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { FormProblem } from "../../rooms/FormProblem";
import classes from "../../rooms/Room.module.css";
import { useSaving } from "../../rooms/useSaving";
import own from "../Security.module.css";
import { CodeInput } from "./CodeInput";
import { Codes } from "./Codes";

/** Ten new codes in place of those that are left, for whoever shows a code. */
export function RenewCodes({ onClose }: { onClose: () => void }) {
  const [code, setCode] = useState("");
  const [codes, setCodes] = useState<string[] | null>(null);
  const { busy, problem, save, errorOf } = useSaving();
  const renew = (event: FormEvent) => {
    event.preventDefault();
    void save(async () => {
      const made = await api.post<{ codes: string[] }>("/rest/profile/second-factor/recovery-codes", {
        code,
      });
      setCodes(made.codes);
    });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={codes ? t("security.codesTitle") : t("security.newCodes")}
      closeOnClickOutside={false}
      closeOnEscape={!codes}
      withCloseButton={!codes}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      {codes ? (
        <Codes codes={codes} onDone={onClose} />
      ) : (
        <form className={classes.form} onSubmit={renew}>
          <p className={own.text}>{t("security.newCodesSays")}</p>
          <CodeInput
            label={t("security.codeOrRecovery")}
            letters
            value={code}
            error={errorOf("code")}
            autofocus
            onChange={setCode}
          />
          <FormProblem problem={problem} />
          <div className={classes.foot}>
            <Button type="submit" size="sm" loading={busy} disabled={code.length < 6}>
              {t("security.newCodes")}
            </Button>
          </div>
        </form>
      )}
    </Modal>
  );
}
