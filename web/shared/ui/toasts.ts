import { useSyncExternalStore } from "react";

export interface Toast {
  id: number;
  text: string;
  tone: "calm" | "bad";
  action?: { label: string; run: () => void };
  lasts: number;
}

let toasts: Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function change(next: Toast[]) {
  toasts = next;
  listeners.forEach(tell => tell());
}

/** Says what has been done, with a way back where there is one. At most three are seen at a time. */
export function toast(text: string, options: Partial<Omit<Toast, "id" | "text">> = {}): number {
  const id = nextId++;
  const tone = options.tone ?? "calm";
  change([...toasts, { id, text, tone, lasts: tone === "bad" ? 12_000 : 7_000, ...options }].slice(-3));
  return id;
}

export const dismiss = (id: number) => change(toasts.filter(shown => shown.id !== id));

export const dismissAll = () => change([]);

/** Runs the newest toast's action, as its button would. */
export function runNewest(): boolean {
  const newest = toasts.findLast(shown => shown.action);
  if (!newest) return false;
  dismiss(newest.id);
  newest.action?.run();
  return true;
}

export const useToasts = () =>
  useSyncExternalStore(
    listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
