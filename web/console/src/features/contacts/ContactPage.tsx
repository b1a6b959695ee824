import type { Contact } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Avatar, Bone, Empty, Failed, Time } from "@havendesk/shared/ui";
import { IconBack, IconInbox, IconWrite } from "@havendesk/shared/ui/icons";
import { Button } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";
import { StatusMark } from "../tickets/StatusMark";
import { Emails, Facts, useContact, useTicketsOf } from "./ContactCard";
import { ContactName } from "./ContactName";
import { ContactNote } from "./ContactNote";
import classes from "./ContactPage.module.css";

/** One person: name, addresses, note, and everything they ever asked. */
export function ContactPage() {
  const { contactId = "" } = useParams({ strict: false });
  const { data: contact, error, refetch } = useContact(contactId);
  if (error && !contact) return <Failed error={error} retry={() => void refetch()} />;
  if (!contact) {
    return (
      <div className={classes.page} role="status" aria-label={t("common.loading")}>
        <Bone width={220} height={20} />
        <Bone width={160} />
      </div>
    );
  }
  return (
    <div className={classes.page} key={contact.id}>
      <header className={classes.head}>
        <Link to="/contacts" search={true} className={classes.back} aria-label={t("common.back")}>
          <IconBack size={18} />
        </Link>
        <Avatar name={contact.name || contact.emails[0] || "?"} size={52} />
        <div className={classes.who}>
          <ContactName contact={contact} />
          <Emails emails={contact.emails} />
        </div>
        <Button
          component={Link}
          to={`/inbox/all/new?to=${encodeURIComponent(contact.emails[0] ?? "")}`}
          variant="default"
          leftSection={<IconWrite size={15} />}
        >
          {t("contact.write")}
        </Button>
      </header>
      <div className={classes.columns}>
        <section className={classes.main}>
          <h2 className={classes.heading}>{t("contact.ticketsHeading")}</h2>
          <Tickets contact={contact} />
        </section>
        <div className={classes.side}>
          <Facts contact={contact} />
          <ContactNote contact={contact} />
        </div>
      </div>
    </div>
  );
}

function Tickets({ contact }: { contact: Contact }) {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useTicketsOf(contact.id);
  const items = data?.pages.flatMap(page => page.items);
  if (error && !items) return <Failed error={error} retry={() => void refetch()} />;
  if (!items) return <Bone width="60%" />;
  if (items.length === 0) return <Empty icon={<IconInbox size={20} />} title={t("contact.noEarlier")} />;
  return (
    <>
      <ul className={classes.tickets}>
        {items.map(ticket => (
          <li key={ticket.id}>
            <Link
              to="/inbox/$view/$ticketId"
              params={{ view: "all", ticketId: ticket.id }}
              className={classes.ticket}
            >
              <StatusMark status={ticket.status} />
              <span className={classes.code}>{ticket.code}</span>
              <span className={classes.subject} dir="auto">
                {ticket.subject || t("ticket.noSubject")}
              </span>
              <Time at={ticket.updatedAt} className={classes.time} />
            </Link>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("common.showMore")}
        </Button>
      )}
    </>
  );
}
