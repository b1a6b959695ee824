import { Combobox, useCombobox } from "@mantine/core";
import { useState, type ReactElement, type ReactNode } from "react";
import { t } from "../i18n";
import { IconCheck, IconPlus } from "./icons";
import classes from "./Picker.module.css";

export interface Choice {
  value: string;
  label: string;
  icon?: ReactNode;
  hint?: string;
}

interface Props {
  label: string;
  choices: Choice[];
  chosen: string[];
  onPick: (value: string) => void;
  /** Receives what opens the list: a button. */
  children: (open: () => void, opened: boolean) => ReactElement;
  searchable?: boolean;
  /** Offers to make a choice of what was typed. */
  onCreate?: (text: string) => void;
  /** Several may be chosen: the list stays open. */
  many?: boolean;
  opened?: boolean;
  onOpenedChange?: (opened: boolean) => void;
}

/** A list to choose from that opens at a button, with a search field where it may be long. */
export function Picker(props: Props) {
  const [search, setSearch] = useState("");
  const combobox = useCombobox({
    opened: props.opened,
    onOpenedChange: props.onOpenedChange,
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      combobox.focusTarget();
      setSearch("");
    },
    onDropdownOpen: () => combobox.selectActiveOption(),
  });
  const { dropdownOpened } = combobox;

  const wanted = search.trim().toLocaleLowerCase();
  const shown = props.choices.filter(choice => choice.label.toLocaleLowerCase().includes(wanted));
  const isNew = wanted !== "" && !props.choices.some(choice => choice.label.toLocaleLowerCase() === wanted);

  const pick = (value: string) => {
    if (value === "\u0000new") props.onCreate?.(search.trim());
    else props.onPick(value);
    setSearch("");
    if (!props.many) combobox.closeDropdown();
  };

  return (
    <Combobox
      keepMounted={false}
      store={combobox}
      onOptionSubmit={pick}
      width={240}
      position="bottom-start"
      withinPortal
    >
      <Combobox.Target targetType="button" withAriaAttributes>
        {props.children(() => combobox.toggleDropdown(), dropdownOpened)}
      </Combobox.Target>
      <Combobox.Dropdown>
        {props.searchable && (
          <Combobox.Search
            autoFocus
            value={search}
            onChange={event => {
              setSearch(event.currentTarget.value);
              combobox.updateSelectedOptionIndex();
            }}
            placeholder={props.label}
            aria-label={props.label}
            className={classes.search}
          />
        )}
        <Combobox.Options mah={280} style={{ overflowY: "auto" }} aria-label={props.label}>
          {shown.map(choice => (
            <Combobox.Option
              value={choice.value}
              key={choice.value}
              active={props.chosen.includes(choice.value)}
              className={classes.option}
            >
              {choice.icon}
              <span className={classes.text} dir="auto">
                {choice.label}
              </span>
              {choice.hint && <span className={classes.hint}>{choice.hint}</span>}
              {props.chosen.includes(choice.value) && <IconCheck size={15} className={classes.mark} />}
            </Combobox.Option>
          ))}
          {props.onCreate && isNew && (
            <Combobox.Option value={"\u0000new"} className={classes.option}>
              <IconPlus size={15} />
              <span className={classes.text}>{t("common.create", { name: search.trim() })}</span>
            </Combobox.Option>
          )}
          {shown.length === 0 && !(props.onCreate && isNew) && (
            <Combobox.Empty>{t("common.nothingFound")}</Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
