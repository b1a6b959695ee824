import { t } from "@havendesk/shared/i18n";
import { AddressInput } from "@havendesk/shared/ui";
import { useState } from "react";
import classes from "./ReplyArea.module.css";
import type { Writing } from "./useDraft";

interface Props {
  writing: Pick<Writing, "to" | "cc" | "bcc">;
  onChange: (part: Partial<Writing>) => void;
  autoFocus?: boolean;
}

/** To, and Cc and Bcc once they are wanted. */
export function Recipients({ writing, onChange, autoFocus }: Props) {
  const [wanted, setWanted] = useState({ cc: false, bcc: false });
  const hasCc = wanted.cc || writing.cc.length > 0;
  const hasBcc = wanted.bcc || writing.bcc.length > 0;
  return (
    <div className={classes.people}>
      <div className={classes.peopleRow}>
        <AddressInput
          label={t("reply.to")}
          value={writing.to}
          onChange={to => onChange({ to })}
          autoFocus={autoFocus}
        />
        {!hasCc && (
          <button
            type="button"
            className={classes.addPeople}
            onClick={() => setWanted({ ...wanted, cc: true })}
          >
            {t("reply.cc")}
          </button>
        )}
        {!hasBcc && (
          <button
            type="button"
            className={classes.addPeople}
            onClick={() => setWanted({ ...wanted, bcc: true })}
          >
            {t("reply.bcc")}
          </button>
        )}
      </div>
      {hasCc && (
        <AddressInput
          label={t("reply.cc")}
          value={writing.cc}
          onChange={cc => onChange({ cc })}
          autoFocus={wanted.cc}
        />
      )}
      {hasBcc && (
        <AddressInput
          label={t("reply.bcc")}
          value={writing.bcc}
          onChange={bcc => onChange({ bcc })}
          autoFocus={wanted.bcc}
        />
      )}
    </div>
  );
}
