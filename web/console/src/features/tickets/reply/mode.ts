import { useSyncExternalStore } from "react";

export type Mode = "reply" | "replyAll" | "note";

interface State {
  /** What is being written, by ticket; nothing where the composer is closed. */
  modes: Readonly<Record<string, Mode | undefined>>;
  begin: (ticket: string, mode: Mode) => void;
  end: (ticket: string) => void;
}

const listeners = new Set<() => void>();

function change(ticket: string, mode: Mode | undefined) {
  state = { ...state, modes: { ...state.modes, [ticket]: mode } };
  listeners.forEach(tell => tell());
}

let state: State = {
  modes: {},
  begin: (ticket, mode) => change(ticket, mode),
  end: ticket => change(ticket, undefined),
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Which tickets have an open composer, and for what. */
export const useComposerMode = <T>(choose: (state: State) => T): T =>
  useSyncExternalStore(subscribe, () => choose(state));
