import { useParams } from "@tanstack/react-router";
import { Failed } from "@havendesk/shared/ui";
import { t } from "@havendesk/shared/i18n";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { attend, leave } from "../../live/live";
import { SpamBanner } from "../../spam/ticket/SpamBanner";
import { act } from "../actions/act";
import { ReplyArea } from "../reply/ReplyArea";
import { Thread } from "./Thread";
import { TicketHeader } from "./TicketHeader";
import { TicketSkeleton } from "./TicketSkeleton";
import classes from "./TicketPage.module.css";
import { useTicket } from "./useTicket";

const Why = lazy(async () => ({ default: (await import("../../spam/ticket/Why")).Why }));
const ContactCard = lazy(async () => ({ default: (await import("../../contacts/ContactCard")).ContactCard }));

export function TicketPage() {
  const { ticketId = "" } = useParams({ strict: false });
  return <OpenTicket key={ticketId} id={ticketId} />;
}

function OpenTicket({ id }: { id: string }) {
  const { data: ticket, error, refetch } = useTicket(id);
  const [hasCard, setHasCard] = useState(wantsCard);
  const [askedWhy, setAskedWhy] = useState(false);
  useEffect(() => {
    attend("viewing", id);
    return () => leave(id);
  }, [id]);
  useReading(id, ticket?.messages.at(-1)?.id, ticket?.unread ?? false);

  const toggleCard = () => {
    setHasCard(!hasCard);
    if (isWide()) localStorage.setItem("card", hasCard ? "closed" : "open");
  };
  if (error && !ticket) return <Failed error={error} retry={() => void refetch()} />;
  if (!ticket) return <TicketSkeleton />;
  return (
    <div className={classes.page}>
      <article className={classes.ticket} aria-label={ticket.subject}>
        <TicketHeader ticket={ticket} hasCard={hasCard} onCard={toggleCard} onWhy={() => setAskedWhy(true)} />
        <SpamBanner ticket={ticket} onWhy={() => setAskedWhy(true)} />
        <Thread ticket={ticket} />
        <ReplyArea ticket={ticket} />
      </article>
      {askedWhy && (
        <Suspense fallback={null}>
          <Why ticket={ticket} onClose={() => setAskedWhy(false)} />
        </Suspense>
      )}
      {hasCard && ticket.contact && (
        <aside className={classes.card} aria-label={t("contact.card")}>
          <Suspense fallback={null}>
            <ContactCard contact={ticket.contact} except={ticket.id} onClose={toggleCard} />
          </Suspense>
        </aside>
      )}
    </div>
  );
}

const isWide = () => window.matchMedia("(min-width: 1400px)").matches;
const wantsCard = () => isWide() && localStorage.getItem("card") !== "closed";

/** Having a ticket open is reading it, and reading what is added while it is open; marking it unread stays. */
function useReading(id: string, last: string | undefined, unread: boolean) {
  const read = useRef<string>(undefined);
  useEffect(() => {
    if (!last || read.current === last) return;
    read.current = last;
    if (unread) void act([id], { name: "read" });
  }, [id, last, unread]);
}
