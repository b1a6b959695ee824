import type { Address, Message } from "@havendesk/shared/api";
import { exactTime, t } from "@havendesk/shared/i18n";
import { useState } from "react";
import classes from "./Message.module.css";
import { addressText, fullAddress } from "./names";

/** Who it went to, in a few words; all addresses after a click. */
export function People({ message }: { message: Message }) {
  const [whole, setWhole] = useState(false);
  const everybody = [...message.to, ...message.cc];
  if (everybody.length === 0) return null;
  const [first, ...others] = everybody;
  const short =
    others.length === 0
      ? t("message.to", { to: addressText(first!) })
      : t("message.toMany", { to: addressText(first!), count: others.length });
  return (
    <>
      <button
        type="button"
        className={classes.people}
        aria-expanded={whole}
        onClick={() => setWhole(!whole)}
        dir="auto"
      >
        {short}
      </button>
      {whole && (
        <dl className={classes.details}>
          {message.from && <Line word={t("message.fromWord")} people={[message.from]} />}
          <Line word={t("message.toWord")} people={message.to} />
          {message.cc.length > 0 && <Line word={t("message.ccWord")} people={message.cc} />}
          <dt>{t("message.dateWord")}</dt>
          <dd>{exactTime(message.at)}</dd>
        </dl>
      )}
    </>
  );
}

function Line({ word, people }: { word: string; people: Address[] }) {
  return (
    <>
      <dt>{word}</dt>
      <dd dir="auto">{people.map(fullAddress).join(", ")}</dd>
    </>
  );
}
