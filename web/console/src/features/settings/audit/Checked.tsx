import type { AuditVerification } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Copy, Failed } from "@havendesk/shared/ui";
import type { UseQueryResult } from "@tanstack/react-query";
import clsx from "clsx";
import classes from "./Audit.module.css";

/** Whether the log is as it was written, once somebody asked for it. */
export function Checked({ query }: { query: UseQueryResult<AuditVerification> }) {
  const { data, error, isFetching, refetch } = query;
  if (error && !isFetching) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return null;
  return (
    <div className={clsx(classes.checked, !data.right && classes.broken)} role="status">
      <p>
        {data.right
          ? t("audit.right", { count: data.entries })
          : t("audit.broken", { number: String(data.firstBroken ?? "") })}
      </p>
      {data.right && data.end && (
        <div>
          <p>{t("audit.endSays")}</p>
          <p className={classes.end}>
            <code dir="ltr">{data.end}</code>
            <Copy text={data.end} />
          </p>
        </div>
      )}
    </div>
  );
}
