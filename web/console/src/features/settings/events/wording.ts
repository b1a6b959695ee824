import type { SystemEvent } from "@havendesk/shared/api";
import { t, template } from "@havendesk/shared/i18n";
import type { LinkProps } from "@tanstack/react-router";

/** What can be chosen, by how the kinds begin. */
export const kinds = [
  { beginning: "", label: "events.all" },
  { beginning: "sign-in.", label: "events.signIn" },
  { beginning: "code.", label: "events.codes" },
  { beginning: "mail", label: "events.mail" },
  { beginning: "server.", label: "events.servers" },
  { beginning: "job.", label: "events.jobs" },
] as const;

/** The sentence for what happened, with {who} and {what} to be filled in; something readable for what is not known. */
export function sentenceOf({ kind, agentId }: SystemEvent): string {
  const somebody = agentId ? undefined : template(`events.did.${kind}.unknown`);
  return somebody ?? template(`events.did.${kind}`) ?? "{kind} {detail}";
}

export const whoOf = ({ agent }: SystemEvent): string => agent || t("audit.formerAgent");

/** Where it can be looked into. */
export function placeOf({ kind }: SystemEvent): LinkProps | null {
  switch (kind) {
    case "mailbox.failing":
      return { to: "/mail/$section", params: { section: "mailboxes" } };
    case "server.failing":
      return { to: "/mail/$section", params: { section: "servers" } };
    case "mail.failed":
      return { to: "/mail/$section", params: { section: "outbox" } };
    case "mail.quarantined":
      return { to: "/mail/$section", params: { section: "quarantine" } };
  }
  return null;
}
