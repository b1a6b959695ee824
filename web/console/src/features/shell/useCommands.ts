import { t } from "@havendesk/shared/i18n";
import { useNavigate } from "@tanstack/react-router";
import { changeProfile, signOut, useMay } from "../session/session";
import { nameOfView, useViews } from "../tickets/useViews";

export interface Command {
  key: string;
  label: string;
  hint?: string;
  run: () => void;
}

/** Everywhere one can go and what can be done from anywhere. */
export function useCommands(): Command[] {
  const navigate = useNavigate();
  const may = useMay();
  const views = useViews().data?.items ?? [];
  const inbox = views.map(view => ({
    key: `view-${view.key}`,
    label: nameOfView(view.key, views),
    hint: t("shell.inbox"),
    run: () => void navigate({ to: "/inbox/$view", params: { view: view.key } }),
  }));
  const section = (room: "mail" | "settings", name: string, label: string): Command => ({
    key: `${room}-${name}`,
    label,
    hint: room === "mail" ? t("shell.mail") : t("shell.settings"),
    run: () => void navigate({ to: `/${room}/$section`, params: { section: name } }),
  });
  return [
    {
      key: "new",
      label: t("compose.new"),
      hint: "c",
      run: () => void navigate({ to: "/inbox/$view/new", params: { view: "all" } }),
    },
    ...inbox,
    { key: "contacts", label: t("shell.contacts"), run: () => void navigate({ to: "/contacts" }) },
    section("settings", "profile", t("settings.profile")),
    section("settings", "signin", t("security.mine")),
    ...(may("agents.manage")
      ? [
          section("settings", "agents", t("settings.agents")),
          section("settings", "roles", t("security.roles")),
        ]
      : []),
    ...(may("settings.manage")
      ? [
          section("settings", "departments", t("settings.departments")),
          section("settings", "account", t("settings.account")),
          section("settings", "spam", t("spam.title")),
          section("mail", "outbox", t("mail.outbox")),
          section("mail", "mailboxes", t("mail.mailboxes")),
          section("mail", "servers", t("mail.servers")),
          section("mail", "quarantine", t("mail.quarantine")),
        ]
      : []),
    ...(may("security.manage") ? [section("settings", "security", t("security.title"))] : []),
    ...(may("api.use")
      ? [
          section("settings", "apikeys", t("settings.apikeys")),
          { key: "api", label: t("apiDocs.heading"), run: () => void navigate({ to: "/api" }) },
        ]
      : []),
    ...(may("audit.read")
      ? [section("settings", "audit", t("settings.audit")), section("settings", "events", t("events.title"))]
      : []),
    { key: "light", label: t("spotlight.light"), run: () => void changeProfile({ theme: "light" }) },
    { key: "dark", label: t("spotlight.dark"), run: () => void changeProfile({ theme: "dark" }) },
    { key: "out", label: t("account.signOut"), run: () => void signOut() },
  ];
}
