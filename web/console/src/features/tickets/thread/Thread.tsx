import type { Message, Ticket } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { reasonOf, toast } from "@havendesk/shared/ui";
import { Fragment, useEffect, useMemo, useRef, useState } from "react";
import { Unsent } from "../reply/Unsent";
import { EventLine } from "./EventLine";
import { FoldedMessage } from "./FoldedMessage";
import { foldedThread } from "./folding";
import { MessageView } from "./MessageView";
import classes from "./Thread.module.css";
import { loadEarlier } from "./useTicket";

/** Everything that was said, in order of time. What is old and read is folded to a line each. */
export function Thread({ ticket }: { ticket: Ticket }) {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [firstSeen] = useState(() => new Set(ticket.messages.map(message => message.id)));
  const parts = useMemo(
    () => foldedThread(ticket.messages, opened, firstSeen),
    [ticket.messages, opened, firstSeen],
  );
  const scroller = useRef<HTMLDivElement>(null);
  const { hasNewer, showNewest } = useLatestInSight(scroller, ticket.messages);
  const open = (messages: Message[]) =>
    setOpened(new Set([...opened, ...messages.map(message => message.id)]));

  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className={classes.scroll} ref={scroller} tabIndex={0} role="region" aria-label={t("thread.label")}>
      <ol className={classes.thread}>
        {ticket.earlierMessages !== null && (
          <li className={classes.moreLine}>
            <EarlierButton ticket={ticket} />
          </li>
        )}
        {parts.map(part => {
          if (part.kind === "event") return <EventLine key={part.message.id} message={part.message} />;
          if (part.kind === "open")
            return <MessageView key={part.message.id} message={part.message} ticket={ticket} />;
          if (part.kind === "folded") {
            return (
              <FoldedMessage
                key={part.message.id}
                message={part.message}
                onOpen={() => open([part.message])}
              />
            );
          }
          return (
            <li key={part.messages[0]!.id} className={classes.moreLine}>
              <button type="button" className={classes.more} onClick={() => open(part.messages)}>
                {t("thread.showMore", { count: part.messages.length })}
              </button>
            </li>
          );
        })}
        <Fragment key="unsent">
          <Unsent ticket={ticket} />
        </Fragment>
      </ol>
      {hasNewer && (
        <button type="button" className={classes.newer} onClick={showNewest}>
          {t("thread.newer")}
        </button>
      )}
    </div>
  );
}

function EarlierButton({ ticket }: { ticket: Ticket }) {
  const [loading, setLoading] = useState(false);
  const load = async () => {
    setLoading(true);
    await loadEarlier(ticket).catch((error: unknown) => toast(reasonOf(error), { tone: "bad" }));
    setLoading(false);
  };
  return (
    <button type="button" className={classes.more} disabled={loading} onClick={() => void load()}>
      {loading ? t("common.loading") : t("thread.earlier")}
    </button>
  );
}

/** Starts at the newest message. Later ones do not move what is read: a button leads to them. */
function useLatestInSight(scroller: React.RefObject<HTMLDivElement | null>, messages: Message[]) {
  const [hasNewer, setHasNewer] = useState(false);
  const last = useRef<string>(undefined);
  const newest = messages.at(-1)?.id;
  const show = () => {
    const element = scroller.current;
    const shown = element?.querySelectorAll<HTMLElement>("[data-message]");
    const target = shown?.[shown.length - 1];
    if (element && target) element.scrollTop = target.offsetTop - 12;
  };
  useEffect(() => {
    const element = scroller.current;
    if (!element || last.current === newest) return;
    const isFirst = last.current === undefined;
    last.current = newest;
    if (isFirst) return show();
    const isNear = element.scrollHeight - element.scrollTop - element.clientHeight < 400;
    if (isNear) element.scrollTop = element.scrollHeight;
    else setHasNewer(true);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only a new message moves anything
  }, [newest]);
  useEffect(() => {
    const element = scroller.current;
    const onScroll = () => {
      if (element && element.scrollHeight - element.scrollTop - element.clientHeight < 80) setHasNewer(false);
    };
    element?.addEventListener("scroll", onScroll, { passive: true });
    return () => element?.removeEventListener("scroll", onScroll);
  }, [scroller]);
  return {
    hasNewer,
    showNewest: () => {
      show();
      setHasNewer(false);
    },
  };
}
