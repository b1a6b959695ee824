import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { problemOf } from "../api";
import { t } from "../i18n";
import classes from "./Empty.module.css";
import { IconAlert, IconOffline } from "./icons";

/** Says what belongs here, and offers the next step. */
export function Empty(props: { icon?: ReactNode; title: string; text?: string; children?: ReactNode }) {
  return (
    <div className={classes.empty}>
      {props.icon && <span className={classes.icon}>{props.icon}</span>}
      <h2 className={classes.title}>{props.title}</h2>
      {props.text && <p className={classes.text}>{props.text}</p>}
      {props.children && <div className={classes.next}>{props.children}</div>}
    </div>
  );
}

/** Says what went wrong in place of what could not be shown, and offers to try again. */
export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  const problem = problemOf(error);
  return (
    <div role="alert">
      <Empty
        icon={problem.offline ? <IconOffline size={20} /> : <IconAlert size={20} />}
        title={problem.offline ? t("error.offlineTitle") : t("error.title")}
        text={problem.offline ? t("error.offlineText") : problem.message || t("error.text")}
      >
        {retry && (
          <Button variant="default" onClick={retry}>
            {t("error.retry")}
          </Button>
        )}
      </Empty>
    </div>
  );
}

/** Why something failed, in the person's words. */
export function reasonOf(error: unknown): string {
  const problem = problemOf(error);
  return problem.offline ? t("error.offlineText") : problem.message || t("error.text");
}
