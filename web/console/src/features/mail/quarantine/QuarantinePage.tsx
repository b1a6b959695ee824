import { api, type QuarantinedMail } from "@havendesk/shared/api";
import { fileSize, t } from "@havendesk/shared/i18n";
import { Confirm, IconButton, Time } from "@havendesk/shared/ui";
import { IconMore } from "@havendesk/shared/ui/icons";
import { Button, Menu, SegmentedControl } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import clsx from "clsx";
import { useState } from "react";
import { keys } from "../../../app/queries";
import { ShowMore, usePages } from "../../rooms/Pages";
import { Page, Rows } from "../../rooms/Room";
import classes from "../../rooms/Room.module.css";
import { attempt } from "../../rooms/useSaving";

const states = ["", "dropped"] as const;

/** Mail that became no message, and why: what could not be understood, and what was left out on purpose. */
export function QuarantinePage() {
  const { state = "" } = useSearch({ strict: false }) as { state?: string };
  const navigate = useNavigate();
  const pages = usePages<QuarantinedMail>(keys.quarantineList(state), "/rest/quarantine", { state });
  const [leaving, setLeaving] = useState<QuarantinedMail | null>(null);
  const filter = (
    <SegmentedControl
      size="xs"
      value={state}
      data={states.map(value => ({ value, label: t(`quarantine.state.${value || "held"}`) }))}
      onChange={value => void navigate({ to: ".", search: { state: value || undefined } })}
      aria-label={t("outbox.filter")}
    />
  );
  return (
    <Page title={t("mail.quarantine")} lead={t("quarantine.lead")} action={filter}>
      <Rows
        query={pages}
        items={pages.items}
        empty={
          state
            ? { title: t("quarantine.emptyDropped"), text: t("quarantine.emptyDroppedText") }
            : { title: t("quarantine.empty"), text: t("quarantine.emptyText") }
        }
      >
        {mail => <MailRow key={mail.id} mail={mail} onDelete={() => setLeaving(mail)} />}
      </Rows>
      <ShowMore pages={pages} />
      {leaving && (
        <Confirm
          title={t("quarantine.deleteTitle")}
          action={t("common.delete")}
          onConfirm={() => {
            void attempt(() => api.delete(`/rest/quarantine/${leaving.id}`), { stale: keys.quarantine });
            setLeaving(null);
          }}
          onClose={() => setLeaving(null)}
        >
          {t("quarantine.deleteText", { size: fileSize(leaving.size) })}
        </Confirm>
      )}
    </Page>
  );
}

function MailRow({ mail, onDelete }: { mail: QuarantinedMail; onDelete: () => void }) {
  return (
    <li className={classes.item}>
      <span className={classes.words}>
        <span className={classes.name} dir="auto">
          {mail.subject || t("ticket.noSubject")}
        </span>
        <span className={classes.detail} dir="auto">
          {t("quarantine.people", { from: mail.from || "?", to: mail.to.join(", ") || "?" })} ·{" "}
          {fileSize(mail.size)}
        </span>
        <span className={clsx(classes.detail, classes.wrong)}>{mail.reason}</span>
      </span>
      <span className={classes.detail}>
        <Time at={mail.receivedAt} />
      </span>
      <span className={classes.actions}>
        <Button
          variant="default"
          onClick={() =>
            void attempt(() => api.post(`/rest/quarantine/${mail.id}/retry`), {
              stale: keys.quarantine,
              said: t("quarantine.again"),
            })
          }
        >
          {t("error.retry")}
        </Button>
        <Menu position="bottom-end" width={190}>
          <Menu.Target>
            <IconButton label={t("common.more")}>
              <IconMore size={16} />
            </IconButton>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              component="a"
              href={`/rest/quarantine/${mail.id}/source`}
              target="_blank"
              rel="noopener"
            >
              {t("message.source")}
            </Menu.Item>
            <Menu.Item color="red" onClick={onDelete}>
              {t("common.delete")}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </span>
    </li>
  );
}
