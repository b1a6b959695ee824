import { api, type SecondFactor } from "@havendesk/shared/api";
import { dateOnly, t } from "@havendesk/shared/i18n";
import { Bone, Failed } from "@havendesk/shared/ui";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { useState } from "react";
import { keys, queries } from "../../../app/queries";
import classes from "../../rooms/Room.module.css";
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
    void queries.invalidateQueries({ queryKey: keys.secondFactor });
    void queries.invalidateQueries({ queryKey: keys.session });
    void queries.invalidateQueries({ queryKey: keys.browsers });
  };
  return (
    <section className={own.part} aria-labelledby="second-step">
      <div className={classes.head}>
        <h2 className={classes.partTitle} id="second-step">
          {t("security.secondStep")}
        </h2>
        {data && (
          <span className={clsx(classes.state, data.on && classes.good)}>
            {data.on ? t("security.on") : t("security.off")}
          </span>
        )}
      </div>
      {data ? (
        data.on ? (
          <On factor={data} onRenew={() => setOpen("renew")} onTurnOff={() => setOpen("off")} />
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
  onRenew,
  onTurnOff,
}: {
  factor: SecondFactor;
  onRenew: () => void;
  onTurnOff: () => void;
}) {
  return (
    <>
      <p className={own.text}>
        {t("security.onSince", { date: factor.since ? dateOnly(factor.since) : "" })}{" "}
        {t("security.codesLeft", { count: factor.recoveryCodes })}
      </p>
      {factor.recoveryCodes <= few && <p className={own.notice}>{t("security.fewCodes")}</p>}
      <div className={classes.foot}>
        <Button variant="default" onClick={onRenew}>
          {t("security.newCodes")}
        </Button>
        {!factor.requiredFrom && (
          <Button variant="default" onClick={onTurnOff}>
            {t("security.turnOff")}
          </Button>
        )}
      </div>
      {factor.requiredFrom && <p className={own.small}>{t("security.cannotTurnOff")}</p>}
    </>
  );
}
