import type { Message, Ticket } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Avatar, IconButton, Time } from "@havendesk/shared/ui";
import { IconCode, IconMore, IconNote } from "@havendesk/shared/ui/icons";
import { Menu } from "@mantine/core";
import clsx from "clsx";
import { memo } from "react";
import { Attachments } from "../../files/Attachments";
import { Delivery } from "./Delivery";
import classes from "./Message.module.css";
import { MessageBody } from "./MessageBody";
import { nameOf } from "./names";
import { People } from "./People";
import { SenderBadge } from "./SenderBadge";

/** One message. Whose words they are is said by a rule, a tint and a word. */
export const MessageView = memo(function MessageView({
  message,
  ticket,
}: {
  message: Message;
  ticket: Ticket;
}) {
  const name = nameOf(message);
  return (
    <li className={clsx(classes.message, classes[lookOf(message)])} data-message={message.id}>
      <div className={classes.avatar}>
        <Avatar name={name} />
      </div>
      <div className={classes.box}>
        <div className={classes.head}>
          <span className={classes.name} dir="auto">
            {name}
          </span>
          <Role message={message} />
          {message.sender && <SenderBadge sender={message.sender} />}
          <span className={classes.end}>
            <Time at={message.at} className={classes.time} />
            {message.sourceAvailable && <MessageMenu message={message} ticket={ticket} />}
          </span>
        </div>
        {message.kind !== "note" && <People message={message} />}
        <MessageBody message={message} />
        <Attachments files={message.attachments.filter(file => !file.inline)} />
        {message.delivery && <Delivery message={message} delivery={message.delivery} ticket={ticket} />}
      </div>
    </li>
  );
});

function lookOf({ kind, author }: Message): "note" | "problem" | "agent" | "contact" {
  if (kind === "note") return "note";
  if (kind === "bounce") return "problem";
  return kind === "reply" || author.type === "agent" ? "agent" : "contact";
}

function Role({ message }: { message: Message }) {
  if (message.kind === "note") {
    return (
      <span className={classes.noteWord}>
        <IconNote size={13} /> {t("message.note")}
      </span>
    );
  }
  const look = lookOf(message);
  const word =
    message.kind === "bounce"
      ? t("message.bounce")
      : message.kind === "auto-reply"
        ? t("message.autoReply")
        : look === "agent"
          ? t("message.agent")
          : t("message.customer");
  return <span className={classes.role}>{word}</span>;
}

function MessageMenu({ message, ticket }: { message: Message; ticket: Ticket }) {
  return (
    <Menu width={200} position="bottom-end">
      <Menu.Target>
        <IconButton label={t("message.more")} size={24}>
          <IconMore size={15} />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconCode size={16} />}
          component="a"
          href={`/rest/tickets/${ticket.id}/messages/${message.id}/source`}
          target="_blank"
          rel="noopener"
        >
          {t("message.source")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
