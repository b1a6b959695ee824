import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Connect, Plugin } from "vite";

const nonce = "n0nce";
const contentSecurityPolicy = `default-src 'self'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data: blob:; connect-src 'self'`;

type Html = (url: string) => Promise<string>;

/** Answers every address of the console with its page, as the server does; what was built, under the server's policy. */
export function pages(): Plugin {
  return {
    name: "pages",
    configureServer(server) {
      server.middlewares.use(handle(url => server.transformIndexHtml(url, file("index.html")), false));
    },
    configurePreviewServer(server) {
      server.middlewares.use(handle(() => Promise.resolve(file("dist/index.html")), true));
    },
  };
}

const handle =
  (html: Html, strict: boolean): Connect.NextHandleFunction =>
  (request, response, next) => {
    const url = request.url ?? "/";
    if (!/^\/agent(\/|\?|$)/.test(url)) return next();
    html(url).then(text => {
      response.setHeader("Content-Type", "text/html; charset=utf-8");
      if (strict) response.setHeader("Content-Security-Policy", contentSecurityPolicy);
      response.end(text.replace("__CSP_NONCE__", strict ? nonce : ""));
    }, next);
  };

const file = (name: string) => readFileSync(join(import.meta.dirname, "..", name), "utf8");
