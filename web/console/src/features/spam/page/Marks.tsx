import { api, type SpamMark } from "@havendesk/shared/api";
import { dateAndTime, t } from "@havendesk/shared/i18n";
import { Time } from "@havendesk/shared/ui";
import { Button, Switch } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import clsx from "clsx";
import { useState } from "react";
import { keys } from "../../../app/queries";
import { ShowMore, usePages } from "../../rooms/Pages";
import { Rows } from "../../rooms/Room";
import classes from "../../rooms/Room.module.css";
import { attempt } from "../../rooms/useSaving";
import own from "./Spam.module.css";
import { TakeBack } from "./TakeBack";
import { useAgentNames } from "./useAgentNames";

/** What the filter was taught, by whom, and what of it was taken back. */
export function Marks() {
  const [hints, setHints] = useState(false);
  const [takingBack, setTakingBack] = useState(false);
  const pages = usePages<SpamMark>(
    [...keys.spamMarks, "list", hints],
    "/rest/spam/marks",
    { hints: String(hints) },
    0,
  );
  return (
    <>
      <p className={classes.lead}>{t("spam.marksSays")}</p>
      <div className={own.filters}>
        <Switch
          size="xs"
          label={t("spam.hints")}
          checked={hints}
          onChange={event => setHints(event.currentTarget.checked)}
        />
        <Button variant="default" onClick={() => setTakingBack(true)}>
          {t("spam.takeBackAll")}
        </Button>
      </div>
      <Rows
        query={pages}
        items={pages.items}
        empty={{ title: t("spam.noMarks"), text: t("spam.noMarksText") }}
      >
        {mark => <MarkRow key={mark.id} mark={mark} />}
      </Rows>
      <ShowMore pages={pages} />
      {takingBack && <TakeBack onClose={() => setTakingBack(false)} />}
    </>
  );
}

function MarkRow({ mark }: { mark: SpamMark }) {
  const nameOf = useAgentNames();
  const [busy, setBusy] = useState(false);
  const stands = !mark.undoneAt && mark.outcome === "learned";
  const undo = async () => {
    setBusy(true);
    await attempt(() => api.delete(`/rest/spam/marks/${mark.id}`), {
      stale: keys.spam,
      said: t("spam.takenBack"),
    });
    setBusy(false);
  };
  return (
    <li className={clsx(classes.item, mark.undoneAt && own.undone)}>
      <span className={clsx(classes.state, own.said, mark.spam ? classes.bad : classes.good)}>
        {mark.strength === "hint" ? t("spam.hint") : mark.spam ? t("spam.saidSpam") : t("spam.saidGood")}
      </span>
      <span className={clsx(classes.words, own.words)}>
        {mark.ticket ? (
          <Link
            to="/inbox/$view/$ticketId"
            params={{ view: mark.spam ? "spam" : "all", ticketId: mark.ticket.id }}
            className={own.ticket}
            title={mark.ticket.subject}
          >
            <bdi>{mark.ticket.subject || t("ticket.noSubject")}</bdi>{" "}
            <span className={own.code}>{mark.ticket.code}</span>
          </Link>
        ) : (
          <span className={classes.detail}>{t("audit.gone.ticket")}</span>
        )}
        <span className={classes.detail}>
          <bdi>{nameOf(mark.by)}</bdi>, <Time at={mark.at} />
          {mark.channel === "form" && <> · {t("spam.byForm")}</>}
          {mark.channel === "chat" && <> · {t("spam.byChat")}</>}
          <Remark mark={mark} />
        </span>
      </span>
      {stands && (
        <Button
          className={own.end}
          variant="subtle"
          color="gray"
          loading={busy}
          aria-label={t("spam.takeBackOne", { code: mark.ticket?.code ?? "" })}
          onClick={() => void undo()}
        >
          {t("spam.takeBack")}
        </Button>
      )}
    </li>
  );
}

/** What is to be known of a mark besides: that it was taken back, or why it changed nothing. */
function Remark({ mark }: { mark: SpamMark }) {
  const nameOf = useAgentNames();
  if (mark.undoneAt) {
    const time = dateAndTime(mark.undoneAt);
    return (
      <>
        {" · "}
        {mark.undoneBy
          ? t("spam.undoneBy", { name: nameOf(mark.undoneBy), time })
          : t("spam.undone", { time })}
      </>
    );
  }
  return mark.outcome === "learned" ? null : <> · {t(`spam.outcome.${mark.outcome}`)}</>;
}
