import type { Ticket } from "@havendesk/shared/api";
import { dateAndTime, t } from "@havendesk/shared/i18n";
import { IconButton, Keys } from "@havendesk/shared/ui";
import {
  IconArchive,
  IconBack,
  IconCard,
  IconClock,
  IconExternal,
  IconMore,
  IconRefresh,
  IconSpam,
  IconSuspicious,
  IconTrash,
  IconUnread,
} from "@havendesk/shared/ui/icons";
import { Button, Menu, Tooltip } from "@mantine/core";
import { PostponeMenu } from "../actions/PostponeMenu";
import { useInbox } from "../inbox";
import { Subject } from "./Subject";
import { TicketMeta } from "./TicketMeta";
import classes from "./TicketHeader.module.css";

interface Props {
  ticket: Ticket;
  hasCard: boolean;
  onCard: () => void;
  onWhy: () => void;
}

/** What the ticket is called, what it is, and what to do with it. */
export function TicketHeader({ ticket, hasCard, onCard, onWhy }: Props) {
  const inbox = useInbox();
  return (
    <header className={classes.header}>
      <div className={classes.top}>
        <IconButton label={t("common.back")} className={classes.back} onClick={inbox.close}>
          <IconBack size={18} />
        </IconButton>
        <Subject ticket={ticket} />
        <div className={classes.actions}>
          <MainAction ticket={ticket} />
          <PostponeMenu
            opened={inbox.menu === "postpone" && inbox.selected.size === 0}
            onOpenedChange={opened => inbox.setMenu(opened ? "postpone" : null)}
            onPick={until => inbox.act({ name: "postpone", until }, [ticket.id])}
          >
            {toggle => (
              <IconButton label={t("action.postpone")} keys="s" onClick={toggle}>
                <IconClock size={18} stroke={1.7} />
              </IconButton>
            )}
          </PostponeMenu>
          <MoreMenu ticket={ticket} onWhy={onWhy} />
          <IconButton
            label={hasCard ? t("contact.hideCard") : t("contact.showCard")}
            aria-pressed={hasCard}
            onClick={onCard}
          >
            <IconCard size={18} stroke={1.7} />
          </IconButton>
        </div>
      </div>
      <TicketMeta ticket={ticket} />
    </header>
  );
}

/** Resolving, or taking a ticket back from the trash; what lies among the spam has its banner for that. */
function MainAction({ ticket }: { ticket: Ticket }) {
  const { act } = useInbox();
  const { status, id } = ticket;
  if (status === "spam") return null;
  if (status === "deleted") {
    return (
      <Button
        variant="light"
        onClick={() => act({ name: "restore" }, [id])}
        leftSection={<IconRefresh size={15} />}
      >
        {t("action.restore")}
      </Button>
    );
  }
  const done = status === "resolved" || status === "closed";
  const name = done ? "reopen" : "resolve";
  return (
    <Tooltip label={<Keys text={t(`action.${name}`)} keys="e" />}>
      <Button
        variant={done ? "default" : "light"}
        onClick={() => act({ name }, [id])}
        leftSection={done ? <IconRefresh size={15} /> : <IconArchive size={16} />}
      >
        {t(`action.${name}`)}
      </Button>
    </Tooltip>
  );
}

function MoreMenu({ ticket, onWhy }: { ticket: Ticket; onWhy: () => void }) {
  const { act } = useInbox();
  const gone = ticket.status === "deleted" || ticket.status === "spam";
  return (
    <Menu width={230} position="bottom-end">
      <Menu.Target>
        <IconButton label={t("common.more")}>
          <IconMore size={18} />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconUnread size={16} />}
          rightSection={<Keys keys="u" />}
          onClick={() => act({ name: "unread" }, [ticket.id])}
        >
          {t("action.unread")}
        </Menu.Item>
        {ticket.status === "postponed" && (
          <Menu.Item
            leftSection={<IconClock size={16} />}
            onClick={() => act({ name: "activate" }, [ticket.id])}
          >
            {t("action.activate", { until: ticket.postponedUntil ? dateAndTime(ticket.postponedUntil) : "" })}
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconExternal size={16} />}
          component="a"
          href={`/agent/inbox/all/${ticket.id}`}
          target="_blank"
          rel="noopener"
        >
          {t("action.newTab")}
        </Menu.Item>
        <Menu.Item leftSection={<IconSuspicious size={16} />} onClick={onWhy}>
          {t("spam.whyMenu")}
        </Menu.Item>
        {!gone && (
          <>
            <Menu.Divider />
            <Menu.Item
              leftSection={<IconSpam size={16} />}
              rightSection={<Keys keys="!" />}
              onClick={() => act({ name: "spam" }, [ticket.id])}
            >
              {t("action.spam")}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconTrash size={16} />}
              rightSection={<Keys keys="#" />}
              color="red"
              onClick={() => act({ name: "delete" }, [ticket.id])}
            >
              {t("action.delete")}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
