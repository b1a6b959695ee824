import { t } from "@havendesk/shared/i18n";
import { IconOffline } from "@havendesk/shared/ui/icons";
import { useEffect, useState } from "react";
import { useConnection } from "../live/live";
import classes from "./Shell.module.css";

/** Says calmly that what is shown may be old. A break of a second is not worth a word. */
export function ConnectionState() {
  const connection = useConnection();
  const broken = connection === "offline" || connection === "reconnecting";
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!broken) return setShown(false);
    const timer = setTimeout(() => setShown(true), 1500);
    return () => clearTimeout(timer);
  }, [broken]);

  if (!shown) return null;
  return (
    <div className={classes.connection} role="status">
      {connection === "offline" ? <IconOffline size={14} /> : <span className={classes.pulse} />}
      {connection === "offline" ? t("live.offline") : t("live.reconnecting")}
    </div>
  );
}
