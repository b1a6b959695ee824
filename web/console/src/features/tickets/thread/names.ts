import type { Address, Message } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";

/** Who wrote it, as a person would say. */
export const nameOf = ({ author, from }: Message): string =>
  author.name || author.email || from?.name || from?.email || t("event.system");

export const addressText = ({ name, email }: Address): string => name || email;
export const fullAddress = ({ name, email }: Address): string => (name ? `${name} <${email}>` : email);
