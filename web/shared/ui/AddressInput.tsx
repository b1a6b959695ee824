import clsx from "clsx";
import { useId, useState, type ClipboardEvent, type KeyboardEvent } from "react";
import type { Address } from "../api";
import { t } from "../i18n";
import classes from "./AddressInput.module.css";
import { IconX } from "./icons";

interface Props {
  label: string;
  value: Address[];
  onChange: (value: Address[]) => void;
  autoFocus?: boolean;
}

export const isAddress = (email: string) => /^[^\s@<>",;]+@[^\s@<>",;]+\.[^\s@<>",;]+$/.test(email);

/** Reads "Ada <ada@acme.test>, bob@acme.test; eve@acme.test". */
export function addressesIn(text: string): Address[] {
  return text
    .split(/[,;\n]+/)
    .map(part => part.trim())
    .filter(Boolean)
    .map(part => {
      const named = /^"?([^"<]*?)"?\s*<([^>]+)>$/.exec(part);
      return named ? { name: named[1] || null, email: named[2]!.trim() } : { email: part };
    });
}

/** A line of mail addresses. Each becomes a token at Enter, comma, space or when the field is left. */
export function AddressInput({ label, value, onChange, autoFocus }: Props) {
  const id = useId();
  const [text, setText] = useState("");

  const add = (input: string) => {
    const known = new Set(value.map(address => address.email.toLowerCase()));
    const fresh = addressesIn(input).filter(address => !known.has(address.email.toLowerCase()));
    if (fresh.length > 0) onChange([...value, ...fresh]);
    setText("");
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const ends = event.key === "Enter" || event.key === "," || event.key === ";";
    if (text && !event.ctrlKey && !event.metaKey && (ends || (event.key === " " && isAddress(text)))) {
      event.preventDefault();
      add(text);
    } else if (event.key === "Backspace" && !text) {
      onChange(value.slice(0, -1));
    }
  };

  const onPaste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData("text");
    if (!/[,;\n<]/.test(pasted)) return;
    event.preventDefault();
    add(text + pasted);
  };

  return (
    <div className={classes.row}>
      <label className={classes.label} htmlFor={id}>
        {label}
      </label>
      <div className={classes.field}>
        {value.map(address => (
          <span
            key={address.email}
            className={clsx(classes.token, !isAddress(address.email) && classes.wrong)}
            title={isAddress(address.email) ? address.email : t("address.wrong", { address: address.email })}
          >
            <span dir="auto">{address.name || address.email}</span>
            <button
              type="button"
              className={classes.remove}
              aria-label={t("address.remove", { address: address.email })}
              onClick={() => onChange(value.filter(other => other !== address))}
            >
              <IconX size={12} />
            </button>
          </span>
        ))}
        <input
          id={id}
          className={classes.input}
          inputMode="email"
          autoComplete="off"
          value={text}
          autoFocus={autoFocus}
          onChange={event => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onBlur={() => text && add(text)}
        />
      </div>
    </div>
  );
}
