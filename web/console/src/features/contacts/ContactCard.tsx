import { api, type Contact, type ContactRef, type Page, type TicketItem } from "@havendesk/shared/api";
import { dateOnly, t, timeOnly } from "@havendesk/shared/i18n";
import { Avatar, Bone, Failed, IconButton, Time, useNow } from "@havendesk/shared/ui";
import { IconX } from "@havendesk/shared/ui/icons";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { keys } from "../../app/queries";
import { StatusMark } from "../tickets/StatusMark";
import classes from "./ContactCard.module.css";
import { ContactNote } from "./ContactNote";

export const useContact = (id: string) =>
  useQuery({
    queryKey: keys.contact(id),
    queryFn: ({ signal }) => api.get<Contact>(`/rest/contacts/${id}`, {}, signal),
  });

/** The tickets of a contact that the agent may see, the last touched first. */
export const useTicketsOf = (id: string) =>
  useInfiniteQuery({
    queryKey: [...keys.contact(id), "tickets"],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<TicketItem>>("/rest/tickets", { contact: id, cursor: pageParam, limit: 20 }, signal),
    initialPageParam: "",
    getNextPageParam: page => page.next ?? undefined,
  });

interface Props {
  contact: ContactRef;
  /** The ticket beside the card: it need not be listed. */
  except: string;
  onClose: () => void;
}

/** The person beside their ticket: who they are, what we know, what they asked before. */
export function ContactCard({ contact, except, onClose }: Props) {
  const { data, error, refetch } = useContact(contact.id);
  const name = contact.name || contact.email;
  return (
    <div className={classes.card}>
      <div className={classes.head}>
        <Avatar name={name} size={44} />
        <IconButton label={t("contact.hideCard")} className={classes.close} onClick={onClose}>
          <IconX size={16} />
        </IconButton>
        <h2 className={classes.name}>
          <Link to="/contacts/$contactId" params={{ contactId: contact.id }}>
            <bdi>{name}</bdi>
          </Link>
        </h2>
        <Emails emails={data?.emails ?? [contact.email]} />
      </div>
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Bone width="70%" />}
      {data && (
        <>
          <Facts contact={data} />
          <ContactNote contact={data} />
          <Earlier contact={data} except={except} />
        </>
      )}
    </div>
  );
}

export function Emails({ emails }: { emails: string[] }) {
  return (
    <ul className={classes.emails}>
      {emails.map(email => (
        <li key={email}>{email}</li>
      ))}
    </ul>
  );
}

export function Facts({ contact }: { contact: Contact }) {
  const now = useNow();
  return (
    <dl className={classes.facts}>
      {contact.timezone && (
        <>
          <dt>{t("contact.localTime")}</dt>
          <dd>{timeOnly(new Date(now).toISOString(), contact.timezone)}</dd>
        </>
      )}
      <dt>{t("contact.since")}</dt>
      <dd>{dateOnly(contact.createdAt)}</dd>
    </dl>
  );
}

function Earlier({ contact, except }: { contact: Contact; except: string }) {
  const { data } = useTicketsOf(contact.id);
  const page = data?.pages[0];
  if (!page) return null;
  const tickets = page.items.filter(ticket => ticket.id !== except);
  return (
    <section>
      <h3 className={classes.heading}>{t("contact.earlier")}</h3>
      {tickets.length === 0 && <p className={classes.none}>{t("contact.noEarlier")}</p>}
      <ul className={classes.tickets}>
        {tickets.slice(0, 8).map(ticket => (
          <li key={ticket.id}>
            <Link
              to="/inbox/$view/$ticketId"
              params={{ view: "all", ticketId: ticket.id }}
              className={classes.ticket}
            >
              <StatusMark status={ticket.status} />
              <span className={classes.subject} dir="auto">
                {ticket.subject || t("ticket.noSubject")}
              </span>
              <Time at={ticket.updatedAt} className={classes.time} />
            </Link>
          </li>
        ))}
      </ul>
      {(tickets.length > 8 || page.next) && (
        <Link to="/contacts/$contactId" params={{ contactId: contact.id }} className={classes.all}>
          {t("contact.allTickets")}
        </Link>
      )}
    </section>
  );
}
