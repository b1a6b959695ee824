import type { Density, Theme } from "@havendesk/shared/api";
import { useSyncExternalStore } from "react";

const systemDark = window.matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();
let chosen: Theme = "system";

const scheme = (): "light" | "dark" =>
  chosen === "system" ? (systemDark.matches ? "dark" : "light") : chosen;

export function storedTheme(): Theme {
  const stored = localStorage.getItem("theme");
  return stored === "light" || stored === "dark" ? stored : "system";
}

/** Shows a theme now, and at the next start before the profile is known. */
export function showTheme(theme: Theme) {
  chosen = theme;
  localStorage.setItem("theme", theme);
  document.documentElement.setAttribute("data-mantine-color-scheme", scheme());
  listeners.forEach(tell => tell());
}

export function showDensity(density: Density) {
  document.documentElement.setAttribute("data-density", density);
}

export const useScheme = () =>
  useSyncExternalStore(listener => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, scheme);

systemDark.addEventListener("change", () => showTheme(chosen));
