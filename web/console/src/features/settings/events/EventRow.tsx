import type { SystemEvent } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Link } from "@tanstack/react-router";
import classes from "../../rooms/Room.module.css";
import { LogRow } from "../log/Log";
import { placeOf, sentenceOf, whoOf } from "./wording";

/** One thing that went wrong, how often, and where to look into it. */
export function EventRow({ event }: { event: SystemEvent }) {
  const place = placeOf(event);
  const what = <bdi>{event.object ?? t("audit.gone.thing")}</bdi>;
  return (
    <LogRow
      at={event.at}
      sentence={sentenceOf(event)}
      parts={{
        who: <strong dir="auto">{whoOf(event)}</strong>,
        what: place ? <Link {...place}>{what}</Link> : what,
        kind: event.kind,
        detail: <code>{event.detail}</code>,
      }}
      detail={(event.times > 1 || event.network) && <Circumstances event={event} />}
      place={
        place &&
        !event.object && (
          <Link {...place} className={classes.detail}>
            {t("events.look")}
          </Link>
        )
      }
    />
  );
}

function Circumstances({ event: { times, network } }: { event: SystemEvent }) {
  return (
    <>
      {times > 1 && t("events.times", { count: times })}
      {times > 1 && network && " · "}
      {network && <bdi>{t("security.from", { network })}</bdi>}
    </>
  );
}
