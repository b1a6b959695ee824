import type { Judgement, Reason, Ticket } from "@havendesk/shared/api";
import { dateAndTime, t } from "@havendesk/shared/i18n";
import { Bone, Empty, Failed } from "@havendesk/shared/ui";
import { IconCheck, IconSpam, IconSuspicious } from "@havendesk/shared/ui/icons";
import { Button, Drawer, VisuallyHidden } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import clsx from "clsx";
import { useMay } from "../../session/session";
import { attempt } from "../../rooms/useSaving";
import { listSender } from "../listSender";
import { useJudgement } from "../useJudgement";
import {
  decidedBy,
  kindOf,
  saidSince,
  share,
  sureness,
  verdictOf,
  weigh,
  weightOf,
  wordOf,
} from "../wording";
import classes from "./Why.module.css";

/** Why the filter judged a ticket as it did, in plain words. */
export function Why({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const { data: judgement, error, refetch } = useJudgement(ticket.id);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={440}
      title={<strong className={classes.heading}>{t("spam.whyTitle")}</strong>}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      {judgement ? (
        <Reasoning judgement={judgement} ticket={ticket} onClose={onClose} />
      ) : error ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : judgement === null ? (
        <>
          <Empty
            icon={<IconSuspicious size={20} />}
            title={t("spam.notJudged")}
            text={t("spam.notJudgedText")}
          />
          <Senders ticket={ticket} onDone={onClose} />
        </>
      ) : (
        <Skeleton />
      )}
    </Drawer>
  );
}

function Reasoning({
  judgement,
  ticket,
  onClose,
}: {
  judgement: Judgement;
  ticket: Ticket;
  onClose: () => void;
}) {
  const since = saidSince(judgement);
  const byList = judgement.because !== "filter";
  return (
    <div className={classes.page}>
      <div className={classes.verdict}>
        <VerdictIcon judgement={judgement} />
        <div>
          <p className={classes.headline}>{verdictOf(judgement.verdict)}</p>
          <p className={classes.text}>{decidedBy(judgement.because)}</p>
          {since && <p className={classes.text}>{since}</p>}
          <p className={classes.small}>{t("spam.judgedAt", { time: dateAndTime(judgement.at) })}</p>
        </div>
      </div>
      <section>
        <h3 className={classes.title}>{byList ? t("spam.filterAlone") : t("spam.howSure")}</h3>
        <Sureness probability={judgement.probability} />
      </section>
      <Reasons reasons={judgement.reasons} />
      <Senders ticket={ticket} onDone={onClose} />
    </div>
  );
}

function VerdictIcon({ judgement }: { judgement: Judgement }) {
  switch (judgement.verdict) {
    case "inbox":
      return <IconCheck size={22} stroke={1.7} className={classes.good} aria-hidden />;
    case "suspected":
      return <IconSuspicious size={22} stroke={1.7} className={classes.doubtful} aria-hidden />;
    case "quarantine":
      return <IconSpam size={22} stroke={1.7} className={classes.bad} aria-hidden />;
  }
}

/** From certainly good to certainly spam; the mark says where this one stands. */
function Sureness({ probability }: { probability: number }) {
  return (
    <>
      <p className={classes.sure}>
        <strong>{sureness(probability)}</strong>
        <span className={classes.share}>{t("spam.share", { share: share(probability) })}</span>
      </p>
      <div className={classes.scale} aria-hidden>
        <span className={classes.here} style={{ insetInlineStart: `${probability * 100}%` }} />
      </div>
      <div className={classes.ends} aria-hidden>
        <span>{t("spam.endGood")}</span>
        <span>{t("spam.endSpam")}</span>
      </div>
    </>
  );
}

function Reasons({ reasons }: { reasons: Reason[] }) {
  const weighed = weigh(reasons);
  if (reasons.length === 0) return <p className={classes.text}>{t("spam.noReasons")}</p>;
  return (
    <>
      <Chips title={t("spam.speaksFor")} reasons={weighed.for} all={reasons} look={classes.towards} />
      <Chips title={t("spam.speaksAgainst")} reasons={weighed.against} all={reasons} look={classes.away} />
      <p className={classes.small}>{t("spam.reasonsHint")}</p>
    </>
  );
}

function Chips({
  title,
  reasons,
  all,
  look,
}: {
  title: string;
  reasons: Reason[];
  all: Reason[];
  look: string | undefined;
}) {
  if (reasons.length === 0) return null;
  return (
    <section>
      <h3 className={classes.title}>{title}</h3>
      <ul className={classes.chips}>
        {reasons.map(reason => {
          const weight = weightOf(reason, all);
          return (
            <li key={`${reason.kind} ${reason.word}`} className={clsx(classes.chip, look, classes[weight])}>
              <bdi className={classes.word}>{wordOf(reason)}</bdi>
              {kindOf(reason.kind) && <span className={classes.kind}>{kindOf(reason.kind)}</span>}
              <VisuallyHidden>, {t(`spam.weight.${weight}`)}</VisuallyHidden>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** For those who look after the lists: settle it for all that this sender will ever write. */
function Senders({ ticket, onDone }: { ticket: Ticket; onDone: () => void }) {
  const may = useMay();
  const sender = ticket.contact?.email;
  if (!sender || !may("settings.manage")) return null;
  const list = (side: "allow" | "block") =>
    void attempt(async () => {
      await listSender(side, sender);
      onDone();
    });
  return (
    <section className={classes.senders}>
      <h3 className={classes.title}>{t("spam.fromNowOn")}</h3>
      <p className={classes.text}>
        <bdi>{sender}</bdi>
      </p>
      <div className={classes.buttons}>
        <Button variant="default" onClick={() => list("block")}>
          {t("spam.blockSender")}
        </Button>
        <Button variant="default" onClick={() => list("allow")}>
          {t("spam.allowSender")}
        </Button>
      </div>
      <p className={classes.small}>
        {t("spam.allowHint")}{" "}
        <Link to="/settings/$section" params={{ section: "spam" }} search={{ part: "senders" } as object}>
          {t("spam.toLists")}
        </Link>
      </p>
    </section>
  );
}

const Skeleton = () => (
  <div className={classes.page} role="status" aria-label={t("common.loading")}>
    <Bone width="55%" height={14} />
    <Bone width="90%" />
    <Bone width="100%" height={8} />
    <Bone width="75%" />
    <Bone width="60%" />
  </div>
);
