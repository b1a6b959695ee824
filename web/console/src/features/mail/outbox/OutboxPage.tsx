import { api, type OutboxMail } from "@havendesk/shared/api";
import { dateAndTime, t } from "@havendesk/shared/i18n";
import { Confirm, IconButton, Time } from "@havendesk/shared/ui";
import { IconMore } from "@havendesk/shared/ui/icons";
import { Button, Menu, SegmentedControl } from "@mantine/core";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import clsx from "clsx";
import { useState } from "react";
import { keys } from "../../../app/queries";
import { ShowMore, usePages } from "../../rooms/Pages";
import { Page, Rows } from "../../rooms/Room";
import classes from "../../rooms/Room.module.css";
import { attempt } from "../../rooms/useSaving";
import { MailPreview } from "./MailPreview";

const states = ["", "waiting", "failed", "sent"] as const;

/** Every mail that goes out: what waits, what failed and why, what went. */
export function OutboxPage() {
  const { state = "" } = useSearch({ strict: false }) as { state?: string };
  const navigate = useNavigate();
  const [shown, setShown] = useState<OutboxMail | null>(null);
  const [leaving, setLeaving] = useState<OutboxMail | null>(null);
  const pages = usePages<OutboxMail>(keys.outboxList(state), "/rest/outbox", { state });
  const filter = (
    <SegmentedControl
      size="xs"
      value={state}
      data={states.map(value => ({ value, label: value ? t(`outbox.${value}`) : t("outbox.all") }))}
      onChange={value => void navigate({ to: ".", search: { state: value || undefined } })}
      aria-label={t("outbox.filter")}
    />
  );
  return (
    <Page title={t("mail.outbox")} lead={t("outbox.lead")} action={filter}>
      <Rows
        query={pages}
        items={pages.items}
        empty={{ title: t("outbox.empty"), text: t("outbox.emptyText") }}
      >
        {mail => (
          <MailRow
            key={mail.id}
            mail={mail}
            onShow={() => setShown(mail)}
            onDelete={() => setLeaving(mail)}
          />
        )}
      </Rows>
      <ShowMore pages={pages} />
      {shown && <MailPreview mail={shown} onClose={() => setShown(null)} />}
      {leaving && (
        <Confirm
          title={t("outbox.deleteTitle")}
          action={t("common.delete")}
          onConfirm={() => {
            void attempt(() => api.delete(`/rest/outbox/${leaving.id}`), { stale: keys.outbox });
            setLeaving(null);
          }}
          onClose={() => setLeaving(null)}
        >
          {t("outbox.deleteText", { count: leaving.to.length, subject: leaving.subject })}
        </Confirm>
      )}
    </Page>
  );
}

function MailRow({ mail, onShow, onDelete }: { mail: OutboxMail; onShow: () => void; onDelete: () => void }) {
  const again = () =>
    void attempt(() => api.post(`/rest/outbox/${mail.id}/retry`), {
      stale: keys.outbox,
      said: t("outbox.again"),
    });
  const isUntried = mail.state === "waiting" && mail.attempts === 0;
  const look = mail.state === "failed" ? classes.bad : mail.state === "sent" ? classes.good : classes.waiting;
  return (
    <li className={classes.item}>
      <span className={classes.words}>
        <span className={classes.name} dir="auto">
          {mail.subject || t("ticket.noSubject")}
        </span>
        <span className={classes.detail} dir="auto">
          {mail.to.map(({ name, email }) => name || email).join(", ")}
          {mail.ticket && (
            <>
              {" · "}
              <Link to="/inbox/$view/$ticketId" params={{ view: "all", ticketId: mail.ticket.id }}>
                {mail.ticket.code}
              </Link>
            </>
          )}
        </span>
        {mail.lastError && mail.state !== "sent" && (
          <span className={clsx(classes.detail, !isUntried && classes.wrong)} dir="auto">
            {mail.lastError}
          </span>
        )}
        {mail.state === "waiting" && mail.nextAttemptAt && mail.attempts > 0 && (
          <span className={classes.detail}>
            {t("outbox.next", { count: mail.attempts, time: dateAndTime(mail.nextAttemptAt) })}
          </span>
        )}
      </span>
      <span className={clsx(classes.state, look)}>{t(`outbox.state.${mail.state}`)}</span>
      <span className={classes.detail}>
        <Time at={mail.createdAt} />
      </span>
      <span className={classes.actions}>
        {(mail.state === "waiting" || mail.state === "failed") && (
          <Button variant="default" onClick={again}>
            {isUntried ? t("outbox.now") : t("delivery.again")}
          </Button>
        )}
        <Menu position="bottom-end" width={190}>
          <Menu.Target>
            <IconButton label={t("common.more")}>
              <IconMore size={16} />
            </IconButton>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={onShow}>{t("outbox.preview")}</Menu.Item>
            <Menu.Item color="red" disabled={mail.state === "sending"} onClick={onDelete}>
              {t("common.delete")}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </span>
    </li>
  );
}
