import type { Density, Language, Theme } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Avatar, Keys, reasonOf, toast } from "@havendesk/shared/ui";
import { IconKeyboard, IconSignOut, IconUser } from "@havendesk/shared/ui/icons";
import { Menu, SegmentedControl } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { changeProfile, signOut, useSession, type ProfileChange } from "../session/session";
import classes from "./AccountMenu.module.css";
import shell from "./Shell.module.css";

const change = (part: ProfileChange) =>
  void changeProfile(part).catch((error: unknown) => toast(reasonOf(error), { tone: "bad" }));

/** Who is here, and how they like it. */
export function AccountMenu({ onKeys }: { onKeys: () => void }) {
  const { agent } = useSession();
  const navigate = useNavigate();
  return (
    <Menu position="right-end" width={268} closeOnItemClick>
      <Menu.Target>
        <button type="button" className={shell.me} aria-label={t("account.menu", { name: agent.name })}>
          <Avatar name={agent.name} size={30} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <strong dir="auto">{agent.name}</strong>
          <span>{agent.email}</span>
        </div>
        <Menu.Item
          leftSection={<IconUser size={16} />}
          onClick={() => void navigate({ to: "/settings/$section", params: { section: "profile" } })}
        >
          {t("account.profile")}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} />} rightSection={<Keys keys="?" />} onClick={onKeys}>
          {t("account.keys")}
        </Menu.Item>
        <Menu.Divider />
        <Choice
          label={t("account.theme")}
          value={agent.theme}
          choices={(["light", "dark", "system"] as const).map(value => ({
            value,
            label: t(`theme.${value}`),
          }))}
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
          choices={[
            { value: "en", label: "English" },
            { value: "fr", label: "Français" },
            { value: "bg", label: "Български" },
          ]}
          onChange={value => change({ language: value as Language })}
        />
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconSignOut size={16} />}
          onClick={() => void signOut().catch((error: unknown) => toast(reasonOf(error), { tone: "bad" }))}
        >
          {t("account.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
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
