import { api } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Confirm, toast } from "@havendesk/shared/ui";
import { NativeSelect, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { keys } from "../../../app/queries";
import { FormProblem } from "../../rooms/FormProblem";
import { useSaving } from "../../rooms/useSaving";
import { useEverybody } from "./useAgentNames";

const spans = { day: 1, week: 7, month: 30 } as const;
type Span = keyof typeof spans | "ever";

const sinceOf = (span: Span, now: number): string | null =>
  span === "ever" ? null : new Date(now - spans[span] * 86_400_000).toISOString();

/** Takes back all that one agent has taught, as after somebody else had their account: says first how much that is. */
export function TakeBack({ onClose }: { onClose: () => void }) {
  const everybody = useEverybody().data?.items ?? [];
  const [picked, setPicked] = useState("");
  const [span, setSpan] = useState<Span>("ever");
  const [now] = useState(Date.now);
  const { busy, problem, save } = useSaving();
  const agent = everybody.find(one => one.id === picked);
  const since = sinceOf(span, now);
  const { data } = useQuery({
    queryKey: [...keys.spamMarks, "undoing", picked, span],
    queryFn: ({ signal }) =>
      api.get<{ undone: number }>("/rest/spam/undoing", { agent: picked, since }, signal),
    enabled: picked !== "",
    staleTime: 0,
  });
  const takeBack = async () => {
    let undone = 0;
    const done = await save(
      async () => {
        const answer = await api.post<{ undone: number }>("/rest/spam/undoing", { agent: picked, since });
        undone = answer.undone;
      },
      { stale: keys.spam },
    );
    if (!done) return;
    toast(t("spam.takenBackAll", { count: undone }));
    onClose();
  };
  return (
    <Confirm
      title={t("spam.takeBackTitle")}
      action={t("spam.takeBack")}
      busy={busy}
      disabled={!data || data.undone === 0}
      onConfirm={() => void takeBack()}
      onClose={onClose}
    >
      <Stack gap="md">
        <span>{t("spam.takeBackText")}</span>
        <NativeSelect
          label={t("spam.whose")}
          data={[
            { value: "", label: t("spam.choose") },
            ...everybody.map(one => ({ value: one.id, label: one.name || one.email })),
          ]}
          value={picked}
          onChange={event => setPicked(event.currentTarget.value)}
        />
        <NativeSelect
          label={t("spam.since")}
          data={(["ever", "month", "week", "day"] as const).map(value => ({
            value,
            label: t(`spam.since.${value}`),
          }))}
          value={span}
          onChange={event => setSpan(event.currentTarget.value as Span)}
        />
        <p role="status" style={{ margin: 0 }}>
          {agent && data
            ? data.undone > 0
              ? t("spam.willTakeBack", { count: data.undone, name: agent.name })
              : t("spam.nothingToTakeBack", { name: agent.name })
            : null}
        </p>
        <FormProblem problem={problem} />
      </Stack>
    </Confirm>
  );
}
