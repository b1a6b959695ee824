import type { Agent } from "@havendesk/shared/api";
import { dateOnly, t } from "@havendesk/shared/i18n";
import { Avatar } from "@havendesk/shared/ui";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { keys } from "../../../app/queries";
import classes from "../../rooms/Room.module.css";
import { bringBack, removedAgents } from "./removal";

/** Those who were removed and can still be brought back; nothing when there are none. */
export function RemovedAgents() {
  const { data } = useQuery({
    queryKey: [...keys.agents, "removed"],
    queryFn: ({ signal }) => removedAgents(signal),
  });
  if (!data || data.length === 0) return null;
  return (
    <section className={classes.part} aria-labelledby="removed-agents">
      <div>
        <h2 className={classes.partTitle} id="removed-agents">
          {t("agents.removedOnes")}
        </h2>
        <p className={classes.lead}>{t("agents.removedSays")}</p>
      </div>
      <ul className={classes.list}>
        {data.map(agent => (
          <li key={agent.id} className={classes.item}>
            <Avatar name={agent.name || agent.email} size={34} />
            <span className={classes.words}>
              <span className={classes.name} dir="auto">
                {agent.name}
              </span>
              <span className={classes.detail}>{agent.email}</span>
              <span className={classes.detail}>{whenOf(agent)}</span>
            </span>
            <Button
              variant="default"
              aria-label={t("agents.bringBackWho", { name: agent.name })}
              onClick={() => void bringBack(agent)}
            >
              {t("agents.bringBack")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

const whenOf = ({ removedAt, erasedAt }: Agent) =>
  [
    removedAt && t("agents.removedOn", { date: dateOnly(removedAt) }),
    erasedAt && t("agents.erasedOn", { date: dateOnly(erasedAt) }),
  ]
    .filter(Boolean)
    .join(" · ");
