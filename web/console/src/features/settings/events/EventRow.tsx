import type { SystemEvent } from "@havendesk/shared/api";
import { dateAndTime, t } from "@havendesk/shared/i18n";
import { Sentence } from "@havendesk/shared/ui";
import { Link } from "@tanstack/react-router";
import classes from "../../rooms/Room.module.css";
import own from "../audit/Audit.module.css";
import { placeOf, sentenceOf, whoOf } from "./wording";

/** One thing that went wrong, said as a sentence, and how often. */
export function EventRow({ event }: { event: SystemEvent }) {
  const place = placeOf(event);
  const what = <bdi>{event.object ?? t("audit.gone.thing")}</bdi>;
  return (
    <li className={own.entry}>
      <span className={own.said}>
        <Sentence
          text={sentenceOf(event)}
          parts={{
            who: <strong dir="auto">{whoOf(event)}</strong>,
            what: place ? <Link {...place}>{what}</Link> : what,
            kind: event.kind,
            detail: <code>{event.detail}</code>,
          }}
        />
        {(event.times > 1 || event.network) && (
          <span className={classes.detail}>
            {" "}
            {event.times > 1 && t("events.times", { count: event.times })}
            {event.times > 1 && event.network && " · "}
            {event.network && <bdi>{t("security.from", { network: event.network })}</bdi>}
          </span>
        )}
        {place && !event.object && (
          <>
            {" "}
            <Link {...place} className={classes.detail}>
              {t("events.look")}
            </Link>
          </>
        )}
      </span>
      <time className={own.time} dateTime={event.at}>
        {dateAndTime(event.at)}
      </time>
    </li>
  );
}
