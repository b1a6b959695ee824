import react from "@vitejs/plugin-react";
import { defineConfig, type PluginOption } from "vite";

/** For working on it: the console's pages, and behind them the server, or with HAVENDESK_FAKE=1 an invented one. */
async function development(): Promise<PluginOption[]> {
  const { pages } = await import("./dev/pages.ts");
  if (!process.env.HAVENDESK_FAKE) return [pages()];
  const { fakeServer } = await import("./dev/fakeServer.ts");
  return [pages(), fakeServer()];
}

const server = { target: `http://localhost:${process.env.HAVENDESK_PORT ?? 8080}`, ws: true };
const proxy = process.env.HAVENDESK_FAKE ? undefined : { "^/(?!console/|agent([/?]|$))": server };

export default defineConfig(async ({ command, isPreview }) => ({
  base: "/console/",
  plugins: [react(), command === "serve" || isPreview ? await development() : null],
  build: {
    target: "es2022",
    reportCompressedSize: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { port: 5173, proxy },
  preview: { port: 4173, proxy },
}));
