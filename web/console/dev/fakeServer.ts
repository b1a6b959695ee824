import type { Server } from "node:http";
import type { Plugin, PreviewServer, ViteDevServer } from "vite";
import { answer } from "./answer.ts";
import { openLive } from "./live.ts";

/** Plays the server with invented data, for looking at the console without one. Never part of what is shipped. */
export const fakeServer = (): Plugin => ({
  name: "fake-server",
  configureServer: play,
  configurePreviewServer: play,
});

function play(server: ViteDevServer | PreviewServer) {
  if (server.httpServer) openLive(server.httpServer as Server);
  server.middlewares.use((request, response, next) => {
    if (!/^\/(rest|f)\//.test(request.url ?? "")) return next();
    answer(request, response).catch(next);
  });
}
