import type { Status, Ticket } from "@havendesk/shared/api";
import { dateAndTime, t } from "@havendesk/shared/i18n";
import { Avatar, Picker } from "@havendesk/shared/ui";
import { IconUser } from "@havendesk/shared/ui/icons";
import { useSession } from "../../session/session";
import type { Action } from "../actions/actions";
import { AssigneePicker } from "../actions/AssigneePicker";
import { TagsEditor } from "../actions/TagsEditor";
import { useInbox } from "../inbox";
import { StatusMark } from "../StatusMark";
import classes from "./TicketHeader.module.css";
import clsx from "clsx";

/** Code, state, assignee, department and tags, each a button that changes it. */
export function TicketMeta({ ticket }: { ticket: Ticket }) {
  const inbox = useInbox();
  const { departments } = useSession();
  const { id } = ticket;
  return (
    <div className={classes.meta}>
      <span className={classes.code}>{ticket.code}</span>
      <StatusPicker ticket={ticket} />
      <AssigneePicker
        chosen={ticket.assignee}
        opened={inbox.menu === "assign" && inbox.selected.size === 0}
        onOpenedChange={opened => inbox.setMenu(opened ? "assign" : null)}
        onPick={agent => inbox.act({ name: "assign", agent }, [id])}
      >
        {open => (
          <button
            type="button"
            className={clsx(classes.pick, !ticket.assignee && classes.quiet)}
            onClick={open}
          >
            {ticket.assignee ? <Avatar name={ticket.assignee.name} size={18} /> : <IconUser size={15} />}
            <span dir="auto">{ticket.assignee?.name ?? t("assign.nobody")}</span>
          </button>
        )}
      </AssigneePicker>
      <Picker
        label={t("ticket.department")}
        choices={departments.map(department => ({ value: department.id, label: department.name }))}
        chosen={[ticket.department.id]}
        onPick={value => {
          const department = departments.find(found => found.id === value);
          if (department && value !== ticket.department.id)
            inbox.act({ name: "department", department }, [id]);
        }}
      >
        {open => (
          <button type="button" className={classes.pick} onClick={open} title={t("ticket.department")}>
            <span dir="auto">{ticket.department.name}</span>
          </button>
        )}
      </Picker>
      <TagsEditor ticket={ticket} />
      {ticket.status === "postponed" && ticket.postponedUntil && (
        <span className={classes.code}>
          {t("ticket.until", { time: dateAndTime(ticket.postponedUntil) })}
        </span>
      )}
    </div>
  );
}

const reachable: Status[] = ["open", "answered", "resolved", "spam", "deleted"];

const actionFor = (status: Status, from: Status): Action => {
  if (status === "answered") return { name: "answered" };
  if (status === "resolved") return { name: "resolve" };
  if (status === "spam") return { name: "spam" };
  if (status === "deleted") return { name: "delete" };
  if (from === "spam") return { name: "notSpam" };
  if (from === "deleted") return { name: "restore" };
  return { name: from === "postponed" ? "activate" : "reopen" };
};

function StatusPicker({ ticket }: { ticket: Ticket }) {
  const { act } = useInbox();
  const { status, id } = ticket;
  const gone = status === "spam" || status === "deleted";
  const choices = gone
    ? (["open", status] as Status[])
    : status === "open" || status === "new"
      ? reachable.filter(s => s !== "open")
      : reachable;
  return (
    <Picker
      label={t("ticket.status")}
      choices={choices.map(choice => ({
        value: choice,
        label: t(`status.${choice}`),
        icon: <StatusMark status={choice} />,
      }))}
      chosen={[status]}
      onPick={value => value !== status && act(actionFor(value as Status, status), [id])}
    >
      {open => (
        <button type="button" className={classes.pick} onClick={open} title={t("ticket.status")}>
          <StatusMark status={status} />
          <span>{t(`status.${status}`)}</span>
        </button>
      )}
    </Picker>
  );
}
