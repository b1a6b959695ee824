import { api, type Mailbox, type Page as PageOf } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Confirm, Time } from "@havendesk/shared/ui";
import { IconPlus } from "@havendesk/shared/ui/icons";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { useState } from "react";
import { keys } from "../../../app/queries";
import { Page, Rows } from "../../rooms/Room";
import classes from "../../rooms/Room.module.css";
import { useArrival } from "../../rooms/useArrival";
import { attempt } from "../../rooms/useSaving";
import { ServerState } from "../ServerState";
import { MailboxForm } from "./MailboxForm";

/** The mailboxes elsewhere whose mail is fetched. */
export function MailboxesPage() {
  const query = useQuery({
    queryKey: keys.mailboxes,
    queryFn: () => api.get<PageOf<Mailbox>>("/rest/mailboxes"),
  });
  const [open, setOpen] = useState<Mailbox | "new" | null>(null);
  const { arrive, rowOf } = useArrival();
  const [leaving, setLeaving] = useState<Mailbox | null>(null);
  const add = (
    <Button size="sm" leftSection={<IconPlus size={16} />} onClick={() => setOpen("new")}>
      {t("mailboxes.add")}
    </Button>
  );
  return (
    <Page
      title={t("mail.mailboxes")}
      lead={t("mailboxes.lead")}
      action={query.data?.items.length ? add : undefined}
    >
      <Rows
        query={query}
        items={query.data?.items}
        empty={{ title: t("mailboxes.empty"), text: t("mailboxes.emptyText"), action: add }}
      >
        {mailbox => (
          <li
            key={mailbox.id}
            className={classes.item}
            {...rowOf(mailbox.id, mailbox.address || mailbox.username)}
          >
            <span className={classes.words}>
              <span className={classes.name}>{mailbox.address || mailbox.username}</span>
              <span className={classes.detail}>
                {mailbox.kind.toUpperCase()} · {mailbox.host}:{mailbox.port}
              </span>
              {mailbox.lastError && (
                <span className={clsx(classes.detail, classes.wrong)}>{mailbox.lastError}</span>
              )}
            </span>
            <ServerState state={mailbox.state} />
            {mailbox.lastFetchAt && (
              <span className={classes.detail}>
                <Time at={mailbox.lastFetchAt} />
              </span>
            )}
            <span className={classes.actions}>
              <Button variant="default" onClick={() => setOpen(mailbox)}>
                {t("common.edit")}
              </Button>
              <Button variant="subtle" color="red" onClick={() => setLeaving(mailbox)}>
                {t("common.delete")}
              </Button>
            </span>
          </li>
        )}
      </Rows>
      {open && (
        <MailboxForm mailbox={open === "new" ? null : open} onMade={arrive} onClose={() => setOpen(null)} />
      )}
      {leaving && (
        <Confirm
          title={t("mailboxes.deleteTitle", { address: leaving.address || leaving.username })}
          action={t("common.delete")}
          onConfirm={() => {
            void attempt(() => api.delete(`/rest/mailboxes/${leaving.id}`), { stale: keys.mailboxes });
            setLeaving(null);
          }}
          onClose={() => setLeaving(null)}
        >
          {t("mailboxes.deleteText")}
        </Confirm>
      )}
    </Page>
  );
}
