import { Bone } from "@havendesk/shared/ui";
import { t } from "@havendesk/shared/i18n";
import classes from "./TicketSkeleton.module.css";

/** The shape of a ticket while it is on its way. */
export function TicketSkeleton() {
  return (
    <div className={classes.ticket} role="status" aria-label={t("common.loading")}>
      <div className={classes.head}>
        <Bone width="46%" height={16} />
        <Bone width="64%" height={10} />
      </div>
      {[70, 110, 60].map((height, message) => (
        <div key={message} className={classes.message}>
          <Bone width={28} height={28} round />
          <div className={classes.lines}>
            <Bone width={150} />
            <Bone width="100%" height={height} />
          </div>
        </div>
      ))}
    </div>
  );
}
