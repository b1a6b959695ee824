import type { TicketItem } from "@havendesk/shared/api";
import { formatNumber, t } from "@havendesk/shared/i18n";
import { Avatar, Time } from "@havendesk/shared/ui";
import { IconAlert, IconPaperclip, IconSuspicious } from "@havendesk/shared/ui/icons";
import { Checkbox } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import clsx from "clsx";
import { memo, type MouseEvent } from "react";
import { personOf } from "../thread/names";
import { StatusMark } from "../StatusMark";
import { prefetchTicket } from "../thread/useTicket";
import classes from "./TicketRow.module.css";

interface Props {
  ticket: TicketItem;
  view: string;
  search: { q?: string; within?: boolean };
  height: number;
  offset: number;
  isCursor: boolean;
  isOpen: boolean;
  isSelected: boolean;
  isChoosing: boolean;
  isReachable: boolean;
  onSelect: (id: string, range?: boolean) => void;
}

/** Two lines: who and when; what about, whose, and how it is marked. */
export const TicketRow = memo(function TicketRow(props: Props) {
  const { ticket } = props;
  const choose = (event: MouseEvent) => {
    if (!event.shiftKey && !event.ctrlKey && !event.metaKey) return;
    if (event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    props.onSelect(ticket.id, true);
  };
  return (
    <div
      role="listitem"
      className={clsx(
        classes.row,
        props.isCursor && classes.cursor,
        props.isOpen && classes.open,
        props.isSelected && classes.selected,
        props.isChoosing && classes.choosing,
        ticket.unread && classes.unread,
      )}
      style={{ blockSize: props.height, transform: `translateY(${props.offset}px)` }}
      onMouseEnter={() => prefetchTicket(ticket.id)}
    >
      <div className={classes.lead}>
        <span className={classes.state}>
          <StatusMark status={ticket.status} />
        </span>
        <Checkbox
          className={classes.box}
          size="xs"
          checked={props.isSelected}
          tabIndex={-1}
          aria-label={t("list.select", { code: ticket.code })}
          onChange={event =>
            props.onSelect(ticket.id, (event.nativeEvent as unknown as globalThis.MouseEvent).shiftKey)
          }
        />
      </div>
      <Link
        to="/inbox/$view/$ticketId"
        params={{ view: props.view, ticketId: ticket.id }}
        search={props.search}
        className={classes.link}
        data-ticket={ticket.id}
        tabIndex={props.isReachable ? 0 : -1}
        aria-current={props.isOpen ? "page" : undefined}
        preload={false}
        onClick={choose}
      >
        <WhoAndWhen ticket={ticket} />
        <WhatAndWhose ticket={ticket} />
      </Link>
    </div>
  );
});

function WhoAndWhen({ ticket }: { ticket: TicketItem }) {
  return (
    <span className={classes.line}>
      {ticket.unread && <span className={classes.dot} role="img" aria-label={t("list.unread")} />}
      <span className={classes.who} dir="auto">
        {personOf(ticket.contact)}
      </span>
      {ticket.messages > 1 && <span className={classes.count}>{formatNumber(ticket.messages)}</span>}
      <span className={classes.icons}>
        {ticket.failed && (
          <IconAlert size={14} className={classes.failed} role="img" aria-label={t("list.failed")} />
        )}
        {ticket.suspected && ticket.status !== "spam" && (
          <IconSuspicious
            size={14}
            className={classes.suspected}
            role="img"
            aria-label={t("spam.maybe")}
            title={t("spam.maybe")}
          />
        )}
        {ticket.attachments && <IconPaperclip size={14} role="img" aria-label={t("list.attachments")} />}
      </span>
      <Time at={ticket.updatedAt} className={classes.time} />
    </span>
  );
}

function WhatAndWhose({ ticket }: { ticket: TicketItem }) {
  const [first, ...more] = ticket.tags;
  return (
    <span className={classes.line}>
      <span className={classes.text} dir="auto">
        <span className={classes.subject}>{ticket.subject || t("ticket.noSubject")}</span>
        {ticket.snippet && <span> · {ticket.snippet}</span>}
      </span>
      {first && (
        <span className={classes.tags} title={ticket.tags.join(", ")}>
          <span className={classes.tag} dir="auto">
            {first}
          </span>
          {more.length > 0 && <span className={classes.tag}>+{formatNumber(more.length)}</span>}
        </span>
      )}
      {ticket.assignee && (
        <span className={classes.assignee} title={t("list.assignedTo", { name: ticket.assignee.name })}>
          <Avatar name={ticket.assignee.name} size={18} />
        </span>
      )}
    </span>
  );
}
