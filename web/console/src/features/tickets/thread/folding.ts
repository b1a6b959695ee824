import type { Message } from "@havendesk/shared/api";

export type Part =
  | { kind: "event"; message: Message }
  | { kind: "open"; message: Message }
  | { kind: "folded"; message: Message }
  | { kind: "many"; messages: Message[] };

const alwaysOpen = 3;
const linesBeforeMany = 4;

/**
 * Which messages of a thread are shown whole: the newest three, those opened by hand and those that came since the
 * ticket was opened. Of the others each is a line, and a long row of lines is one button.
 */
export function foldedThread(
  messages: Message[],
  opened: ReadonlySet<string>,
  firstSeen: ReadonlySet<string>,
): Part[] {
  const spoken = messages.filter(message => message.kind !== "event");
  const recent = new Set(spoken.slice(-alwaysOpen).map(message => message.id));
  const isOpen = (message: Message) =>
    recent.has(message.id) ||
    opened.has(message.id) ||
    !firstSeen.has(message.id) ||
    message.delivery?.state === "failed";

  const parts: Part[] = [];
  let lines: Message[] = [];
  const flush = () => {
    const words = lines.filter(message => message.kind !== "event");
    if (words.length > linesBeforeMany) {
      const [first, ...rest] = lines;
      const last = rest.pop()!;
      parts.push(lineOf(first!), { kind: "many", messages: rest }, lineOf(last));
    } else {
      parts.push(...lines.map(lineOf));
    }
    lines = [];
  };
  for (const message of messages) {
    if (message.kind !== "event" && isOpen(message)) {
      flush();
      parts.push({ kind: "open", message });
    } else if (message.kind === "event" && lines.length === 0) {
      parts.push({ kind: "event", message });
    } else {
      lines.push(message);
    }
  }
  flush();
  return parts;
}

const lineOf = (message: Message): Part => ({ kind: message.kind === "event" ? "event" : "folded", message });
