import {
  api,
  type ActionsResult,
  type Named,
  type Status,
  type TicketActionName,
  type TicketItem,
} from "@havendesk/shared/api";

/** What can be done to tickets from the list or from a ticket's head, all with a way back. */
export type Action =
  | {
      name:
        | "resolve"
        | "reopen"
        | "delete"
        | "restore"
        | "spam"
        | "notSpam"
        | "suspect"
        | "read"
        | "unread"
        | "activate"
        | "answered";
    }
  | { name: "assign"; agent: Named | null }
  | { name: "department"; department: Named }
  | { name: "postpone"; until: string };

const statusAfter: Partial<Record<Action["name"], Status>> = {
  resolve: "resolved",
  reopen: "open",
  delete: "deleted",
  restore: "open",
  spam: "spam",
  postpone: "postponed",
  activate: "open",
  answered: "answered",
};

/** The ticket as it will be: shown at once, before the server has answered. */
export function after<T extends Omit<TicketItem, "messages">>(ticket: T, action: Action): T {
  if (action.name === "notSpam") {
    return { ...ticket, status: ticket.status === "spam" ? "open" : ticket.status, suspected: false };
  }
  const status = statusAfter[action.name];
  if (status) return { ...ticket, status, postponedUntil: action.name === "postpone" ? action.until : null };
  switch (action.name) {
    case "assign":
      return { ...ticket, assignee: action.agent };
    case "department":
      return { ...ticket, department: action.department };
    case "suspect":
      return { ...ticket, suspected: ticket.status !== "spam" };
    default:
      return { ...ticket, unread: action.name === "unread" };
  }
}

/** What brings a ticket back to how it was. */
export function undoing(before: Omit<TicketItem, "messages">, action: Action): Action {
  switch (action.name) {
    case "assign":
      return { name: "assign", agent: before.assignee };
    case "department":
      return { name: "department", department: before.department };
    case "read":
      return { name: "unread" };
    case "unread":
      return { name: "read" };
    case "delete":
      return { name: "restore" };
    case "spam":
      return { name: before.status === "spam" ? "suspect" : "notSpam" };
    case "postpone":
      return { name: "activate" };
    case "notSpam":
      return before.status === "spam" || !before.suspected ? backTo(before) : { name: "suspect" };
    default:
      return backTo(before);
  }
}

function backTo(before: Omit<TicketItem, "messages">): Action {
  switch (before.status) {
    case "resolved":
    case "closed":
      return { name: "resolve" };
    case "deleted":
      return { name: "delete" };
    case "spam":
      return { name: "spam" };
    case "answered":
      return { name: "answered" };
    case "postponed":
      return before.postponedUntil ? { name: "postpone", until: before.postponedUntil } : { name: "reopen" };
    default:
      return { name: "reopen" };
  }
}

const working: Status[] = ["new", "open"];

/** Whether a ticket still belongs into a view; where only the server knows, it stays until the server says. */
export function belongs(ticket: Omit<TicketItem, "messages">, view: string, me: string): boolean {
  switch (view) {
    case "mine":
      return ticket.assignee?.id === me && [...working, "answered"].includes(ticket.status);
    case "unassigned":
      return ticket.assignee === null && [...working, "answered"].includes(ticket.status);
    case "all":
      return [...working, "answered"].includes(ticket.status);
    case "":
      return true;
  }
  if (view.startsWith("department:")) {
    return (
      view === `department:${ticket.department.id}` &&
      !["deleted", "spam", "resolved", "closed"].includes(ticket.status)
    );
  }
  return view === "resolved" ? ["resolved", "closed"].includes(ticket.status) : ticket.status === view;
}

/** Does it to one ticket by its own route, to several by the one made for that. */
export async function perform(ids: string[], action: Action): Promise<ActionsResult> {
  const [first, ...others] = ids;
  if (first !== undefined && others.length === 0) {
    await performOn(first, action);
    return { done: 1, refused: [] };
  }
  return api.post<ActionsResult>("/rest/tickets/actions", {
    ids,
    action: wireName(action),
    value: wireValue(action),
  });
}

function performOn(id: string, action: Action): Promise<unknown> {
  const ticket = `/rest/tickets/${id}`;
  switch (action.name) {
    case "resolve":
      return api.put(`${ticket}/resolution`);
    case "reopen":
      return api.delete(`${ticket}/resolution`);
    case "delete":
      return api.put(`${ticket}/trash`);
    case "restore":
      return api.delete(`${ticket}/trash`);
    case "spam":
      return api.put(`${ticket}/spam`);
    case "notSpam":
      return api.delete(`${ticket}/spam`);
    case "suspect":
      return api.put(`${ticket}/suspicion`);
    case "read":
      return api.put(`${ticket}/read`);
    case "unread":
      return api.delete(`${ticket}/read`);
    case "activate":
      return api.delete(`${ticket}/postponement`);
    case "answered":
      return api.post(`${ticket}/answered`);
    case "assign":
      return api.put(`${ticket}/assignment`, { agent: action.agent?.id ?? null });
    case "department":
      return api.put(`${ticket}/department`, { department: action.department.id });
    case "postpone":
      return api.put(`${ticket}/postponement`, { until: action.until });
  }
}

const wireName = (action: Action): TicketActionName =>
  action.name === "activate" || action.name === "answered" ? "reopen" : action.name;

function wireValue(action: Action): string | null {
  switch (action.name) {
    case "assign":
      return action.agent?.id ?? null;
    case "department":
      return action.department.id;
    case "postpone":
      return action.until;
    default:
      return null;
  }
}
