import { Fragment, type ReactNode } from "react";

/** A text whose names in braces are filled with more than text, such as links. */
export function Sentence({ text, parts }: { text: string; parts: Record<string, ReactNode> }) {
  return text
    .split(/(\{\w+\})/)
    .map((piece, position) => (
      <Fragment key={position}>{piece.startsWith("{") ? parts[piece.slice(1, -1)] : piece}</Fragment>
    ));
}
