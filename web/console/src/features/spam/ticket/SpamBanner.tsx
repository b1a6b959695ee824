import type { Because, Ticket } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Keys } from "@havendesk/shared/ui";
import { IconCheck, IconSpam, IconSuspicious } from "@havendesk/shared/ui/icons";
import { Button, Tooltip } from "@mantine/core";
import { useInbox } from "../../tickets/inbox";
import { useJudgement } from "../useJudgement";
import classes from "./SpamBanner.module.css";

/** Above a ticket that may be spam, or lies among it: what is thought of it, and the two ways to settle it. */
export function SpamBanner({ ticket, onWhy }: { ticket: Ticket; onWhy: () => void }) {
  const among = ticket.status === "spam";
  if (!among && (!ticket.suspected || ticket.status === "deleted")) return null;
  return among ? <Held ticket={ticket} onWhy={onWhy} /> : <Suspected ticket={ticket} onWhy={onWhy} />;
}

function Suspected({ ticket, onWhy }: { ticket: Ticket; onWhy: () => void }) {
  return (
    <section className={classes.banner} aria-label={t("spam.label")}>
      <IconSuspicious size={18} stroke={1.8} className={classes.icon} aria-hidden />
      <p className={classes.words}>
        {t("spam.maybeLong")} <Why onClick={onWhy} />
      </p>
      <span className={classes.buttons}>
        <NotSpam ticket={ticket.id} />
        <ItIsSpam ticket={ticket.id} hint={t("action.spam")} keys="!" />
      </span>
    </section>
  );
}

function heldBy(because: Because): string {
  if (because === "blocked") return t("spam.heldBlocked");
  return because === "trap" ? t("spam.heldTrapped") : t("spam.heldByFilter");
}

function Held({ ticket, onWhy }: { ticket: Ticket; onWhy: () => void }) {
  const { data: judgement, isPending } = useJudgement(ticket.id);
  const held = judgement?.verdict === "quarantine" && judgement.spam !== true;
  const text = held ? heldBy(judgement.because) : t("spam.marked");
  return (
    <section className={classes.banner} aria-label={t("spam.label")}>
      <IconSpam size={18} stroke={1.8} className={classes.icon} aria-hidden />
      <p className={classes.words}>
        {isPending ? t("spam.marked") : text} {judgement && <Why onClick={onWhy} />}
      </p>
      <span className={classes.buttons}>
        <NotSpam ticket={ticket.id} />
        {held && <ItIsSpam ticket={ticket.id} hint={t("spam.confirmHint")} />}
      </span>
    </section>
  );
}

const Why = ({ onClick }: { onClick: () => void }) => (
  <button type="button" className={classes.why} aria-haspopup="dialog" onClick={onClick}>
    {t("spam.why")}
  </button>
);

function NotSpam({ ticket }: { ticket: string }) {
  const { act } = useInbox();
  return (
    <Tooltip label={<Keys text={t("spam.notSpamHint")} keys="h" />}>
      <Button
        variant="default"
        leftSection={<IconCheck size={15} />}
        onClick={() => act({ name: "notSpam" }, [ticket])}
      >
        {t("spam.itIsNot")}
      </Button>
    </Tooltip>
  );
}

function ItIsSpam({ ticket, hint, keys }: { ticket: string; hint: string; keys?: string }) {
  const { act } = useInbox();
  return (
    <Tooltip label={keys ? <Keys text={hint} keys={keys} /> : hint}>
      <Button
        variant="default"
        leftSection={<IconSpam size={15} />}
        onClick={() => act({ name: "spam" }, [ticket])}
      >
        {t("spam.itIs")}
      </Button>
    </Tooltip>
  );
}
