import { api, type DkimDomain } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { keys } from "../../../app/queries";
import { FormProblem } from "../../rooms/FormProblem";
import { Rows } from "../../rooms/Room";
import classes from "../../rooms/Room.module.css";
import { useSaving } from "../../rooms/useSaving";
import { DkimRow } from "./DkimRow";

/** The domains whose mail we sign, each with the record to publish. */
export function DkimDomains() {
  const query = useQuery({
    queryKey: keys.dkim,
    queryFn: () => api.get<{ domains: DkimDomain[] }>("/rest/account/dkim"),
  });
  const [domain, setDomain] = useState("");
  const { busy, problem, save, errorOf } = useSaving();
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (await save(() => api.post("/rest/account/dkim", { domain: domain.trim() }), { stale: keys.dkim }))
      setDomain("");
  };
  return (
    <section className={classes.part}>
      <div>
        <h2 className={classes.partTitle}>{t("dkim.title")}</h2>
        <p className={classes.lead}>{t("dkim.lead")}</p>
      </div>
      <Rows
        query={query}
        items={query.data?.domains}
        empty={{ title: t("dkim.empty"), text: t("dkim.emptyText") }}
      >
        {one => <DkimRow key={one.domain} domain={one} />}
      </Rows>
      <form className={classes.foot} onSubmit={event => void add(event)}>
        <TextInput
          placeholder="example.com"
          inputMode="url"
          autoCapitalize="none"
          maxLength={253}
          aria-label={t("dkim.domain")}
          value={domain}
          error={errorOf("domain")}
          onChange={event => setDomain(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={busy} disabled={!domain.trim()}>
          {t("dkim.add")}
        </Button>
      </form>
      <FormProblem problem={problem} />
    </section>
  );
}
