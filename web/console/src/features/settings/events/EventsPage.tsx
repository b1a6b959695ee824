import type { SystemEvent } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import { keys } from "../../../app/queries";
import { Page } from "../../rooms/Room";
import { Log } from "../log/Log";
import { EventRow } from "./EventRow";
import { kinds } from "./wording";

/** What was refused or went wrong in the last thirty days. */
export function EventsPage() {
  const [kind, setKind] = useState("");
  const choice = (
    <NativeSelect
      aria-label={t("events.show")}
      data={kinds.map(({ beginning, label }) => ({ value: beginning, label: t(label) }))}
      value={kind}
      onChange={event => setKind(event.currentTarget.value)}
    />
  );
  return (
    <Page title={t("events.title")} lead={t("events.lead")} action={choice}>
      <Log<SystemEvent>
        name={keys.eventList(kind)}
        path="/rest/events"
        query={kind ? { kind } : {}}
        empty={{ title: t("events.empty"), text: t("events.emptyText") }}
      >
        {event => <EventRow key={event.id} event={event} />}
      </Log>
    </Page>
  );
}
