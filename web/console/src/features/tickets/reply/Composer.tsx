import type { Ticket } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import Editor from "@havendesk/shared/ui/editor";
import clsx from "clsx";
import { useEffect, useRef, useState, type DragEvent, type KeyboardEvent } from "react";
import { nonce } from "../../../app/nonce";
import { FileChips } from "../../files/FileChips";
import { useUploads } from "../../files/useUploads";
import { attend } from "../../live/live";
import { useSession } from "../../session/session";
import { useInbox } from "../inbox";
import { ComposerFoot } from "./ComposerFoot";
import { ComposerHead } from "./ComposerHead";
import { Meanwhile, useMeanwhile } from "./Meanwhile";
import { useComposerMode, type Mode } from "./mode";
import { Recipients } from "./Recipients";
import classes from "./ReplyArea.module.css";
import { dispatch, type Outgoing } from "./sending";
import { isWritten, recipients, useDraft } from "./useDraft";
import { Warnings } from "./Warnings";

interface Props {
  ticket: Ticket;
  mode: Mode;
}

/** Writes a reply or a note. Nothing written here is lost: it is a draft until the server has stored it as sent. */
export function Composer({ ticket, mode }: Props) {
  const inbox = useInbox();
  const begin = useComposerMode(state => state.begin);
  const end = useComposerMode(state => state.end);
  const { writing, change, saving, save, discard } = useDraft(ticket, mode);
  const { uploads, start, dismiss, isBusy } = useUploads((file, isPicture) => {
    if (!isPicture) change({ attachments: [...writing.attachments, file] });
  });
  const [asked, setAsked] = useState(false);
  const meanwhile = useMeanwhile(ticket, useSession().agent.id);
  const isNote = mode === "note";
  const ready = isWritten(writing) && !isBusy && (isNote || writing.to.length > 0);

  useEffect(() => {
    attend("replying", ticket.id);
    return () => attend("viewing", ticket.id);
  }, [ticket.id]);
  useModeChange(mode, () => change(isNote ? {} : { cc: recipients(ticket, mode).cc }));

  const send = (then?: "resolved", anyway = false) => {
    if (!ready) return;
    if (meanwhile && !isNote && !anyway) return setAsked(true);
    const kept = save();
    end(ticket.id);
    const takenBack = (taken: Outgoing) => {
      begin(taken.ticket, taken.mode);
      if (then) inbox.open(taken.ticket);
    };
    dispatch({ ticket: ticket.id, mode, writing, then }, takenBack, kept);
    if (then) inbox.moveOn(ticket.id);
  };

  const drop = useDropping(files => start(files));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.defaultPrevented) send();
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.stopPropagation();
    if (isWritten(writing)) (document.activeElement as HTMLElement | null)?.blur();
    else end(ticket.id);
  };

  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys and files dropped anywhere in it
    <form
      className={clsx(classes.composer, isNote && classes.noteMode, drop.isOver && classes.dropping)}
      aria-label={isNote ? t("reply.note") : t("reply.reply")}
      onSubmit={event => event.preventDefault()}
      onKeyDown={onKeyDown}
      {...drop.handlers}
    >
      <ComposerHead ticket={ticket} mode={mode} onClose={() => end(ticket.id)} />
      {isNote ? (
        <p className={classes.noteHint}>{t("reply.noteHint")}</p>
      ) : (
        <Recipients writing={writing} onChange={change} />
      )}
      <Editor
        key={isNote ? "note" : "reply"}
        html={writing.html}
        onChange={html => change({ html })}
        label={isNote ? t("reply.note") : t("reply.label")}
        placeholder={isNote ? t("reply.notePlaceholder") : t("reply.placeholder")}
        nonce={nonce}
        autoFocus
        onFiles={start}
        onSubmit={send}
      />
      <FileChips
        files={writing.attachments}
        uploads={uploads}
        onRemove={file => change({ attachments: writing.attachments.filter(other => other.id !== file.id) })}
        onDismiss={dismiss}
      />
      {!isNote && <Warnings writing={writing} />}
      {asked && meanwhile && (
        <Meanwhile message={meanwhile} onSend={() => send(undefined, true)} onClose={() => setAsked(false)} />
      )}
      <ComposerFoot
        isNote={isNote}
        ready={ready}
        saving={saving}
        onSend={send}
        onDiscard={() => {
          discard();
          end(ticket.id);
        }}
      />
    </form>
  );
}

/** The text stays when another kind of answer is chosen; those who get a copy change with it. */
function useModeChange(mode: Mode, onChange: () => void) {
  const shown = useRef(mode);
  useEffect(() => {
    if (shown.current === mode) return;
    shown.current = mode;
    onChange();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the choice alone counts
  }, [mode]);
}

/** Files may be dropped anywhere on the composer. */
function useDropping(onFiles: (files: File[]) => void) {
  const [isOver, setOver] = useState(false);
  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes("Files");
  return {
    isOver,
    handlers: {
      onDragOver: (event: DragEvent) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: () => setOver(false),
      onDrop: (event: DragEvent) => {
        setOver(false);
        if (!hasFiles(event) || event.defaultPrevented) return;
        event.preventDefault();
        onFiles([...event.dataTransfer.files]);
      },
    },
  };
}
