import type { TicketItem } from "@havendesk/shared/api";
import { createContext, useContext } from "react";
import type { Action } from "./actions/actions";

export type Menu = "assign" | "postpone" | null;

/** What the list and the open ticket share: where the agent is, what is selected, what they may do next. */
export interface Inbox {
  view: string;
  q: string;
  items: TicketItem[];
  /** The row that keys act on: the open ticket, or the last one the keys moved to. */
  cursor: string | null;
  openId: string | null;
  selected: ReadonlySet<string>;
  menu: Menu;
  moveTo: (id: string) => void;
  open: (id: string) => void;
  close: () => void;
  select: (id: string, range?: boolean) => void;
  clearSelection: () => void;
  setMenu: (menu: Menu) => void;
  /** Does it to the selection, or else to the ticket the keys act on. */
  act: (action: Action, ids?: string[]) => void;
  /** Goes on to the next ticket as if this one were resolved, which the server does together with the reply. */
  moveOn: (id: string) => void;
}

export const InboxContext = createContext<Inbox | null>(null);

export function useInbox(): Inbox {
  const inbox = useContext(InboxContext);
  if (!inbox) throw new Error("outside the inbox");
  return inbox;
}
