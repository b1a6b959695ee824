import { api, type Contact } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { reasonOf, toast } from "@havendesk/shared/ui";
import { useEffect, useId, useState } from "react";
import { keys, queries } from "../../app/queries";
import classes from "./ContactCard.module.css";

/** What agents want to remember about a person. Stored when the field is left. */
export function ContactNote({ contact }: { contact: Contact }) {
  const id = useId();
  const [note, setNote] = useState(contact.note ?? "");
  useEffect(() => setNote(contact.note ?? ""), [contact.note]);
  const store = async () => {
    if (note.trim() === (contact.note ?? "").trim()) return;
    try {
      await api.put(`/rest/contacts/${contact.id}`, { name: contact.name, note: note.trim() });
      queries.setQueryData<Contact>(
        keys.contact(contact.id),
        shown => shown && { ...shown, note: note.trim() },
      );
    } catch (error) {
      toast(t("done.failed", { reason: reasonOf(error) }), {
        tone: "bad",
        action: { label: t("error.retry"), run: () => void store() },
      });
    }
  };
  return (
    <section>
      <h3 className={classes.heading}>
        <label htmlFor={id}>{t("contact.note")}</label>
      </h3>
      <textarea
        id={id}
        className={classes.note}
        value={note}
        placeholder={t("contact.notePlaceholder")}
        maxLength={4000}
        dir="auto"
        onChange={event => setNote(event.currentTarget.value)}
        onBlur={() => void store()}
      />
    </section>
  );
}
