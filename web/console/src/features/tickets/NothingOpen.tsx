import { t } from "@havendesk/shared/i18n";
import { Empty, Keys } from "@havendesk/shared/ui";
import { IconMail } from "@havendesk/shared/ui/icons";

/** The place of the ticket while none is open. */
export function NothingOpen() {
  return (
    <div style={{ display: "grid", blockSize: "100%", alignContent: "center" }}>
      <Empty icon={<IconMail size={20} />} title={t("ticket.noneTitle")} text={t("ticket.noneText")}>
        <Keys keys="j" />
        <Keys keys="k" />
        <Keys keys="Enter" />
      </Empty>
    </div>
  );
}
