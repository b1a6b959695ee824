import type { SpamPoint } from "@havendesk/shared/api";
import { percent, t } from "@havendesk/shared/i18n";
import { Empty } from "@havendesk/shared/ui";
import { Figure, Line } from "@havendesk/shared/ui/plot";
import classes from "../../rooms/Room.module.css";
import { pointsOf, settled, tableOfCurve, trendOf } from "./report";

/** Whether the filter gets better with what it is taught. */
export function CurvePlot({ curve: all }: { curve: SpamPoint[] }) {
  const curve = settled(all);
  return (
    <>
      <h2 className={classes.partTitle}>{t("spam.learning")}</h2>
      {curve.length === 0 ? (
        <Empty title={t("spam.notTaught")} text={t("spam.notTaughtText")} />
      ) : (
        <Figure
          finding={trendOf(curve)}
          explained={t("spam.curveExplained")}
          table={tableOfCurve(curve)}
          file="spam-learning"
        >
          <Line points={pointsOf(curve)} format={share => percent(share)} along={t("spam.marksSoFar")} />
        </Figure>
      )}
    </>
  );
}
