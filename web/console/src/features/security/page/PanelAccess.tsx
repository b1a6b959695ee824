import { api, type PanelNetworks } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Confirm, Copy } from "@havendesk/shared/ui";
import { Button, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { keys, queries } from "../../../app/queries";
import { FormProblem } from "../../rooms/FormProblem";
import classes from "../../rooms/Room.module.css";
import { useSaving } from "../../rooms/useSaving";
import { useSession } from "../../session/session";
import own from "../Security.module.css";
import { entriesOf } from "./entries";
import { Section } from "./Section";

/** From where the console can be opened. */
export function PanelAccess() {
  const query = useQuery({
    queryKey: keys.panelNetworks,
    queryFn: ({ signal }) => api.get<PanelNetworks>("/rest/security/networks", {}, signal),
  });
  return (
    <Section
      title={t("security.networks")}
      says={t("security.networksSays")}
      query={query}
      stands={({ networks }) => {
        const count = entriesOf(networks).length;
        return count === 0
          ? { tone: "plain", words: t("security.openToAll") }
          : { tone: "good", words: t("security.openFrom", { count }) };
      }}
    >
      {panel => <NetworkForm key={panel.networks} panel={panel} />}
    </Section>
  );
}

function NetworkForm({ panel }: { panel: PanelNetworks }) {
  const [text, setText] = useState(panel.networks);
  const [asking, setAsking] = useState(false);
  const { busy, problem, save, errorOf } = useSaving();
  const { account } = useSession();
  const command = `bin/desk account networks --account ${account.subdomain} --clear`;
  const entries = entriesOf(text);
  const changed = entries.join("\n") !== entriesOf(panel.networks).join("\n");
  const store = async () => {
    await save(
      async () =>
        queries.setQueryData(
          keys.panelNetworks,
          await api.put<PanelNetworks>("/rest/security/networks", { networks: entries.join("\n") }),
        ),
      { said: entries.length > 0 ? t("security.limited") : t("security.opened") },
    );
    setAsking(false);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (entries.length > 0) setAsking(true);
    else void store();
  };
  return (
    <form className={own.form} onSubmit={submit}>
      <Textarea
        label={t("security.allowedFrom")}
        description={t("security.allowedFromSays")}
        placeholder={"192.0.2.7\n198.51.100.0/24\n2001:db8::/32"}
        rows={4}
        classNames={{ input: own.networks }}
        spellCheck={false}
        value={text}
        error={errorOf("networks")}
        onChange={event => setText(event.currentTarget.value)}
      />
      <p className={own.text}>
        {t("security.yourAddress")} <code>{panel.yourAddress}</code>{" "}
        {!entries.includes(panel.yourAddress) && (
          <Button
            variant="default"
            size="compact-xs"
            onClick={() => setText([...entries, panel.yourAddress].join("\n"))}
          >
            {t("security.addMine")}
          </Button>
        )}
      </p>
      <FormProblem problem={problem} />
      <div className={classes.foot}>
        <Button type="submit" size="sm" loading={busy} disabled={!changed}>
          {t("common.save")}
        </Button>
      </div>
      <details className={own.wayBack}>
        <summary>{t("security.wayBack")}</summary>
        <p>{t("security.wayBackSays")}</p>
        <p className={own.command}>
          <code dir="ltr">{command}</code>
          <Copy text={command} />
        </p>
      </details>
      {asking && (
        <Confirm
          title={t("security.limitTitle")}
          action={t("security.limit")}
          busy={busy}
          onConfirm={() => void store()}
          onClose={() => setAsking(false)}
        >
          {t("security.limitText", { count: entries.length })}
        </Confirm>
      )}
    </form>
  );
}
