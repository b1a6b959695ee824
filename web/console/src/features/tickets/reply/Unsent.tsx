import type { Ticket } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Avatar, SimpleHtml } from "@havendesk/shared/ui";
import { IconAlert, IconClock } from "@havendesk/shared/ui/icons";
import { Button } from "@mantine/core";
import clsx from "clsx";
import { useSession } from "../../session/session";
import classes from "../thread/Message.module.css";
import { useComposerMode } from "./mode";
import { takeBack, tryAgain, useOutgoing, type Outgoing } from "./sending";

/** What is on its way, at the end of the thread: it can be taken back, or says why it did not go. */
export function Unsent({ ticket }: { ticket: Ticket }) {
  const mine = useOutgoing().filter(entry => entry.ticket === ticket.id);
  return mine.map(entry => <UnsentMessage key={entry.id} entry={entry} />);
}

function UnsentMessage({ entry }: { entry: Outgoing }) {
  const { name } = useSession().agent;
  const write = useComposerMode(state => state.begin);
  const edit = () => {
    takeBack(entry.id);
    write(entry.ticket, entry.mode);
  };
  const failed = entry.state === "failed";
  return (
    <li className={clsx(classes.message, entry.mode === "note" ? classes.note : classes.agent)}>
      <div className={classes.avatar}>
        <Avatar name={name} />
      </div>
      <div className={classes.box}>
        <div className={classes.head}>
          <span className={classes.name} dir="auto">
            {name}
          </span>
          {entry.mode === "note" && <span className={classes.noteWord}>{t("message.note")}</span>}
        </div>
        <div className={classes.body}>
          <SimpleHtml html={entry.writing.html} className={classes.html} />
        </div>
        <div
          className={clsx(classes.delivery, failed && classes.trouble)}
          role={failed ? "alert" : undefined}
        >
          {failed ? <IconAlert size={16} /> : <IconClock size={13} />}
          <span>{failed ? t("send.failed", { reason: entry.error ?? "" }) : t("send.sending")}</span>
          {entry.state === "held" && (
            <Button size="compact-xs" variant="default" onClick={edit}>
              {t("common.undo")}
            </Button>
          )}
          {failed && (
            <>
              <Button size="compact-xs" variant="default" onClick={edit}>
                {t("send.edit")}
              </Button>
              <Button size="compact-xs" onClick={() => tryAgain(entry.id)}>
                {t("error.retry")}
              </Button>
            </>
          )}
        </div>
      </div>
    </li>
  );
}
