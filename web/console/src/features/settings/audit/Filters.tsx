import { t } from "@havendesk/shared/i18n";
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { usePeople } from "../../security/page/usePeople";
import { kinds, type Filter } from "./filter";
import classes from "./Audit.module.css";

/** By whom, what, and when: each narrows what the log shows and what is exported. */
export function Filters({ filter, set }: { filter: Filter; set: (change: Filter) => void }) {
  const { data } = usePeople();
  const people = (data ?? []).map(({ id, name, email }) => ({ value: id, label: name || email }));
  const isNarrowed = Object.values(filter).some(Boolean);
  return (
    <div className={classes.filters} role="search" aria-label={t("audit.narrow")}>
      <NativeSelect
        label={t("audit.who")}
        data={[{ value: "", label: t("audit.everybody") }, ...people]}
        value={filter.who ?? ""}
        onChange={event => set({ who: event.currentTarget.value })}
      />
      <NativeSelect
        label={t("audit.what")}
        data={kinds.map(({ beginning, label }) => ({ value: beginning, label: t(label) }))}
        value={filter.did ?? ""}
        onChange={event => set({ did: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t("audit.from")}
        max={filter.until}
        value={filter.from ?? ""}
        onChange={event => set({ from: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t("audit.until")}
        min={filter.from}
        value={filter.until ?? ""}
        onChange={event => set({ until: event.currentTarget.value })}
      />
      {isNarrowed && (
        <Button variant="subtle" size="sm" onClick={() => set({ who: "", did: "", from: "", until: "" })}>
          {t("audit.showAll")}
        </Button>
      )}
    </div>
  );
}
