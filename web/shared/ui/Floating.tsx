import { t } from "../i18n";
import classes from "./Floating.module.css";
import { floating } from "./theme";

/** Where menus, choices and hints hang: a landmark of its own, there only while something hangs in it. */
export function Floating() {
  return <div id={floating} className={classes.floating} role="region" aria-label={t("common.floating")} />;
}
