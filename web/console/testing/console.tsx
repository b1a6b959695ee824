import { dismissAll } from "@havendesk/shared/ui";
import { createMemoryHistory } from "@tanstack/react-router";
import { render, screen } from "@testing-library/react";
import { App } from "../src/app/App";
import { queries } from "../src/app/queries";
import { makeRouter } from "../src/app/router";
import { beginSession } from "../src/features/session/session";
import { item, Server } from "./server";
import "../src/features/contacts/ContactCard";
import "../src/features/tickets/reply/Composer";

let router = makeRouter(createMemoryHistory());

/** Opens the console at an address, before a server with six tickets unless it is given others. */
export async function openConsole(
  path = "/inbox/all",
  prepare: (server: Server) => void = () => {},
): Promise<Server> {
  const server = new Server();
  server.tickets = Array.from({ length: 6 }, (_, number) => item(number + 1));
  prepare(server);
  // left by the test before, it would stand before the page instead of after it
  document.querySelector("[data-mantine-shared-portal-node]")?.remove();
  queries.clear();
  dismissAll();
  router = makeRouter(createMemoryHistory({ initialEntries: [`/agent${path}`] }));
  render(<App begun={beginSession()} router={router} />);
  await screen.findByRole("navigation", { name: "Rooms" });
  return server;
}

export const address = () => router.state.location.pathname;
export const asked = () => router.state.location.search;
