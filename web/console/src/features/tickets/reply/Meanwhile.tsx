import type { Message, Ticket } from "@havendesk/shared/api";
import { t, timeOnly } from "@havendesk/shared/i18n";
import { Button } from "@mantine/core";
import { useState } from "react";
import { nameOf } from "../thread/names";
import classes from "./ReplyArea.module.css";

/** A colleague's answer that came after this one was begun. */
export function useMeanwhile(ticket: Ticket, me: string): Message | undefined {
  const [begunWith] = useState(() => new Set(ticket.messages.map(message => message.id)));
  return ticket.messages.findLast(
    message => message.kind === "reply" && message.author.id !== me && !begunWith.has(message.id),
  );
}

/** Asks before two people answer the same. */
export function Meanwhile({
  message,
  onSend,
  onClose,
}: {
  message: Message;
  onSend: () => void;
  onClose: () => void;
}) {
  return (
    <div className={classes.warning} role="alert">
      <span>{t("reply.meanwhile", { name: nameOf(message), time: timeOnly(message.at) })}</span>
      <Button size="compact-sm" variant="default" onClick={onClose}>
        {t("common.cancel")}
      </Button>
      <Button size="compact-sm" onClick={onSend}>
        {t("reply.sendAnyway")}
      </Button>
    </div>
  );
}
