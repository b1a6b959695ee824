import { api, Problem, type Passkey } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Modal, toast } from "@havendesk/shared/ui";
import { Button, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { keys, queries } from "../../../../app/queries";
import { FormProblem } from "../../../rooms/FormProblem";
import classes from "../../../rooms/Room.module.css";
import { useSaving } from "../../../rooms/useSaving";
import own from "../../Security.module.css";
import { Codes } from "../Codes";
import { useFresh } from "../../fresh/useFresh";
import { makePasskey, type CreationOptions } from "./webauthn";

interface Added {
  passkey: Passkey;
  recoveryCodes: string[];
}

/** Has this device make a passkey; with the first second factor of somebody come recovery codes. */
export function NewPasskey({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState("");
  const [codes, setCodes] = useState<string[] | null>(null);
  const { busy, problem, save, errorOf } = useSaving();
  const { fresh, asking } = useFresh();
  const done = () => {
    void queries.invalidateQueries({ queryKey: keys.ownSecurity });
    void queries.invalidateQueries({ queryKey: keys.session });
    onClose();
  };
  const add = async (event: FormEvent) => {
    event.preventDefault();
    await save(async () => {
      const options = await fresh(() => api.post<CreationOptions>("/rest/profile/passkeys/options"));
      const credential = await makePasskey(options).catch(() => {
        throw new Problem(400, t("security.noDevice"), null);
      });
      const added = await api.post<Added>("/rest/profile/passkeys", { name: name.trim(), credential });
      toast(t("security.passkeyAdded", { name: added.passkey.name }));
      if (added.recoveryCodes.length > 0) setCodes(added.recoveryCodes);
      else done();
    });
  };
  if (asking) return asking;
  return (
    <Modal
      opened
      onClose={codes ? done : onClose}
      title={codes ? t("security.codesTitle") : t("security.addPasskey")}
      closeOnClickOutside={false}
      closeOnEscape={!codes}
      withCloseButton={!codes}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      {codes ? (
        <Codes codes={codes} onDone={done} />
      ) : (
        <form className={classes.form} onSubmit={event => void add(event)}>
          <p className={own.text}>{t("security.addPasskeySays")}</p>
          <TextInput
            label={t("security.passkeyName")}
            placeholder={t("security.passkeyExample")}
            value={name}
            error={errorOf("name") ?? errorOf("credential")}
            maxLength={60}
            data-autofocus
            onChange={event => setName(event.currentTarget.value)}
          />
          <FormProblem problem={problem} />
          <div className={classes.foot}>
            <Button type="submit" size="sm" loading={busy} disabled={!name.trim()}>
              {t("security.next")}
            </Button>
            <Button variant="default" size="sm" onClick={onClose}>
              {t("common.cancel")}
            </Button>
          </div>
        </form>
      )}
    </Modal>
  );
}
