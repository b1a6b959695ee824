import type { Server } from "node:http";
import { WebSocketServer, type WebSocket } from "ws";

const open = new Set<WebSocket>();

/** The live connection of the fake. */
export function openLive(server: Server) {
  const sockets = new WebSocketServer({ noServer: true });
  server.on("upgrade", (request, socket, head) => {
    if (request.url !== "/rest/live") return;
    sockets.handleUpgrade(request, socket, head, live => {
      open.add(live);
      live.on("close", () => open.delete(live));
      live.send(JSON.stringify({ type: "hello", version: "fake" }));
    });
  });
}

export const tellAll = (event: object) => open.forEach(live => live.send(JSON.stringify(event)));
