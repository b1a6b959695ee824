import { api, type Address, type FileRef, type TicketItem } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { IconButton, Picker, reasonOf, toast } from "@havendesk/shared/ui";
import Editor from "@havendesk/shared/ui/editor";
import { IconBack, IconChevronDown, IconSend } from "@havendesk/shared/ui/icons";
import { Button } from "@mantine/core";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { nonce } from "../../../app/nonce";
import { FileChips } from "../../files/FileChips";
import { useUploads } from "../../files/useUploads";
import { ticketsChanged } from "../../live/live";
import { useSession } from "../../session/session";
import { Recipients } from "../reply/Recipients";
import { Warnings } from "../reply/Warnings";
import { onWire } from "../reply/wire";
import classes from "./ComposePage.module.css";

interface Letter {
  /** However often it is tried, it is sent once. */
  key: string;
  department: string;
  to: Address[];
  cc: Address[];
  bcc: Address[];
  subject: string;
  html: string;
  attachments: FileRef[];
}

const place = "compose";

/** A conversation that we begin. It survives a reload, and a send that fails. */
export function ComposePage() {
  const { view = "all" } = useParams({ strict: false });
  const { to } = useSearch({ strict: false }) as { to?: string };
  const { departments } = useSession();
  const navigate = useNavigate();
  const [letter, setLetter] = useState<Letter>(() => kept(departments[0]?.id ?? "", to));
  const [sending, setSending] = useState(false);
  const change = (part: Partial<Letter>) => setLetter(before => ({ ...before, ...part }));
  const { uploads, start, dismiss, isBusy } = useUploads((file, isPicture) => {
    if (!isPicture) setLetter(before => ({ ...before, attachments: [...before.attachments, file] }));
  });
  useEffect(() => sessionStorage.setItem(place, JSON.stringify(letter)), [letter]);

  const ready =
    letter.to.length > 0 &&
    letter.subject.trim() !== "" &&
    letter.html !== "" &&
    letter.department !== "" &&
    !isBusy;
  const leave = () => void navigate({ to: "/inbox/$view", params: { view } });
  const send = async () => {
    if (!ready || sending) return;
    setSending(true);
    try {
      const ticket = await begin(letter);
      sessionStorage.removeItem(place);
      ticketsChanged([ticket.id]);
      toast(t("compose.sent"));
      void navigate({ to: "/inbox/$view/$ticketId", params: { view, ticketId: ticket.id } });
    } catch (error) {
      setSending(false);
      toast(t("send.failed", { reason: reasonOf(error) }), {
        tone: "bad",
        action: { label: t("error.retry"), run: () => void send() },
      });
    }
  };

  return (
    <form className={classes.page} onSubmit={event => event.preventDefault()} aria-label={t("compose.new")}>
      <header className={classes.head}>
        <IconButton label={t("common.back")} onClick={leave}>
          <IconBack size={18} />
        </IconButton>
        <h1 className={classes.title}>{t("compose.new")}</h1>
        <Picker
          label={t("ticket.department")}
          choices={departments.map(({ id, name }) => ({ value: id, label: name }))}
          chosen={[letter.department]}
          onPick={department => change({ department })}
        >
          {open => (
            <Button
              variant="default"
              onClick={open}
              rightSection={<IconChevronDown size={14} />}
              aria-label={t("ticket.department")}
            >
              {departments.find(({ id }) => id === letter.department)?.name}
            </Button>
          )}
        </Picker>
      </header>
      <div className={classes.body}>
        <Recipients writing={letter} onChange={change} autoFocus={letter.to.length === 0} />
        <input
          className={classes.subject}
          value={letter.subject}
          onChange={event => change({ subject: event.currentTarget.value })}
          placeholder={t("ticket.subject")}
          aria-label={t("ticket.subject")}
          dir="auto"
          maxLength={500}
        />
        <Editor
          html={letter.html}
          onChange={html => change({ html })}
          label={t("reply.label")}
          placeholder={t("compose.placeholder")}
          nonce={nonce}
          onFiles={start}
          onSubmit={() => void send()}
          minHeight={240}
        />
        <FileChips
          files={letter.attachments}
          uploads={uploads}
          onRemove={file => change({ attachments: letter.attachments.filter(other => other.id !== file.id) })}
          onDismiss={dismiss}
        />
        <Warnings writing={letter} />
        <div className={classes.foot}>
          <Button
            size="sm"
            disabled={!ready}
            loading={sending}
            leftSection={<IconSend size={15} />}
            onClick={() => void send()}
          >
            {t("reply.send")}
          </Button>
          <Button
            size="sm"
            variant="subtle"
            color="gray"
            onClick={() => {
              sessionStorage.removeItem(place);
              leave();
            }}
          >
            {t("draft.discard")}
          </Button>
        </div>
      </div>
    </form>
  );
}

const begin = (letter: Letter) => {
  const { key, department, subject, html } = letter;
  return api.post<TicketItem>(
    "/rest/tickets",
    { department, subject, html, ...onWire(letter) },
    { idempotencyKey: key },
  );
};

function kept(department: string, to?: string): Letter {
  const empty = {
    key: crypto.randomUUID(),
    department,
    to: to ? [{ email: to }] : [],
    cc: [],
    bcc: [],
    subject: "",
    html: "",
    attachments: [],
  };
  try {
    const stored = JSON.parse(sessionStorage.getItem(place) ?? "null") as Letter | null;
    return stored && !to ? { ...empty, ...stored } : empty;
  } catch {
    return empty;
  }
}
