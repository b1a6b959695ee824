import { currentZone, instantOf, t, weekdayAndTime } from "@havendesk/shared/i18n";
import { Button, Menu, Text } from "@mantine/core";
import { useState, type FormEvent, type ReactElement } from "react";
import { postponements } from "./postponements";
import classes from "./PostponeMenu.module.css";

interface Props {
  opened: boolean;
  onOpenedChange: (opened: boolean) => void;
  onPick: (until: string) => void;
  children: ReactElement;
}

/** When a ticket should come back: the usual times, or any. */
export function PostponeMenu({ opened, onOpenedChange, onPick, children }: Props) {
  const [text, setText] = useState("");
  const pick = (until: Date) => {
    onOpenedChange(false);
    onPick(until.toISOString());
  };
  const chosen = parsed(text);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen) pick(chosen);
  };
  return (
    <Menu opened={opened} onChange={onOpenedChange} width={270}>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("postpone.label")}</Menu.Label>
        {postponements(new Date()).map(({ key, until }) => (
          <Menu.Item
            key={key}
            onClick={() => pick(until)}
            rightSection={
              <Text size="xs" c="dimmed">
                {weekdayAndTime(until)}
              </Text>
            }
          >
            {t(`postpone.${key}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <form className={classes.other} onSubmit={submit}>
          <label>
            {t("postpone.other")}
            <input
              type="datetime-local"
              value={text}
              onChange={event => setText(event.currentTarget.value)}
              onKeyDown={event => event.stopPropagation()}
            />
          </label>
          <Button type="submit" size="compact-sm" disabled={!chosen || chosen.getTime() < Date.now()}>
            {t("action.postpone")}
          </Button>
        </form>
      </Menu.Dropdown>
    </Menu>
  );
}

function parsed(text: string): Date | null {
  const [year, month, day, hour, minute] = text.split(/\D/).map(Number);
  if (!year || !month || !day || hour === undefined || minute === undefined) return null;
  return instantOf({ year, month, day, hour, minute }, currentZone());
}
