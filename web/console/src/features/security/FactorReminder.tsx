import { dateOnly, t } from "@havendesk/shared/i18n";
import { IconButton } from "@havendesk/shared/ui";
import { IconX } from "@havendesk/shared/ui/icons";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useSession } from "../session/session";
import { hasSecondStep } from "./factor";
import own from "./Security.module.css";

/** Tells those who will need a second step and have none, once in each window. */
export function FactorReminder() {
  const { secondFactor } = useSession();
  const [away, setAway] = useState(() => sessionStorage.getItem("factor-reminder") === "away");
  if (away || hasSecondStep(secondFactor) || !secondFactor.requiredFrom) return null;
  const putAway = () => {
    sessionStorage.setItem("factor-reminder", "away");
    setAway(true);
  };
  return (
    <aside className={own.reminder} aria-label={t("security.secondStep")}>
      <span>
        {t("security.remind", { date: dateOnly(secondFactor.requiredFrom) })}{" "}
        <Link to="/settings/$section" params={{ section: "signin" }}>
          {t("security.setUpNow")}
        </Link>
      </span>
      <IconButton label={t("security.later")} size={26} onClick={putAway}>
        <IconX size={14} />
      </IconButton>
    </aside>
  );
}
