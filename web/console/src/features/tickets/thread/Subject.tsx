import { api, type Ticket } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { reasonOf, toast } from "@havendesk/shared/ui";
import { useState } from "react";
import { changeLists, changeTicket } from "../actions/cache";
import classes from "./TicketHeader.module.css";

/** The subject; a click makes it editable. */
export function Subject({ ticket }: { ticket: Ticket }) {
  const [editing, setEditing] = useState<string | null>(null);
  const store = () => {
    const text = editing?.trim();
    setEditing(null);
    if (text && text !== ticket.subject) void rename(ticket, text);
  };
  return (
    <h1 className={classes.subject} dir="auto">
      {editing === null ? (
        <button
          type="button"
          className={classes.words}
          title={ticket.subject}
          aria-label={t("ticket.editSubject", { subject: ticket.subject })}
          onClick={() => setEditing(ticket.subject)}
        >
          {ticket.subject || t("ticket.noSubject")}
        </button>
      ) : (
        <input
          className={classes.edit}
          value={editing}
          aria-label={t("ticket.subject")}
          autoFocus
          maxLength={500}
          onChange={event => setEditing(event.currentTarget.value)}
          onBlur={store}
          onKeyDown={event => {
            if (event.key === "Enter") store();
            if (event.key === "Escape") setEditing(null);
          }}
        />
      )}
    </h1>
  );
}

async function rename(ticket: Ticket, subject: string) {
  const show = (shown: string) => {
    changeTicket(ticket.id, open => ({ ...open, subject: shown }));
    changeLists(items => items.map(item => (item.id === ticket.id ? { ...item, subject: shown } : item)));
  };
  show(subject);
  try {
    await api.put(`/rest/tickets/${ticket.id}/subject`, { subject });
  } catch (error) {
    show(ticket.subject);
    toast(t("done.failed", { reason: reasonOf(error) }), {
      tone: "bad",
      action: { label: t("error.retry"), run: () => void rename(ticket, subject) },
    });
  }
}
