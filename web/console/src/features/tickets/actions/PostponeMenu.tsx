import { currentZone, instantOf, t, weekdayAndTime } from "@havendesk/shared/i18n";
import { Button, Popover } from "@mantine/core";
import { useState, type FormEvent, type ReactElement } from "react";
import { postponements } from "./postponements";
import classes from "./PostponeMenu.module.css";

interface Props {
  opened: boolean;
  onOpenedChange: (opened: boolean) => void;
  onPick: (until: string) => void;
  /** Receives what opens the choice: a button. */
  children: (toggle: () => void) => ReactElement;
}

/** When a ticket should come back: the usual times, or any. */
export function PostponeMenu({ opened, onOpenedChange, onPick, children }: Props) {
  const pick = (until: Date) => {
    onOpenedChange(false);
    onPick(until.toISOString());
  };
  return (
    <Popover opened={opened} onChange={onOpenedChange} width={270} trapFocus returnFocus withinPortal>
      <Popover.Target>{children(() => onOpenedChange(!opened))}</Popover.Target>
      <Popover.Dropdown p={6} aria-label={t("postpone.label")}>
        <p className={classes.label}>{t("postpone.label")}</p>
        {postponements(new Date()).map(({ key, until }) => (
          <button key={key} type="button" className={classes.choice} onClick={() => pick(until)}>
            {t(`postpone.${key}`)}
            <span>{weekdayAndTime(until)}</span>
          </button>
        ))}
        <AnyTime onPick={pick} />
      </Popover.Dropdown>
    </Popover>
  );
}

function AnyTime({ onPick }: { onPick: (until: Date) => void }) {
  const [text, setText] = useState("");
  const chosen = parsed(text);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen) onPick(chosen);
  };
  return (
    <form className={classes.other} onSubmit={submit}>
      <label>
        {t("postpone.other")}
        <input type="datetime-local" value={text} onChange={event => setText(event.currentTarget.value)} />
      </label>
      <Button type="submit" size="compact-sm" disabled={!chosen || chosen.getTime() < Date.now()}>
        {t("action.postpone")}
      </Button>
    </form>
  );
}

function parsed(text: string): Date | null {
  const [year, month, day, hour, minute] = text.split(/\D/).map(Number);
  if (!year || !month || !day || hour === undefined || minute === undefined) return null;
  return instantOf({ year, month, day, hour, minute }, currentZone());
}
