import { api, type DkimDomain } from "@havendesk/shared/api";
import { t } from "@havendesk/shared/i18n";
import { Confirm, Copy, reasonOf } from "@havendesk/shared/ui";
import { Button } from "@mantine/core";
import clsx from "clsx";
import { useState } from "react";
import { keys, queries } from "../../../app/queries";
import classes from "../../rooms/Room.module.css";
import { attempt, useSaving } from "../../rooms/useSaving";

interface Props {
  domain: DkimDomain;
}

/** A signed domain: the record to publish, and whether the name servers show it. */
export function DkimRow({ domain: { domain, record, verified, detail } }: Props) {
  const [leaving, setLeaving] = useState(false);
  return (
    <li className={classes.item}>
      <span className={classes.words}>
        <span className={classes.name}>{domain}</span>
      </span>
      <span className={clsx(classes.state, verified ? classes.good : classes.waiting)}>
        {verified ? t("dkim.verified") : t("dkim.unverified")}
      </span>
      <span className={classes.actions}>
        <Check domain={domain} />
        <Button variant="subtle" color="red" onClick={() => setLeaving(true)}>
          {t("common.delete")}
        </Button>
      </span>
      <div className={classes.below}>
        {detail && (
          <p className={clsx(classes.detail, !verified && classes.wrong)} role="status">
            {detail}
          </p>
        )}
        <Piece label={t("dkim.name", { type: record.type })} text={record.name} />
        <Piece label={t("dkim.value")} text={record.value} />
      </div>
      {leaving && (
        <Confirm
          title={t("dkim.deleteTitle", { domain })}
          action={t("common.delete")}
          onConfirm={() => {
            void attempt(() => api.delete(pathOf(domain)), { stale: keys.dkim });
            setLeaving(false);
          }}
          onClose={() => setLeaving(false)}
        >
          {t("dkim.deleteText")}
        </Confirm>
      )}
    </li>
  );
}

const pathOf = (domain: string) => `/rest/account/dkim/${encodeURIComponent(domain)}`;

/** Asks the name servers now, and keeps what they say beside the domain. */
function Check({ domain }: { domain: string }) {
  const { busy, problem, save } = useSaving();
  const check = () =>
    void save(async () => {
      const checked = await api.post<DkimDomain>(`${pathOf(domain)}/check`);
      queries.setQueryData<{ domains: DkimDomain[] }>(
        keys.dkim,
        shown => shown && { domains: shown.domains.map(one => (one.domain === domain ? checked : one)) },
      );
    });
  return (
    <>
      {problem && <span className={clsx(classes.detail, classes.wrong)}>{reasonOf(problem)}</span>}
      <Button variant="default" loading={busy} onClick={check}>
        {t("dkim.check")}
      </Button>
    </>
  );
}

function Piece({ label, text }: { label: string; text: string }) {
  return (
    <div>
      <div className={classes.foot}>
        <span className={classes.detail}>{label}</span>
        <Copy text={text} />
      </div>
      <p className={classes.mono} dir="ltr">
        {text}
      </p>
    </div>
  );
}
