import type { Present } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Avatar } from "@havendesk/shared/ui";
import clsx from "clsx";
import { usePresent } from "../../live/live";
import { useSession } from "../../session/session";
import classes from "./ReplyArea.module.css";

/** Who else is here, above all who is answering. */
export function Presence({ ticket, initial }: { ticket: string; initial?: Present[] }) {
  const me = useSession().agent.id;
  const live = usePresent(ticket);
  const others = (live ?? initial ?? []).filter(agent => agent.id !== me);
  const replying = others.filter(agent => agent.state === "replying");
  if (others.length === 0) return null;
  const names = new Intl.ListFormat(document.documentElement.lang).format(
    (replying.length > 0 ? replying : others).map(agent => agent.name),
  );
  return (
    <div className={clsx(classes.presence, replying.length > 0 && classes.replying)} role="status">
      {others.slice(0, 3).map(agent => (
        <Avatar key={agent.id} name={agent.name} size={18} />
      ))}
      <span>
        {replying.length > 0
          ? t("presence.replying", { names, count: replying.length })
          : t("presence.viewing", { names, count: others.length })}
      </span>
    </div>
  );
}
