import type { Address, ContactRef, Message } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";

/** Who wrote it, as a person would say. */
export const nameOf = ({ author, from }: Message): string =>
  author.name ||
  (author.type === "agent"
    ? t("audit.formerAgent")
    : author.email || from?.name || from?.email || t("event.system"));

export const addressText = ({ name, email }: Address): string => name || email;
export const fullAddress = ({ name, email }: Address): string => (name ? `${name} <${email}>` : email);

/** What a contact is called. */
export const personOf = (contact: ContactRef | null): string =>
  contact?.name || contact?.email || t("contact.unknown");
