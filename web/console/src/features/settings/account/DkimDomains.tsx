import { api, type DkimDomain } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Copy } from "@havendesk/shared/ui";
import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { useState, type FormEvent } from "react";
import { keys } from "../../../app/queries";
import { FormProblem } from "../../rooms/FormProblem";
import { Rows } from "../../rooms/Room";
import classes from "../../rooms/Room.module.css";
import { useSaving } from "../../rooms/useSaving";

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
        {one => <Domain key={one.domain} domain={one} />}
      </Rows>
      <form className={classes.foot} onSubmit={event => void add(event)}>
        <TextInput
          placeholder="example.com"
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

function Domain({ domain: { domain, selector, record, verified } }: { domain: DkimDomain }) {
  const name = `${selector}._domainkey.${domain}`;
  return (
    <li className={classes.item}>
      <span className={classes.words}>
        <span className={classes.name}>{domain}</span>
      </span>
      <span className={clsx(classes.state, verified ? classes.good : classes.waiting)}>
        {verified ? t("dkim.verified") : t("dkim.unverified")}
      </span>
      <div style={{ flexBasis: "100%", display: "grid", gap: 8 }}>
        <div className={classes.foot}>
          <span className={classes.detail}>{t("dkim.name")}</span>
          <Copy text={name} />
        </div>
        <p className={classes.mono}>{name}</p>
        <div className={classes.foot}>
          <span className={classes.detail}>{t("dkim.value")}</span>
          <Copy text={record} />
        </div>
        <p className={classes.mono}>{record}</p>
      </div>
    </li>
  );
}
