import type { Sender, SenderCheck } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { IconShield, IconShieldCheck, IconShieldQuestion, IconShieldX } from "@havendesk/shared/ui/icons";
import { Popover } from "@mantine/core";
import clsx from "clsx";
import { useState } from "react";
import classes from "./SenderBadge.module.css";

const icons = {
  authenticated: IconShieldCheck,
  unauthenticated: IconShieldQuestion,
  failed: IconShieldX,
  unknown: IconShield,
};

/** Whether the mail comes from where it says, in a word; why, and what was looked at, after a click. */
export function SenderBadge({ sender }: { sender: Sender }) {
  const [opened, setOpened] = useState(false);
  const Icon = icons[sender.state];
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      width={360}
      position="bottom-start"
      trapFocus
      returnFocus
      withinPortal
    >
      <Popover.Target>
        <button
          type="button"
          className={clsx(classes.badge, classes[sender.state])}
          title={sender.explanation}
          onClick={() => setOpened(!opened)}
        >
          <Icon size={13} aria-hidden /> {t(`sender.${sender.state}`)}
        </button>
      </Popover.Target>
      <Popover.Dropdown tabIndex={-1}>
        <p className={classes.why}>{sender.explanation}</p>
        <dl className={classes.checks}>
          <Check name={t("sender.spf")} check={sender.spf} />
          <Check name={t("sender.dkim")} check={sender.dkim} />
          <Check name={t("sender.dmarc")} check={sender.dmarc} />
          <Check name={t("sender.arc")} check={sender.arc} />
        </dl>
      </Popover.Dropdown>
    </Popover>
  );
}

function Check({ name, check }: { name: string; check: SenderCheck }) {
  return (
    <>
      <dt>
        {name} <span className={classes.result}>{check.result}</span>
      </dt>
      <dd dir="auto">{check.explanation}</dd>
    </>
  );
}
