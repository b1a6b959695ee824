import { t, type Key } from "@havendesk/shared/i18n";
import { dismiss, reasonOf, toast } from "@havendesk/shared/ui";
import type { Session } from "@havendesk/shared/api";
import { keys, queries } from "../../../app/queries";
import { ticketsChanged } from "../../live/live";
import { after, belongs, perform, undoing, type Action } from "./actions";
import { changeCounts, changeLists, changeTicket, known, snapshot } from "./cache";

const me = () => queries.getQueryData<Session>(keys.session)?.agent.id ?? "";

/**
 * Does something to tickets: shown at once, with a way back in the toast. When the server refuses, everything is as
 * it was and the toast says why.
 */
export async function act(ids: string[], action: Action, onUndo?: () => void): Promise<void> {
  const before = known(ids);
  const back = snapshot(ids);
  show(ids, action);
  const said =
    action.name === "read" ? null : announce(ids, action, () => void undo(ids, action, before, back, onUndo));
  try {
    const { refused } = await perform(ids, action);
    if (refused.length > 0) {
      const reason = /\s/.test(refused[0]!.reason) ? refused[0]!.reason : t("done.notAllowed");
      toast(t("done.refused", { count: refused.length, reason }), { tone: "bad" });
    }
  } catch (error) {
    back();
    if (said !== null) dismiss(said);
    if (action.name !== "read") fail(error, () => void act(ids, action, onUndo));
  }
  settle(ids);
}

async function undo(
  ids: string[],
  action: Action,
  before: ReturnType<typeof known>,
  back: () => void,
  onUndo?: () => void,
) {
  back();
  onUndo?.();
  const byAction = new Map<string, { action: Action; ids: string[] }>();
  for (const ticket of before) {
    const step = undoing(ticket, action);
    const name = JSON.stringify(step);
    byAction.set(name, { action: step, ids: [...(byAction.get(name)?.ids ?? []), ticket.id] });
  }
  try {
    await Promise.all([...byAction.values()].map(step => perform(step.ids, step.action)));
  } catch (error) {
    fail(error);
  }
  settle(ids);
}

function show(ids: string[], action: Action) {
  const leaving = new Map<string, number>();
  changeLists((items, view) =>
    items
      .map(item => (ids.includes(item.id) ? after(item, action) : item))
      .filter(item => {
        const stays = !ids.includes(item.id) || belongs(item, view, me());
        if (!stays) leaving.set(view, (leaving.get(view) ?? 0) + 1);
        return stays;
      }),
  );
  ids.forEach(id => changeTicket(id, ticket => after(ticket, action)));
  changeCounts(view => ({ ...view, count: Math.max(0, view.count - (leaving.get(view.key) ?? 0)) }));
}

function announce(ids: string[], action: Action, undoIt: () => void): number {
  const key: Key =
    action.name === "assign"
      ? action.agent
        ? "done.assign"
        : "done.unassign"
      : (`done.${action.name}` as const);
  return toast(textOf(key, ids.length, action), { action: { label: t("common.undo"), run: undoIt } });
}

function textOf(key: Key, count: number, action: Action): string {
  const name =
    action.name === "assign"
      ? (action.agent?.name ?? "")
      : action.name === "department"
        ? action.department.name
        : "";
  return (t as (key: Key, params: object) => string)(key, { count, name });
}

function fail(error: unknown, again?: () => void) {
  toast(t("done.failed", { reason: reasonOf(error) }), {
    tone: "bad",
    action: again && { label: t("error.retry"), run: again },
  });
}

function settle(ids: string[]) {
  ticketsChanged(ids);
  void queries.invalidateQueries({ queryKey: keys.views });
}
