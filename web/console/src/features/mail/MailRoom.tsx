import { t } from "@havendesk/shared/i18n";
import { useParams } from "@tanstack/react-router";
import { Room, type Section } from "../rooms/Room";
import { useMay } from "../session/session";
import { NotHere } from "../shell/NotHere";
import { MailboxesPage } from "./mailboxes/MailboxesPage";
import { OutboxPage } from "./outbox/OutboxPage";
import { QuarantinePage } from "./quarantine/QuarantinePage";
import { ServersPage } from "./servers/ServersPage";

const sections = (): Section[] => [
  { key: "outbox", label: t("mail.outbox"), Page: OutboxPage },
  { key: "quarantine", label: t("mail.quarantine"), Page: QuarantinePage },
  { key: "mailboxes", label: t("mail.mailboxes"), Page: MailboxesPage },
  { key: "servers", label: t("mail.servers"), Page: ServersPage },
];

/** How mail comes in and goes out, and what is stuck. */
export function MailRoom() {
  return useMay()("settings.manage") ? (
    <Room to="/mail" title={t("shell.mail")} sections={sections()} />
  ) : (
    <NotHere />
  );
}

export function MailSection() {
  const { section } = useParams({ strict: false });
  const found = sections().find(({ key }) => key === section);
  return found ? <found.Page /> : <NotHere />;
}
