import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  type RouterHistory,
} from "@tanstack/react-router";
import { Failed } from "@havendesk/shared/ui";
import { Shell } from "../features/shell/Shell";
import { NotHere } from "../features/shell/NotHere";
import { InboxPage } from "../features/tickets/InboxPage";
import { NothingOpen } from "../features/tickets/NothingOpen";
import { TicketPage } from "../features/tickets/thread/TicketPage";

interface Search {
  q?: string;
  within?: boolean;
}

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
const search = (raw: Record<string, unknown>): Search => ({
  q: typeof raw.q === "number" ? String(raw.q) : text(raw.q),
  within: raw.within === true ? true : undefined,
});

const root = createRootRoute({ component: Shell, notFoundComponent: NotHere });

const start = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({
      to: "/inbox/$view",
      params: { view: localStorage.getItem("view") ?? "all" },
      replace: true,
    });
  },
});

const inbox = createRoute({
  getParentRoute: () => root,
  path: "/inbox/$view",
  component: InboxPage,
  validateSearch: search,
});
const nothingOpen = createRoute({ getParentRoute: () => inbox, path: "/", component: NothingOpen });
const ticket = createRoute({ getParentRoute: () => inbox, path: "$ticketId", component: TicketPage });
const compose = createRoute({
  getParentRoute: () => inbox,
  path: "new",
  component: lazyRouteComponent(() => import("../features/tickets/compose/ComposePage"), "ComposePage"),
  validateSearch: (raw: Record<string, unknown>): Search & { to?: string } => ({
    ...search(raw),
    to: text(raw.to),
  }),
});

const contacts = createRoute({
  getParentRoute: () => root,
  path: "/contacts",
  component: lazyRouteComponent(() => import("../features/contacts/ContactsPage"), "ContactsPage"),
  validateSearch: (raw: Record<string, unknown>): { q?: string } => ({ q: text(raw.q) }),
});
const noContact = createRoute({
  getParentRoute: () => contacts,
  path: "/",
  component: lazyRouteComponent(() => import("../features/contacts/ContactsPage"), "NobodyOpen"),
});
const contact = createRoute({
  getParentRoute: () => contacts,
  path: "$contactId",
  component: lazyRouteComponent(() => import("../features/contacts/ContactPage"), "ContactPage"),
});

const mail = createRoute({
  getParentRoute: () => root,
  path: "/mail",
  component: lazyRouteComponent(() => import("../features/mail/MailRoom"), "MailRoom"),
});
const mailSection = createRoute({
  getParentRoute: () => mail,
  path: "$section",
  component: lazyRouteComponent(() => import("../features/mail/MailRoom"), "MailSection"),
  validateSearch: (raw: Record<string, unknown>): { state?: string } => ({ state: text(raw.state) }),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: "/settings",
  component: lazyRouteComponent(() => import("../features/settings/SettingsRoom"), "SettingsRoom"),
});
const settingsSection = createRoute({
  getParentRoute: () => settings,
  path: "$section",
  component: lazyRouteComponent(() => import("../features/settings/SettingsRoom"), "SettingsSection"),
});

const apiDocs = createRoute({
  getParentRoute: () => root,
  path: "/api",
  component: lazyRouteComponent(() => import("../features/apidocs/ApiPage"), "ApiPage"),
  validateSearch: (raw: Record<string, unknown>): { q?: string } => ({ q: text(raw.q) }),
});

/** The console's addresses; the browser's own history unless another is given. */
export const makeRouter = (history?: RouterHistory) =>
  createRouter({
    basepath: "/agent",
    routeTree: root.addChildren([
      start,
      inbox.addChildren([nothingOpen, compose, ticket]),
      contacts.addChildren([noContact, contact]),
      mail.addChildren([mailSection]),
      settings.addChildren([settingsSection]),
      apiDocs,
    ]),
    defaultErrorComponent: ({ error, reset }) => <Failed error={error} retry={reset} />,
    defaultPreload: "intent",
    defaultPreloadDelay: 60,
    scrollRestoration: false,
    history,
  });

export type Router = ReturnType<typeof makeRouter>;

declare module "@tanstack/react-router" {
  interface Register {
    router: Router;
  }
}
