import clsx from "clsx";
import type { CSSProperties } from "react";
import classes from "./Avatar.module.css";

interface Props {
  name: string;
  size?: number;
  online?: boolean;
  title?: string;
}

/** Initials on a quiet colour that stays the same for a name. Says nothing to a screen reader: the name stands beside it. */
export function Avatar({ name, size = 28, online = false, title }: Props) {
  const style = {
    "--hue": hueOf(name),
    inlineSize: size,
    blockSize: size,
    fontSize: Math.max(9, Math.round(size * 0.38)),
  } as CSSProperties;
  return (
    <span className={clsx(classes.avatar, online && classes.online)} style={style} title={title} aria-hidden>
      {initialsOf(name)}
    </span>
  );
}

function initialsOf(name: string): string {
  const words = name
    .replace(/@.*/, "")
    .split(/[\s._-]+/)
    .filter(word => /\p{L}|\p{N}/u.test(word));
  const first = [...(words[0] ?? "?")][0] ?? "?";
  const last = words.length > 1 ? ([...(words[words.length - 1] ?? "")][0] ?? "") : "";
  return (first + last).toLocaleUpperCase();
}

function hueOf(name: string): number {
  let hash = 0;
  for (const character of name) hash = (hash * 31 + character.codePointAt(0)!) % 3600;
  return hash / 10;
}
