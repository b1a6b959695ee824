import { api, type SpamDay, type SpamReport } from "@havendesk/shared/api";
import { currentZone, formatNumber, t } from "@havendesk/shared/i18n";
import { Bone, Empty, Failed } from "@havendesk/shared/ui";
import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { keys } from "../../../app/queries";
import classes from "../../rooms/Room.module.css";
import own from "./Spam.module.css";
import { CurvePlot } from "./CurvePlot";
import { DaysPlot } from "./DaysPlot";
import { Decisions } from "./Decisions";
import { beforeOf, sumOf } from "./report";

const spans = [7, 35] as const;

/** What the filter did in the last days, whether it gets better, and how it is to decide. */
export function Overview() {
  const [days, setDays] = useState<(typeof spans)[number]>(7);
  const { data, error, refetch } = useQuery({
    queryKey: keys.spamReport(days),
    queryFn: ({ signal }) => api.get<SpamReport>("/rest/spam/report", { days, zone: currentZone() }, signal),
    staleTime: 0,
    placeholderData: before => before,
  });
  return (
    <>
      <section className={own.part} aria-labelledby="spam-numbers">
        <div className={classes.head}>
          <h2 className={classes.partTitle} id="spam-numbers">
            {t("spam.numbers")}
          </h2>
          <SegmentedControl
            size="xs"
            aria-label={t("spam.span")}
            value={String(days)}
            data={spans.map(span => ({ value: String(span), label: t("spam.days", { count: span }) }))}
            onChange={value => setDays(value === "7" ? 7 : 35)}
          />
        </div>
        {data ? (
          <Days days={data.days} />
        ) : error ? (
          <Failed error={error} retry={() => void refetch()} />
        ) : (
          <Skeleton />
        )}
      </section>
      {data && (
        <section className={classes.part} aria-label={t("spam.learning")}>
          <CurvePlot curve={data.curve} />
        </section>
      )}
      <Decisions />
    </>
  );
}

function Days({ days }: { days: SpamDay[] }) {
  const sum = sumOf(days);
  const before = beforeOf(sum);
  if (sum.judged === 0) {
    return (
      <>
        <Empty title={t("spam.quiet")} text={t("spam.quietText")} />
        <Before sentences={before} />
      </>
    );
  }
  return (
    <>
      <dl className={own.numbers}>
        <Figure value={sum.judged} name={t("spam.judged")} says={t("spam.judgedSays")} />
        <Figure value={sum.quarantined} name={t("spam.held")} says={t("spam.heldSays")} />
        <Figure
          value={sum.suspected}
          name={t("spam.suspected")}
          says={
            sum.warnedWrongly > 0
              ? t("spam.suspectedWrongly", { count: sum.warnedWrongly })
              : t("spam.suspectedSays")
          }
        />
        <Figure value={sum.missed} name={t("spam.missed")} says={t("spam.missedSays")} />
        <Figure value={sum.heldWrongly} name={t("spam.heldWrongly")} says={t("spam.heldWronglySays")} />
      </dl>
      <Before sentences={before} />
      <DaysPlot days={days} />
    </>
  );
}

function Before({ sentences }: { sentences: string[] }) {
  if (sentences.length === 0) return null;
  return (
    <ul className={own.before}>
      {sentences.map(sentence => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

function Figure({ value, name, says }: { value: number; name: string; says: string }) {
  return (
    <div className={own.number}>
      <dt>{name}</dt>
      <dd className={own.value}>{formatNumber(value)}</dd>
      <dd className={own.says}>{says}</dd>
    </div>
  );
}

const Skeleton = () => (
  <div className={own.part} role="status" aria-label={t("common.loading")}>
    <div className={own.numbers}>
      {[1, 2, 3, 4, 5].map(number => (
        <div key={number} className={own.number}>
          <Bone width={70} />
          <Bone width={44} height={26} />
          <Bone width="80%" />
        </div>
      ))}
    </div>
    <Bone width="100%" height={190} />
  </div>
);
