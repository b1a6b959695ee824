import { useEffect, useRef } from "react";

/** Keys by name: "j", "Enter", "mod+k", "g i" (one after the other), "#". A handler that returns false lets the key pass. */
export type Shortcuts = Record<string, (event: KeyboardEvent) => void | boolean>;

const layers: { current: Shortcuts }[] = [];
let first: { key: string; at: number } | null = null;

/** Binds keys while the component is there. What was bound last is asked first. */
export function useShortcuts(shortcuts: Shortcuts, active = true) {
  const layer = useRef(shortcuts);
  layer.current = shortcuts;
  useEffect(() => {
    if (!active) return;
    layers.unshift(layer);
    if (layers.length === 1) document.addEventListener("keydown", onKey);
    return () => {
      layers.splice(layers.indexOf(layer), 1);
      if (layers.length === 0) document.removeEventListener("keydown", onKey);
    };
  }, [active]);
}

/** What is typed on a keyboard of another script means the key's place: an agent writing Bulgarian reaches "j" too. */
export function keyOf(event: KeyboardEvent): string {
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
  const key = letter && event.key.length === 1 && event.key > "\u007f" ? letter.toLowerCase() : event.key;
  return event.ctrlKey || event.metaKey ? `mod+${key.toLowerCase()}` : key;
}

let caught: string | null = null;
let patience: ReturnType<typeof setTimeout> | undefined;

/**
 * From the key that opens a field until the field has the focus, typing is meant for the field: it is kept and put
 * in there, instead of being taken for further shortcuts.
 */
export function typeAhead() {
  caught = "";
  clearTimeout(patience);
  patience = setTimeout(stop, 4000);
  document.addEventListener("focusin", arrived);
}

function stop() {
  caught = null;
  clearTimeout(patience);
  document.removeEventListener("focusin", arrived);
}

function arrived(event: FocusEvent) {
  if (!isWriting(event.target)) return;
  const text = caught;
  stop();
  if (text) queueMicrotask(() => document.execCommand("insertText", false, text));
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.closest('[contenteditable="true"]') !== null ||
      /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
    !(target instanceof HTMLInputElement && target.type === "checkbox")
  );
}

const isInFloating = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest("[role=dialog],[role=menu],[role=listbox]") !== null;

function onKey(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  const key = keyOf(event);
  const always = key.startsWith("mod+");
  if (!always && (isWriting(event.target) || isInFloating(event.target))) return;

  if (caught !== null && !always) {
    if (event.key.length === 1) caught += event.key;
    return event.preventDefault();
  }

  const sequence = first && event.timeStamp - first.at < 1200 ? `${first.key} ${key}` : null;
  first = null;
  if (sequence && run(sequence, event)) return;
  if (run(key, event)) return;
  if (layers.some(layer => Object.keys(layer.current).some(name => name.startsWith(`${key} `)))) {
    first = { key, at: event.timeStamp };
  }
}

function run(name: string, event: KeyboardEvent): boolean {
  for (const layer of layers) {
    const handler = layer.current[name];
    if (handler && handler(event) !== false) {
      event.preventDefault();
      return true;
    }
  }
  return false;
}
