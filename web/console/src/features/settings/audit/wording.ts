import type { AuditEntry } from "@havendesk/shared/api";
import { t, template } from "@havendesk/shared/i18n";
import type { LinkProps } from "@tanstack/react-router";

/** The sentence for what was done, with {who} and {what} to be filled in; something readable for what is not known. */
export function sentenceOf({ action, detail }: AuditEntry): string {
  const known = action === "ticket.answered" && detail === "answered" ? "ticket.markedAnswered" : action;
  return template(`audit.did.${known}`) ?? template("audit.other") ?? "{who}: {action}";
}

export function actorName({ actor }: AuditEntry): string {
  switch (actor.type) {
    case "agent":
      return actor.name || t("audit.formerAgent");
    case "operator":
      return t("audit.operator");
    case "system":
      return t("event.system");
  }
}

export const thingName = ({ object, objectName, objectId }: AuditEntry): string =>
  objectName ?? template(`audit.gone.${object}`) ?? (objectId ? t("audit.gone.thing") : "");

/** How it was done, in words; nothing where that is not known or says no more than the sentence. */
export function detailOf({ action, detail }: AuditEntry): string | undefined {
  if (!detail) return undefined;
  switch (action) {
    case "agent.role":
    case "agent.invited": {
      const role = template(`role.${detail}`);
      return role && t("audit.as.role", { role });
    }
    case "session.begun":
      return template(`audit.by.${detail}`);
    case "mail.deleted":
    case "mail.read":
    case "mail.retried":
      return template(`audit.mail.${detail}`);
  }
  return undefined;
}

/** Where the thing can be looked at. */
export function placeOf({ object, objectId }: AuditEntry): LinkProps | null {
  const id = objectId ?? "";
  switch (object) {
    case "ticket":
      return { to: "/inbox/$view/$ticketId", params: { view: "all", ticketId: id } };
    case "contact":
      return { to: "/contacts/$contactId", params: { contactId: id } };
    case "agent":
      return { to: "/settings/$section", params: { section: "agents" } };
    case "department":
      return { to: "/settings/$section", params: { section: "departments" } };
    case "apikey":
      return { to: "/settings/$section", params: { section: "apikeys" } };
    case "app":
      return {
        to: "/settings/$section",
        params: { section: "security" },
        search: { part: "apps" } as object,
      };
    case "mailbox":
      return { to: "/mail/$section", params: { section: "mailboxes" } };
    case "outgoing-server":
      return { to: "/mail/$section", params: { section: "servers" } };
  }
  return null;
}
