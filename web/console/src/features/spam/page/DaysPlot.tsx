import type { SpamDay } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Bars, Figure } from "@havendesk/shared/ui/plot";
import { barsOf, findingOf, tableOfDays } from "./report";

/** Where the mails of each day went. */
export function DaysPlot({ days }: { days: SpamDay[] }) {
  return (
    <Figure
      finding={findingOf(days)}
      explained={t("spam.daysExplained")}
      table={tableOfDays(days)}
      file="spam-days"
    >
      <Bars
        series={[
          { name: t("spam.held"), look: "first" },
          { name: t("spam.suspected"), look: "second" },
          { name: t("spam.letThrough"), look: "ground" },
        ]}
        bars={barsOf(days)}
      />
    </Figure>
  );
}
