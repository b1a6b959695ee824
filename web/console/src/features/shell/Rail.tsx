import { t } from "@havendesk/shared/i18n";
import { IconContacts, IconInbox, IconMailForward, IconSettings } from "@havendesk/shared/ui/icons";
import { Link, useLocation } from "@tanstack/react-router";
import { useMay } from "../session/session";
import { AccountMenu } from "./AccountMenu";
import classes from "./Shell.module.css";
import { useTroubleInOutbox } from "./useTroubleInOutbox";

/** The rooms of the house, and at its foot the agent. */
export function Rail({ onKeys }: { onKeys: () => void }) {
  const may = useMay();
  return (
    <nav className={classes.rail} aria-label={t("shell.rooms")}>
      <img className={classes.logo} src="/console/icon.svg" alt="" />
      <Room to="/inbox" start="/" label={t("shell.inbox")} Icon={IconInbox} />
      <Room to="/contacts" label={t("shell.contacts")} Icon={IconContacts} />
      {may("settings.manage") && <MailRoomLink />}
      <Room to="/settings" label={t("shell.settings")} Icon={IconSettings} />
      <span className={classes.spacer} />
      <AccountMenu onKeys={onKeys} />
    </nav>
  );
}

interface RoomProps {
  to: string;
  start?: string;
  label: string;
  Icon: typeof IconInbox;
  trouble?: boolean;
}

function Room({ to, start = to, label, Icon, trouble }: RoomProps) {
  const here = useLocation({ select: location => location.pathname.startsWith(to) });
  return (
    <Link to={start} className={classes.room} aria-current={here ? "page" : undefined}>
      <Icon size={21} stroke={1.6} aria-hidden />
      <span>{label}</span>
      {trouble && <i className={classes.badge} role="img" aria-label={t("shell.mailTrouble")} />}
    </Link>
  );
}

function MailRoomLink() {
  return <Room to="/mail" label={t("shell.mail")} Icon={IconMailForward} trouble={useTroubleInOutbox()} />;
}
