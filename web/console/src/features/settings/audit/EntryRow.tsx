import type { AuditEntry } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { CopyIcon } from "@havendesk/shared/ui";
import { Link } from "@tanstack/react-router";
import { LogRow } from "../log/Log";
import { actorName, detailOf, placeOf, sentenceOf, thingName } from "./wording";

/** One thing that was done, with the id of what it was done to. */
export function EntryRow({ entry }: { entry: AuditEntry }) {
  return (
    <LogRow
      at={entry.at}
      sentence={sentenceOf(entry)}
      parts={{
        who: <strong dir="auto">{actorName(entry)}</strong>,
        what: <Thing entry={entry} />,
        action: entry.action,
      }}
      detail={detailOf(entry)}
      action={entry.objectId && <CopyIcon text={entry.objectId} label={t("audit.copyId")} />}
    />
  );
}

/** What it was done to; a link where it can be opened. */
function Thing({ entry }: { entry: AuditEntry }) {
  const place = entry.objectName ? placeOf(entry) : null;
  const name = <bdi>{thingName(entry)}</bdi>;
  return place ? <Link {...place}>{name}</Link> : name;
}
