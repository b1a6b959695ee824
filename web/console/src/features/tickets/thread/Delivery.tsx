import { api, type Delivery as DeliveryState, type Message, type Ticket } from "@havendesk/shared/api";
import { exactTime, t } from "@havendesk/shared/i18n";
import { reasonOf, toast } from "@havendesk/shared/ui";
import { IconAlert, IconCheck, IconClock } from "@havendesk/shared/ui/icons";
import { Button } from "@mantine/core";
import clsx from "clsx";
import { useState } from "react";
import { ticketsChanged } from "../../live/live";
import classes from "./Message.module.css";

/** Whether the mail has reached its reader's server, and if not why; then it can be sent again. */
export function Delivery({
  message,
  delivery,
  ticket,
}: {
  message: Message;
  delivery: DeliveryState;
  ticket: Ticket;
}) {
  const [again, setAgain] = useState(false);
  const { state } = delivery;
  if (state === "sent") {
    return (
      <div className={classes.delivery} title={delivery.at ? exactTime(delivery.at) : undefined}>
        <IconCheck size={13} /> {t("delivery.sent")}
      </div>
    );
  }
  if (state === "waiting" || again) {
    return (
      <div className={classes.delivery}>
        <IconClock size={13} /> {t("delivery.waiting")}
      </div>
    );
  }
  const send = async () => {
    setAgain(true);
    try {
      await api.post(`/rest/messages/${message.id}/delivery`);
      ticketsChanged([ticket.id]);
    } catch (error) {
      setAgain(false);
      toast(t("done.failed", { reason: reasonOf(error) }), { tone: "bad" });
    }
  };
  return (
    <div className={clsx(classes.delivery, classes.trouble)} role="alert">
      <IconAlert size={16} />
      <span>
        <strong>{t(`delivery.${state}`)}</strong> {delivery.detail}
      </span>
      <Button size="compact-xs" variant="default" onClick={() => void send()}>
        {t("delivery.again")}
      </Button>
    </div>
  );
}
