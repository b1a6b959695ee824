import { api, type SpamSettings } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Bone, Failed, reasonOf, toast } from "@havendesk/shared/ui";
import { Radio, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { keys, queries } from "../../../app/queries";
import classes from "../../rooms/Room.module.css";
import { oneIn } from "../wording";
import own from "./Spam.module.css";
import { stepOf, steps } from "./steps";

/** Stores at once what is chosen, with a way back. */
async function change(next: SpamSettings, before: SpamSettings) {
  queries.setQueryData(keys.spamSettings, next);
  try {
    queries.setQueryData(keys.spamSettings, await api.put<SpamSettings>("/rest/spam/settings", next));
    toast(t("common.saved"), {
      action: { label: t("common.undo"), run: () => void change(before, next) },
    });
  } catch (error) {
    queries.setQueryData(keys.spamSettings, before);
    toast(t("done.failed", { reason: reasonOf(error) }), { tone: "bad" });
  }
}

/** How the filter is to decide from the next mail on. */
export function Decisions() {
  const { data, error, refetch } = useQuery({
    queryKey: keys.spamSettings,
    queryFn: ({ signal }) => api.get<SpamSettings>("/rest/spam/settings", {}, signal),
  });
  return (
    <section className={classes.part} aria-labelledby="spam-decisions">
      <h2 className={classes.partTitle} id="spam-decisions">
        {t("spam.decisions")}
      </h2>
      {data ? (
        <div className={own.choices}>
          <Holding settings={data} />
          <Care settings={data} />
        </div>
      ) : error ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : (
        <div className={own.part} role="status" aria-label={t("common.loading")}>
          <Bone width={260} />
          <Bone width={320} />
          <Bone width={280} />
        </div>
      )}
    </section>
  );
}

const look = { label: own.choice, description: own.choiceSays };

function Holding({ settings }: { settings: SpamSettings }) {
  return (
    <Radio.Group
      label={t("spam.holding")}
      value={settings.holding ? "hold" : "warn"}
      onChange={value => void change({ ...settings, holding: value === "hold" }, settings)}
    >
      <Stack gap="xs" mt="xs">
        <Radio
          size="xs"
          classNames={look}
          value="hold"
          label={t("spam.hold")}
          description={t("spam.holdSays")}
        />
        <Radio
          size="xs"
          classNames={look}
          value="warn"
          label={t("spam.warn")}
          description={t("spam.warnSays")}
        />
      </Stack>
    </Radio.Group>
  );
}

/** Named steps; a share that a program has set is shown as one more. */
function Care({ settings }: { settings: SpamSettings }) {
  const chosen = stepOf(settings.hamLoss);
  return (
    <Radio.Group
      label={t("spam.care")}
      description={t("spam.careSays")}
      value={chosen ?? "other"}
      onChange={value => {
        const step = steps.find(({ name }) => name === value);
        if (step) void change({ ...settings, hamLoss: step.loss }, settings);
      }}
    >
      <Stack gap="xs" mt="xs">
        {steps.map(({ name, loss }) => (
          <Radio
            size="xs"
            classNames={look}
            key={name}
            value={name}
            label={t(`spam.step.${name}`)}
            description={t(`spam.stepSays.${name}`, { many: oneIn(loss) })}
          />
        ))}
        {!chosen && (
          <Radio
            size="xs"
            classNames={look}
            value="other"
            label={t("spam.otherStep")}
            description={t("spam.otherStepSays", { many: oneIn(settings.hamLoss) })}
          />
        )}
      </Stack>
    </Radio.Group>
  );
}
