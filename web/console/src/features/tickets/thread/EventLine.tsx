import type { Message } from "@havendesk/shared/api";
import { dateAndTime, t } from "@havendesk/shared/i18n";
import { Time } from "@havendesk/shared/ui";
import classes from "./Thread.module.css";

/** What happened to the ticket, as one thin line. */
export function EventLine({ message }: { message: Message }) {
  return (
    <li className={classes.event}>
      <span dir="auto">{eventText(message)}</span>
      <Time at={message.at} />
    </li>
  );
}

const statuses = ["new", "open", "answered", "postponed", "resolved", "closed", "spam", "deleted"] as const;
const statusText = (value: string | null) => {
  const known = statuses.find(status => status === value);
  return known ? t(`status.${known}`) : (value ?? "");
};

export function eventText({ author, event, text }: Message): string {
  const who = author.name || (author.type === "agent" ? t("audit.formerAgent") : t("event.system"));
  const to = event?.former ? t("audit.formerAgent") : (event?.to ?? "");
  switch (event?.type) {
    case "assigned":
    case "assignment":
      if (!to) return t("event.unassigned", { who });
      return to === who ? t("event.took", { who }) : t("event.assigned", { who, to });
    case "unassigned":
      return t("event.unassigned", { who });
    case "department":
      return t("event.department", { who, to });
    case "status":
      return t("event.status", { who, to: statusText(to) });
    case "subject":
      return t("event.subject", { who });
    case "tags":
      return t("event.tags", { who });
    case "requester":
      return t("event.requester", { who });
    case "postponed":
      return t("event.postponed", { who, time: to && dateAndTime(to) });
    case "suspected":
      return t("spam.event.suspected", { who });
    case "notSpam":
      if (!to) return t("spam.event.notSpam", { who });
      break;
    case "woken":
      return t("event.woken");
    case "opened":
    case "created":
      return t("event.created", { who });
  }
  const status = statuses.find(known => known === to) ?? statuses.find(known => known === event?.type);
  if (status) return t("event.status", { who, to: statusText(status) });
  return text || t("event.other", { who, what: event?.type ?? "" });
}
