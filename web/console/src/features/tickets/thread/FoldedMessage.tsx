import type { Message } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Avatar, Time, wordsOf } from "@havendesk/shared/ui";
import { IconNote, IconPaperclip } from "@havendesk/shared/ui/icons";
import clsx from "clsx";
import { useMemo } from "react";
import classes from "./Message.module.css";
import { nameOf } from "./names";

/** An older message as one line; a click shows it whole. */
export function FoldedMessage({ message, onOpen }: { message: Message; onOpen: () => void }) {
  const words = useMemo(() => (message.text || wordsOf(message.html ?? "")).slice(0, 200), [message]);
  const name = nameOf(message);
  return (
    <li>
      <button
        type="button"
        className={clsx(classes.folded, message.kind === "note" && classes.foldedNote)}
        onClick={onOpen}
      >
        <Avatar name={name} size={20} />
        <span className={classes.foldedName} dir="auto">
          {name}
        </span>
        {message.kind === "note" && (
          <span className={classes.noteWord}>
            <IconNote size={12} /> {t("message.note")}
          </span>
        )}
        <span className={classes.foldedWords} dir="auto">
          {words}
        </span>
        {message.attachments.length > 0 && <IconPaperclip size={13} />}
        <Time at={message.at} className={classes.time} />
      </button>
    </li>
  );
}
