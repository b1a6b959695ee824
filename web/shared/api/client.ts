import { Problem } from "./problem";
import type { Page } from "./types";

type Query = Record<string, string | number | boolean | null | undefined>;

interface Options {
  query?: Query;
  body?: unknown;
  signal?: AbortSignal;
  /** Lets the request finish although the page goes away. */
  keepalive?: boolean;
  idempotencyKey?: string;
}

let signInAgain: () => void = () => {};

/** Says what happens when the server no longer knows the session. */
export function onSignedOut(handler: () => void) {
  signInAgain = handler;
}

export function urlOf(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== "") search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

export function csrfToken(): string {
  const match = /(?:^|;\s*)XSRF-TOKEN=([^;]+)/.exec(document.cookie);
  return match?.[1] ? decodeURIComponent(match[1]) : "";
}

async function send<T>(method: string, path: string, options: Options = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: "application/json, application/problem+json" };
  if (method !== "GET") headers["X-XSRF-TOKEN"] = csrfToken();
  if (options.body !== undefined) headers["Content-Type"] = "application/json";
  if (options.idempotencyKey) headers["Idempotency-Key"] = options.idempotencyKey;

  let response: Response;
  try {
    response = await fetch(urlOf(path, options.query), {
      method,
      headers,
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
      signal: options.signal,
      keepalive: options.keepalive,
      credentials: "same-origin",
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem(0, "offline", null);
  }
  if (!response.ok) throw await refusal(response);

  const text = await response.text();
  const json = (response.headers.get("Content-Type") ?? "").includes("json");
  return (json && text ? JSON.parse(text) : text) as T;
}

export async function refusal(response: Response): Promise<Problem> {
  if (response.status === 401) signInAgain();
  const body: unknown = await response.json().catch(() => null);
  const problem = (body ?? {}) as {
    type?: string;
    title?: string;
    detail?: string;
    errors?: Record<string, string>;
  };
  return new Problem(
    response.status,
    problem.title ?? response.statusText,
    problem.detail ?? null,
    problem.errors,
    problem.type,
  );
}

/** Every page of a list that is never long enough to be shown in parts. */
async function all<T>(path: string, signal?: AbortSignal): Promise<Page<T>> {
  const items: T[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const page: Page<T> = await api.get<Page<T>>(path, { cursor, limit: 100 }, signal);
    items.push(...page.items);
    cursor = page.next;
  }
  return { items, next: null };
}

export const api = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) => send<T>("GET", path, { query, signal }),
  post: <T>(path: string, body?: unknown, options?: Options) => send<T>("POST", path, { ...options, body }),
  put: <T>(path: string, body?: unknown, options?: Options) => send<T>("PUT", path, { ...options, body }),
  delete: <T>(path: string, options?: Options) => send<T>("DELETE", path, options),
  all,
};
