import { api, type Contact } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { reasonOf, toast } from "@havendesk/shared/ui";
import { useState } from "react";
import { keys, queries } from "../../app/queries";
import classes from "./ContactPage.module.css";

/** The name, editable in place. */
export function ContactName({ contact }: { contact: Contact }) {
  const [name, setName] = useState(contact.name ?? "");
  const store = async () => {
    if (name.trim() === (contact.name ?? "")) return;
    try {
      await api.put(`/rest/contacts/${contact.id}`, { name: name.trim(), note: contact.note });
      queries.setQueryData<Contact>(
        keys.contact(contact.id),
        shown => shown && { ...shown, name: name.trim() },
      );
      void queries.invalidateQueries({ queryKey: [...keys.contacts, "list"] });
    } catch (error) {
      toast(t("done.failed", { reason: reasonOf(error) }), {
        tone: "bad",
        action: { label: t("error.retry"), run: () => void store() },
      });
    }
  };
  return (
    <h1 className={classes.heading1}>
      <input
        className={classes.name}
        value={name}
        placeholder={contact.emails[0]}
        aria-label={t("contact.name")}
        dir="auto"
        maxLength={200}
        onChange={event => setName(event.currentTarget.value)}
        onBlur={() => void store()}
        onKeyDown={event => event.key === "Enter" && event.currentTarget.blur()}
      />
    </h1>
  );
}
