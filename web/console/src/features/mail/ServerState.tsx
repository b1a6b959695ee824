import type { ServerState as State } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import clsx from "clsx";
import classes from "../rooms/Room.module.css";

export function ServerState({ state }: { state: State }) {
  const look = state === "active" ? classes.good : state === "failing" ? classes.bad : undefined;
  return <span className={clsx(classes.state, look)}>{t(`server.${state}`)}</span>;
}
