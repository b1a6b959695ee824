import type { Ticket } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Bone } from "@havendesk/shared/ui";
import { IconNote, IconReply, IconReplyAll } from "@havendesk/shared/ui/icons";
import { Button } from "@mantine/core";
import { lazy, Suspense, useEffect } from "react";
import { useComposerMode, type Mode } from "./mode";
import { Presence } from "./Presence";
import classes from "./ReplyArea.module.css";
import { useOutgoing } from "./sending";

const loadComposer = () => import("./Composer");
const Composer = lazy(async () => ({ default: (await loadComposer()).Composer }));

/** Below the thread: the ways to answer, or the composer. A draft opens it by itself. */
export function ReplyArea({ ticket }: { ticket: Ticket }) {
  const mode = useComposerMode(state => state.modes[ticket.id]);
  const begin = useComposerMode(state => state.begin);
  const isSending = useOutgoing().some(entry => entry.ticket === ticket.id);
  const { draft } = ticket;
  useEffect(() => {
    if (draft && !mode && !isSending) begin(ticket.id, draft.kind === "note" ? "note" : "reply");
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a draft opens the composer once, when the ticket is opened
  }, [ticket.id]);

  useEffect(() => {
    const timer = setTimeout(() => void loadComposer(), 1200);
    return () => clearTimeout(timer);
  }, []);

  if (ticket.status === "spam" || ticket.status === "deleted" || ticket.status === "closed") {
    return <div className={classes.closed}>{t(`reply.closed.${ticket.status}`)}</div>;
  }
  return (
    <div className={classes.area}>
      <Presence ticket={ticket.id} initial={ticket.present} />
      {mode ? (
        <Suspense fallback={<ComposerSkeleton />}>
          <Composer ticket={ticket} mode={mode} />
        </Suspense>
      ) : (
        <ReplyButtons ticket={ticket} onBegin={begin} />
      )}
    </div>
  );
}

function ReplyButtons({
  ticket,
  onBegin,
}: {
  ticket: Ticket;
  onBegin: (ticket: string, mode: Mode) => void;
}) {
  return (
    <div className={classes.buttons} onPointerEnter={() => void loadComposer()}>
      <Button
        variant="default"
        size="sm"
        leftSection={<IconReply size={16} />}
        onClick={() => onBegin(ticket.id, "reply")}
      >
        {t("reply.reply")}
      </Button>
      {ticket.cc.length > 0 && (
        <Button
          variant="default"
          size="sm"
          leftSection={<IconReplyAll size={16} />}
          onClick={() => onBegin(ticket.id, "replyAll")}
        >
          {t("reply.replyAll")}
        </Button>
      )}
      <Button
        variant="default"
        size="sm"
        className={classes.noteButton}
        leftSection={<IconNote size={15} />}
        onClick={() => onBegin(ticket.id, "note")}
      >
        {t("reply.note")}
      </Button>
    </div>
  );
}

function ComposerSkeleton() {
  return (
    <div className={classes.composer} aria-busy>
      <Bone width="40%" />
      <div style={{ blockSize: 120 }} />
      <Bone width={96} height={30} />
    </div>
  );
}
