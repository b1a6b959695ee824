import { t } from "@havendesk/shared/i18n";
import { runNewest, useShortcuts } from "@havendesk/shared/ui";
import { Outlet, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { stayLive } from "../live/live";
import { FactorReminder } from "../security/FactorReminder";
import { useMay } from "../session/session";
import { ConnectionState } from "./ConnectionState";
import { Rail } from "./Rail";
import classes from "./Shell.module.css";

const Spotlight = lazy(async () => ({ default: (await import("./Spotlight")).Spotlight }));
const KeyMap = lazy(async () => ({ default: (await import("./KeyMap")).KeyMap }));

/** What stands around every room: the rail, the keys that work everywhere, the live connection. */
export function Shell() {
  const navigate = useNavigate();
  const may = useMay();
  const [shown, setShown] = useState<"spotlight" | "keys" | null>(null);
  useEffect(stayLive, []);
  useShortcuts({
    "mod+k": () => setShown("spotlight"),
    "?": () => setShown("keys"),
    z: runNewest,
    "g i": () => void navigate({ to: "/" }),
    "g m": () => void navigate({ to: "/inbox/$view", params: { view: "mine" } }),
    "g u": () => void navigate({ to: "/inbox/$view", params: { view: "unassigned" } }),
    "g a": () => void navigate({ to: "/inbox/$view", params: { view: "all" } }),
    "g c": () => void navigate({ to: "/contacts" }),
    "g o": () =>
      may("settings.manage") && void navigate({ to: "/mail/$section", params: { section: "outbox" } }),
    "g s": () => void navigate({ to: "/settings" }),
  });
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#main">
        {t("shell.skip")}
      </a>
      <Rail onKeys={() => setShown("keys")} />
      <div className={classes.content}>
        <FactorReminder />
        <div className={classes.page}>
          <Suspense fallback={null}>
            <Outlet />
          </Suspense>
        </div>
      </div>
      <ConnectionState />
      <Suspense fallback={null}>
        {shown === "spotlight" && <Spotlight onClose={() => setShown(null)} />}
        {shown === "keys" && <KeyMap onClose={() => setShown(null)} />}
      </Suspense>
    </div>
  );
}
