import { api, Problem, type SecondFactor } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Modal } from "@havendesk/shared/ui";
import { Button, PasswordInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { FormProblem } from "../../rooms/FormProblem";
import classes from "../../rooms/Room.module.css";
import { useSaving } from "../../rooms/useSaving";
import { hasSecondStep } from "../factor";
import own from "../Security.module.css";
import { startOf, useIdentities } from "../own/useIdentities";
import { CodeInput } from "../own/CodeInput";
import { provePasskey, type RequestOptions } from "../own/passkeys/webauthn";

const here = () => location.pathname + location.search;

interface Props {
  factor: SecondFactor;
  onShown: () => void;
  onClose: () => void;
}

/** Asks once more who one is, before something that changes the ways in. */
export function ShowAgain({ factor, onShown, onClose }: Props) {
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const { busy, problem, save, errorOf } = useSaving();
  const needsCode = hasSecondStep(factor);
  const known = useIdentities().data?.filter(({ linkedAt }) => linkedAt !== null) ?? [];
  const show = async (proofs: () => Promise<object>) => {
    if (await save(async () => api.post("/rest/profile/reauthentication", await proofs()))) onShown();
  };
  const byPassword = (event: FormEvent) => {
    event.preventDefault();
    void show(async () => ({ password, code: needsCode ? code : null }));
  };
  const byPasskey = () =>
    show(async () => {
      const options = await api.post<RequestOptions>("/rest/profile/reauthentication/options");
      const passkey = await provePasskey(options).catch(() => {
        throw new Problem(400, t("security.noProof"), null);
      });
      return { passkey };
    });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("security.showAgain")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form className={classes.form} onSubmit={byPassword}>
        <p className={own.text}>{t("security.showAgainSays")}</p>
        <PasswordInput
          label={t("profile.currentPassword")}
          autoComplete="current-password"
          value={password}
          error={errorOf("password")}
          data-autofocus
          onChange={event => setPassword(event.currentTarget.value)}
        />
        {needsCode && (
          <CodeInput
            label={t("security.codeOrRecovery")}
            value={code}
            error={errorOf("code")}
            letters
            onChange={setCode}
          />
        )}
        {errorOf("passkey") && (
          <p className={classes.problem} role="alert">
            {errorOf("passkey")}
          </p>
        )}
        <FormProblem problem={problem} />
        <div className={classes.foot}>
          <Button
            type="submit"
            size="sm"
            loading={busy}
            disabled={!password || (needsCode && code.length < 6)}
          >
            {t("security.next")}
          </Button>
          {factor.passkeys > 0 && (
            <Button variant="default" size="sm" disabled={busy} onClick={() => void byPasskey()}>
              {t("security.byPasskey")}
            </Button>
          )}
        </div>
        {known.length > 0 && (
          <p className={own.small}>
            {t("security.sso.orAgain")}{" "}
            {known.map(identity => (
              <a key={identity.provider} className={own.way} href={startOf(identity, here())}>
                <bdi>{identity.name}</bdi>
              </a>
            ))}
          </p>
        )}
      </form>
    </Modal>
  );
}
