import { t } from "@havendesk/shared/i18n";
import { Empty } from "@havendesk/shared/ui";
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";

export function NotHere() {
  return (
    <Empty title={t("shell.notHereTitle")} text={t("shell.notHereText")}>
      <Button component={Link} to="/" variant="default">
        {t("shell.toInbox")}
      </Button>
    </Empty>
  );
}
