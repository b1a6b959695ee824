import { api, Problem, type Profile, type Session } from "@havendesk/shared/api";
import { browserLocale, isLocale, learn, liveIn, type Locale } from "@havendesk/shared/i18n";
import { useQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { showDensity, showTheme } from "../../app/appearance";
import { keys, queries } from "../../app/queries";

let spoken: Locale | null = null;
const listeners = new Set<() => void>();

/** ?lang=ar-XB and the like, for looking at a screen in another language; not kept. */
const asked = new URLSearchParams(location.search).get("lang");

async function speak(locale: Locale) {
  if (spoken === locale) return;
  await learn(locale);
  spoken = locale;
  listeners.forEach(tell => tell());
}

/** The language on the screen; whoever shows words is drawn again when it changes. */
export const useSpoken = () =>
  useSyncExternalStore(
    listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => spoken,
  );

/** Asks who is here while the browser's language is loading, then shows the console the agent's way. */
export async function beginSession(): Promise<Session> {
  const first = isLocale(asked) ? asked : remembered();
  const [session] = await Promise.all([api.get<Session>("/rest/session"), speak(first)]);
  await welcome(session);
  return session;
}

function remembered(): Locale {
  const stored = localStorage.getItem("language");
  return isLocale(stored) ? stored : browserLocale();
}

/** Takes over what the server says about the agent: language, theme, zone. */
export async function welcome(session: Session) {
  queries.setQueryData(keys.session, session);
  showTheme(session.agent.theme);
  showDensity(session.agent.density);
  liveIn(session.agent.timezone);
  localStorage.setItem("language", session.agent.language);
  await speak(isLocale(asked) ? asked : session.agent.language);
}

export function useSession(): Session {
  const { data } = useQuery({
    queryKey: keys.session,
    queryFn: () => api.get<Session>("/rest/session"),
    staleTime: Infinity,
  });
  if (!data) throw new Error("the session is loaded before anything is drawn");
  return data;
}

/** As the server names what somebody may do. */
export type Permission =
  | "settings.manage"
  | "agents.manage"
  | "admins.manage"
  | "owners.manage"
  | "security.manage"
  | "audit.read"
  | "api.use";

export const useMay = () => {
  const { permissions } = useSession();
  return (permission: Permission) => permissions.includes(permission);
};

export type ProfileChange = Partial<
  Pick<Profile, "name" | "language" | "theme" | "timezone" | "signature" | "density">
>;

/** Stores a change of the agent's own profile and shows it at once. */
export async function changeProfile(change: ProfileChange): Promise<void> {
  const session = queries.getQueryData<Session>(keys.session)!;
  const { name, language, theme, timezone, signature, density } = { ...session.agent, ...change };
  await welcome({ ...session, agent: { ...session.agent, ...change } });
  try {
    await welcome(
      await api.put<Session>("/rest/profile", { name, language, theme, timezone, signature, density }),
    );
  } catch (error) {
    await welcome(session);
    throw error;
  }
}

export async function signOut() {
  await api.delete("/rest/session").catch((error: unknown) => {
    if (!(error instanceof Problem) || error.status !== 401) throw error;
  });
  location.assign("/signin");
}

export function goToSignIn() {
  location.assign(`/signin?next=${encodeURIComponent(location.pathname + location.search)}`);
}
