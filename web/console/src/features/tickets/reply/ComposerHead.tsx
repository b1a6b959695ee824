import type { Ticket } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { IconButton } from "@havendesk/shared/ui";
import { IconChevronDown, IconNote, IconReply, IconReplyAll } from "@havendesk/shared/ui/icons";
import { useComposerMode, type Mode } from "./mode";
import classes from "./ReplyArea.module.css";

/** What is being written: a reply, a reply to all, or a note. */
export function ComposerHead({ ticket, mode, onClose }: { ticket: Ticket; mode: Mode; onClose: () => void }) {
  const begin = useComposerMode(state => state.begin);
  const modes: { mode: Mode; label: string; Icon: typeof IconReply }[] = [
    { mode: "reply", label: t("reply.reply"), Icon: IconReply },
    ...(ticket.cc.length > 0
      ? [{ mode: "replyAll" as const, label: t("reply.replyAll"), Icon: IconReplyAll }]
      : []),
    { mode: "note", label: t("reply.note"), Icon: IconNote },
  ];
  return (
    <div className={classes.head} role="group" aria-label={t("reply.kind")}>
      {modes.map(({ mode: other, label, Icon }) => (
        <button
          key={other}
          type="button"
          className={classes.mode}
          aria-pressed={mode === other}
          onClick={() => begin(ticket.id, other)}
        >
          <Icon size={15} />
          {label}
        </button>
      ))}
      <span className={classes.spacer} />
      <IconButton label={t("reply.fold")} size={26} onClick={onClose}>
        <IconChevronDown size={16} />
      </IconButton>
    </div>
  );
}
