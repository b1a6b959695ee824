import type { Density, Language, Profile, Theme } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Avatar, Keys, reasonOf, toast } from "@havendesk/shared/ui";
import { IconKeyboard, IconSignOut, IconUser } from "@havendesk/shared/ui/icons";
import { Popover, SegmentedControl } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { changeProfile, signOut, useSession, type ProfileChange } from "../session/session";
import { languages } from "../session/languages";
import classes from "./AccountMenu.module.css";
import shell from "./Shell.module.css";

const change = (part: ProfileChange) =>
  void changeProfile(part).catch((error: unknown) => toast(reasonOf(error), { tone: "bad" }));

/** Who is here, and how they like it. */
export function AccountMenu({ onKeys }: { onKeys: () => void }) {
  const { agent } = useSession();
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="right-end" width={268} trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={shell.me}
          aria-label={t("account.menu", { name: agent.name })}
          onClick={() => setOpened(!opened)}
        >
          <Avatar name={agent.name} size={30} />
        </button>
      </Popover.Target>
      <Popover.Dropdown p={6} aria-label={t("account.menu", { name: agent.name })}>
        <div className={classes.who}>
          <strong dir="auto">{agent.name}</strong>
          <span>{agent.email}</span>
        </div>
        <Ways onKeys={onKeys} onGone={() => setOpened(false)} />
        <Habits agent={agent} />
        <button
          type="button"
          className={classes.way}
          onClick={() => void signOut().catch((error: unknown) => toast(reasonOf(error), { tone: "bad" }))}
        >
          <IconSignOut size={16} />
          {t("account.signOut")}
        </button>
      </Popover.Dropdown>
    </Popover>
  );
}

function Ways({ onKeys, onGone }: { onKeys: () => void; onGone: () => void }) {
  return (
    <>
      <Link to="/settings/$section" params={{ section: "profile" }} className={classes.way} onClick={onGone}>
        <IconUser size={16} />
        {t("account.profile")}
      </Link>
      <button
        type="button"
        className={classes.way}
        onClick={() => {
          onGone();
          onKeys();
        }}
      >
        <IconKeyboard size={16} />
        <span>{t("account.keys")}</span>
        <Keys keys="?" />
      </button>
    </>
  );
}

function Habits({ agent }: { agent: Profile }) {
  return (
    <div className={classes.habits}>
      <Choice
        label={t("account.theme")}
        value={agent.theme}
        choices={(["light", "dark", "system"] as const).map(value => ({ value, label: t(`theme.${value}`) }))}
        onChange={value => change({ theme: value as Theme })}
      />
      <Choice
        label={t("account.density")}
        value={agent.density}
        choices={(["comfortable", "compact"] as const).map(value => ({
          value,
          label: t(`density.${value}`),
        }))}
        onChange={value => change({ density: value as Density })}
      />
      <Choice
        label={t("account.language")}
        value={agent.language}
        choices={languages}
        onChange={value => change({ language: value as Language })}
      />
    </div>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  choices: { value: string; label: string }[];
  onChange: (value: string) => void;
}

function Choice({ label, value, choices, onChange }: ChoiceProps) {
  return (
    <div className={classes.choice}>
      <span>{label}</span>
      <SegmentedControl
        size="xs"
        fullWidth
        value={value}
        data={choices}
        onChange={onChange}
        aria-label={label}
      />
    </div>
  );
}
