import { api, type SecondFactor } from "@havendesk/shared/api";
import { dateOnly, t } from "@havendesk/shared/i18n";
import { Bone, Failed } from "@havendesk/shared/ui";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { useState } from "react";
import { keys, queries } from "../../../app/queries";
import classes from "../../rooms/Room.module.css";
import { hasSecondStep } from "../factor";
import own from "../Security.module.css";
import { RenewCodes } from "./RenewCodes";
import { SetUp } from "./SetUp";
import { TurnOff } from "./TurnOff";

/** So few are left that it is time for new ones. */
const few = 3;

/** One's own second step: what it is, how it stands, and turning it on and off. */
export function SecondStep() {
  const { data, error, refetch } = useQuery({
    queryKey: keys.secondFactor,
    queryFn: ({ signal }) => api.get<SecondFactor>("/rest/profile/second-factor", {}, signal),
  });
  const [open, setOpen] = useState<"setUp" | "renew" | "off" | null>(null);
  const close = () => {
    setOpen(null);
    void queries.invalidateQueries({ queryKey: keys.ownSecurity });
    void queries.invalidateQueries({ queryKey: keys.session });
  };
  return (
    <section className={own.part} aria-labelledby="second-step">
      <div className={classes.head}>
        <h2 className={classes.partTitle} id="second-step">
          {t("security.secondStep")}
        </h2>
        {data && (
          <span className={clsx(classes.state, hasSecondStep(data) && classes.good)}>
            {hasSecondStep(data) ? t("security.on") : t("security.off")}
          </span>
        )}
      </div>
      {data ? (
        hasSecondStep(data) ? (
          <On
            factor={data}
            onSetUp={() => setOpen("setUp")}
            onRenew={() => setOpen("renew")}
            onTurnOff={() => setOpen("off")}
          />
        ) : (
          <Off factor={data} onSetUp={() => setOpen("setUp")} />
        )
      ) : error ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : (
        <Bone width="60%" />
      )}
      {open === "setUp" && <SetUp onClose={close} />}
      {open === "renew" && <RenewCodes onClose={close} />}
      {open === "off" && <TurnOff onClose={close} />}
    </section>
  );
}

function Off({ factor, onSetUp }: { factor: SecondFactor; onSetUp: () => void }) {
  return (
    <>
      <p className={own.text}>{t("security.secondStepSays")}</p>
      {factor.requiredFrom && (
        <p className={own.notice}>{t("security.requiredFrom", { date: dateOnly(factor.requiredFrom) })}</p>
      )}
      <div>
        <Button size="sm" onClick={onSetUp}>
          {t("security.setUp")}
        </Button>
      </div>
    </>
  );
}

function On({
  factor,
  onSetUp,
  onRenew,
  onTurnOff,
}: {
  factor: SecondFactor;
  onSetUp: () => void;
  onRenew: () => void;
  onTurnOff: () => void;
}) {
  const needed = factor.requiredFrom !== null && factor.passkeys === 0;
  return (
    <>
      <p className={own.text}>
        {factor.since ? t("security.onSince", { date: dateOnly(factor.since) }) : t("security.onByPasskey")}{" "}
        {t("security.codesLeft", { count: factor.recoveryCodes })}
      </p>
      {factor.recoveryCodes <= few && <p className={own.notice}>{t("security.fewCodes")}</p>}
      <div className={classes.foot}>
        <Button variant="default" onClick={onRenew}>
          {t("security.newCodes")}
        </Button>
        {!factor.on && (
          <Button variant="default" onClick={onSetUp}>
            {t("security.addApp")}
          </Button>
        )}
        {factor.on && !needed && (
          <Button variant="default" onClick={onTurnOff}>
            {t("security.turnOff")}
          </Button>
        )}
      </div>
      {needed && <p className={own.small}>{t("security.cannotTurnOff")}</p>}
    </>
  );
}
