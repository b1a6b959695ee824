import { api, type LiveEvent, type Present } from "@havendesk/shared/api";
import { useSyncExternalStore } from "react";
import { keys, queries } from "../../app/queries";

export type Connection = "connecting" | "connected" | "reconnecting" | "offline";

interface State {
  connection: Connection;
  present: Record<string, Present[]>;
}

let state: State = { connection: "connecting", present: {} };
let socket: WebSocket | null = null;
let failures = 0;
let retry: ReturnType<typeof setTimeout> | undefined;
let attention: { type: "viewing" | "replying"; ticket: string } | null = null;

const listeners = new Set<() => void>();
const ticketListeners = new Set<(ids: string[]) => void>();
const waiting = new Set<string>();

function change(part: Partial<State>) {
  state = { ...state, ...part };
  listeners.forEach(tell => tell());
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useConnection = () => useSyncExternalStore(subscribe, () => state.connection);
/** Who is at a ticket as far as the connection has told; undefined until it has. */
export const usePresent = (ticket: string) => useSyncExternalStore(subscribe, () => state.present[ticket]);

/** Hears of tickets that are new or have changed, by us or by others. An empty list means: anything may have. */
export function onTickets(listener: (ids: string[]) => void) {
  ticketListeners.add(listener);
  return () => {
    ticketListeners.delete(listener);
  };
}

/** Marks tickets as changed. What is on the screen is fetched again; the rest when it is next looked at. */
export function ticketsChanged(ids: string[]) {
  ids.forEach(id => waiting.add(id));
  tellTickets();
}

const tellTickets = gathered(() => {
  const changed = [...waiting];
  waiting.clear();
  void queries.invalidateQueries({ queryKey: keys.views });
  void queries.invalidateQueries({ queryKey: keys.lists, refetchType: "none" });
  changed.forEach(id => void queries.invalidateQueries({ queryKey: keys.ticket(id) }));
  void queries.invalidateQueries({ queryKey: keys.contacts });
  ticketListeners.forEach(tell => tell(changed));
});

const tellOutbox = gathered(() => void queries.invalidateQueries({ queryKey: keys.outbox }));

/** Does at once for many what it is asked to do, and no more than twice a second. */
function gathered(run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ranAt = 0;
  return () => {
    timer ??= setTimeout(
      () => {
        timer = undefined;
        ranAt = Date.now();
        run();
      },
      Math.max(100, ranAt + 500 - Date.now()),
    );
  };
}

/** Keeps one connection open while the console is; it comes back by itself, later each time. */
export function stayLive(): () => void {
  const online = () => connect();
  const offline = () => change({ connection: "offline" });
  window.addEventListener("online", online);
  window.addEventListener("offline", offline);
  connect();
  return () => {
    window.removeEventListener("online", online);
    window.removeEventListener("offline", offline);
    clearTimeout(retry);
    const closing = socket;
    socket = null;
    closing?.close();
  };
}

function connect() {
  clearTimeout(retry);
  if (socket && socket.readyState <= WebSocket.OPEN) return;
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const mine = new WebSocket(`${scheme}://${location.host}/rest/live`);
  let opened = false;
  socket = mine;
  mine.onopen = () => {
    opened = true;
  };
  mine.onmessage = message => {
    if (socket === mine) hear(JSON.parse(String(message.data)) as LiveEvent);
  };
  mine.onclose = () => {
    if (socket !== mine) return;
    socket = null;
    failures++;
    if (!opened) void mayBeSignedOut();
    change({ connection: navigator.onLine ? "reconnecting" : "offline", present: {} });
    const pause = Math.min(30_000, 500 * 2 ** Math.min(failures, 6));
    retry = setTimeout(connect, pause * (0.75 + Math.random() / 2));
  };
}

/** A refused connection does not say why. Any other question does, and leads to the sign-in where that is the reason. */
const mayBeSignedOut = () => api.get("/rest/session").catch(() => undefined);

function hear(event: LiveEvent) {
  switch (event.type) {
    case "hello":
      return greeted();
    case "tickets":
      return ticketsChanged(event.ids);
    case "presence":
      return change({ present: { ...state.present, [event.ticket]: event.agents } });
    case "outbox":
      return tellOutbox();
    case "ping":
      return say({ type: "pong" });
  }
}

/** Nothing is replayed, so after a break everything on the screen is asked for again. */
function greeted() {
  const again = failures > 0;
  failures = 0;
  change({ connection: "connected" });
  if (attention) say(attention);
  if (!again) return;
  void queries.invalidateQueries({
    predicate: query => query.queryKey[1] !== "list" || query.queryKey[0] !== "tickets",
  });
  ticketListeners.forEach(tell => tell([]));
}

function say(message: object) {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
}

/** Tells the others which ticket this agent looks at or is answering. */
export function attend(type: "viewing" | "replying", ticket: string) {
  if (attention?.type === type && attention.ticket === ticket) return;
  attention = { type, ticket };
  say(attention);
}

export function leave(ticket: string) {
  if (attention?.ticket !== ticket) return;
  attention = null;
  say({ type: "left", ticket });
}
