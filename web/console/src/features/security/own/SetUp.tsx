import { api, type FactorOffer } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Copy, Modal } from "@havendesk/shared/ui";
import { Button, PasswordInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { FormProblem } from "../../rooms/FormProblem";
import classes from "../../rooms/Room.module.css";
import { useSaving } from "../../rooms/useSaving";
import own from "../Security.module.css";
import { CodeInput } from "./CodeInput";
import { Codes } from "./Codes";

/** The password, then the app and its first code, then the recovery codes: in this order, since each needs the one before. */
export function SetUp({ onClose }: { onClose: () => void }) {
  const [offer, setOffer] = useState<FactorOffer | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const step = codes ? 3 : offer ? 2 : 1;
  return (
    <Modal
      opened
      onClose={onClose}
      title={codes ? t("security.codesTitle") : t("security.setUpTitle")}
      closeOnClickOutside={false}
      closeOnEscape={!codes}
      withCloseButton={!codes}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <p className={own.step}>{t("security.step", { step, of: 3 })}</p>
      {codes ? (
        <Codes codes={codes} onDone={onClose} />
      ) : offer ? (
        <ScanAndProve offer={offer} onCodes={setCodes} />
      ) : (
        <Password onOffer={setOffer} />
      )}
    </Modal>
  );
}

function Password({ onOffer }: { onOffer: (offer: FactorOffer) => void }) {
  const [password, setPassword] = useState("");
  const { busy, problem, save, errorOf } = useSaving();
  const begin = (event: FormEvent) => {
    event.preventDefault();
    void save(async () => onOffer(await api.post<FactorOffer>("/rest/profile/second-factor", { password })));
  };
  return (
    <form className={classes.form} onSubmit={begin}>
      <PasswordInput
        label={t("profile.currentPassword")}
        description={t("security.passwordFirst")}
        autoComplete="current-password"
        value={password}
        error={errorOf("password")}
        data-autofocus
        onChange={event => setPassword(event.currentTarget.value)}
      />
      <FormProblem problem={problem} />
      <div className={classes.foot}>
        <Button type="submit" size="sm" loading={busy} disabled={!password}>
          {t("security.next")}
        </Button>
      </div>
    </form>
  );
}

function ScanAndProve({ offer, onCodes }: { offer: FactorOffer; onCodes: (codes: string[]) => void }) {
  const [code, setCode] = useState("");
  const { busy, problem, save, errorOf } = useSaving();
  const confirm = (event: FormEvent) => {
    event.preventDefault();
    void save(async () => {
      const { codes } = await api.put<{ codes: string[] }>("/rest/profile/second-factor", { code });
      onCodes(codes);
    });
  };
  return (
    <form className={classes.form} onSubmit={confirm}>
      <p className={own.text}>{t("security.scan")}</p>
      <img
        className={own.qr}
        src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(offer.qr)}`}
        alt={t("security.qr")}
      />
      <div>
        <p className={own.small}>{t("security.cannotScan")}</p>
        <p className={own.secret}>
          <code>{inGroups(offer.secret)}</code> <Copy text={offer.secret} />
        </p>
        <a href={offer.uri} className={own.small}>
          {t("security.openApp")}
        </a>
      </div>
      <CodeInput
        label={t("security.code")}
        description={t("security.codeSays")}
        value={code}
        error={errorOf("code")}
        onChange={setCode}
      />
      <FormProblem problem={problem} />
      <div className={classes.foot}>
        <Button type="submit" size="sm" loading={busy} disabled={code.length < 6}>
          {t("security.turnOn")}
        </Button>
      </div>
    </form>
  );
}

/** Four letters at a time can be typed without losing one's place. */
const inGroups = (secret: string) => secret.replace(/(.{4})(?=.)/g, "$1 ");
