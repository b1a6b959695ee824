import type { AuditEntry } from "@havendesk/shared/api";
import { dateAndTime, t } from "@havendesk/shared/i18n";
import { CopyIcon, Sentence } from "@havendesk/shared/ui";
import { Link } from "@tanstack/react-router";
import classes from "../../rooms/Room.module.css";
import own from "./Audit.module.css";
import { actorName, detailOf, placeOf, sentenceOf, thingName } from "./wording";

/** One thing that was done, said as a sentence. */
export function EntryRow({ entry }: { entry: AuditEntry }) {
  const detail = detailOf(entry);
  return (
    <li className={own.entry}>
      <span className={own.said}>
        <Sentence
          text={sentenceOf(entry)}
          parts={{
            who: <strong dir="auto">{actorName(entry)}</strong>,
            what: <Thing entry={entry} />,
            action: entry.action,
          }}
        />
        {detail && <span className={classes.detail}> {detail}</span>}
      </span>
      <time className={own.time} dateTime={entry.at}>
        {dateAndTime(entry.at)}
      </time>
      <span className={own.id}>
        {entry.objectId && <CopyIcon text={entry.objectId} label={t("audit.copyId")} />}
      </span>
    </li>
  );
}

/** What it was done to; a link where it can be opened. */
function Thing({ entry }: { entry: AuditEntry }) {
  const place = entry.objectName ? placeOf(entry) : null;
  const name = <bdi>{thingName(entry)}</bdi>;
  return place ? <Link {...place}>{name}</Link> : name;
}
