import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import type { Connect, Plugin, PreviewServer, ViteDevServer } from "vite";
import { answer } from "./answer.ts";
import { openLive } from "./live.ts";

const contentSecurityPolicy = (nonce: string) =>
  `default-src 'self'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data: blob:; connect-src 'self'`;

/** Plays the server with invented data, for developing the console and looking at it. Never part of what is shipped. */
export function fakeServer(): Plugin {
  return {
    name: "fake-server",
    configureServer(server) {
      serve(server, async url => server.transformIndexHtml(url, page("index.html")), false);
    },
    configurePreviewServer(server) {
      serve(server, () => Promise.resolve(page("dist/index.html")), true);
    },
  };
}

function serve(
  server: ViteDevServer | PreviewServer,
  html: (url: string) => Promise<string>,
  strict: boolean,
) {
  if (server.httpServer) openLive(server.httpServer as import("node:http").Server);
  const handle: Connect.NextHandleFunction = (request, response, next) => {
    const url = request.url ?? "/";
    if (/^\/(rest|f)\//.test(url)) return void answer(request, response).catch(next);
    if (!/^\/agent(\/|\?|$)/.test(url)) return next();
    const nonce = "n0nce";
    html(url)
      .then(text =>
        send(
          response,
          text.replace("__CSP_NONCE__", strict ? nonce : ""),
          strict ? contentSecurityPolicy(nonce) : null,
        ),
      )
      .catch(next);
  };
  server.middlewares.use(handle);
}

function send(response: ServerResponse<IncomingMessage>, html: string, policy: string | null) {
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  if (policy) response.setHeader("Content-Security-Policy", policy);
  response.end(html);
}

const page = (name: string) => readFileSync(join(import.meta.dirname, "..", name), "utf8");
