import { t } from "@havendesk/shared/i18n";
import { Parts } from "../../rooms/Parts";
import { Page } from "../../rooms/Room";
import { Marks } from "./Marks";
import { Doors } from "./Doors";
import { Overview } from "./Overview";
import { Senders } from "./Senders";

/** What the filter did, how it decides, whom it lets in, and what it was taught. */
export function SpamPage() {
  return (
    <Page title={t("spam.title")} lead={t("spam.lead")}>
      <Parts
        label={t("spam.title")}
        section="spam"
        parts={[
          { key: "overview", label: t("spam.overview"), Content: Overview },
          { key: "senders", label: t("spam.senders"), Content: Senders },
          { key: "doors", label: t("spam.doors"), Content: Doors },
          { key: "marks", label: t("spam.marks"), Content: Marks },
        ]}
      />
    </Page>
  );
}
