import type { ConnectionTest } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { IconAlert, IconCheck } from "@havendesk/shared/ui/icons";
import clsx from "clsx";
import classes from "../rooms/Room.module.css";

/** How far a connection came, step by step, and what stopped it. */
export function ConnectionSteps({ test, steps }: { test: ConnectionTest; steps: readonly ConnectionStep[] }) {
  const stop = test.ok ? steps.length : Math.max(0, steps.indexOf(test.step as ConnectionStep));
  return (
    <div role="status">
      <ol className={classes.steps}>
        {steps.map((step, index) => {
          const failed = !test.ok && index === stop;
          return (
            <li
              key={step}
              className={clsx(classes.step, index < stop && classes.stepDone, failed && classes.stepFailed)}
            >
              {failed ? (
                <IconAlert size={15} />
              ) : index < stop ? (
                <IconCheck size={15} />
              ) : (
                <span style={{ inlineSize: 15 }} />
              )}
              {t(`test.${step}`)}
            </li>
          );
        })}
        {test.detail && <li className={clsx(classes.step, !test.ok && classes.wrong)}>{test.detail}</li>}
      </ol>
    </div>
  );
}

export type ConnectionStep = "resolve" | "connect" | "tls" | "login" | "folder" | "send";

export const mailboxSteps = ["resolve", "connect", "tls", "login", "folder"] as const;
export const serverSteps = ["resolve", "connect", "tls", "login", "send"] as const;
