import { api, type Notifications } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Bone, Failed } from "@havendesk/shared/ui";
import { Switch } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { keys, queries } from "../../../app/queries";
import classes from "../../rooms/Room.module.css";
import { attempt } from "../../rooms/useSaving";

/** What the agent is told by mail; a change is stored at once. */
export function NotificationsForm() {
  const { data, error, refetch } = useQuery({
    queryKey: keys.notifications,
    queryFn: ({ signal }) => api.get<Notifications>("/rest/profile/notifications", {}, signal),
  });
  const store = (wanted: Notifications) => {
    queries.setQueryData(keys.notifications, wanted);
    void attempt(() => api.put("/rest/profile/notifications", wanted), {
      stale: keys.notifications,
      said: t("common.saved"),
    });
  };
  return (
    <section className={classes.part}>
      <h2 className={classes.partTitle}>{t("notifications.title")}</h2>
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Bone width={240} />}
      {data && (
        <Switch
          label={t("notifications.assigned")}
          description={t("notifications.assigned.hint")}
          checked={data.assigned}
          onChange={event => store({ ...data, assigned: event.currentTarget.checked })}
        />
      )}
    </section>
  );
}
