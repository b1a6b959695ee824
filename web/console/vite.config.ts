import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig(async ({ command, isPreview }) => ({
  base: "/console/",
  plugins: [
    react(),
    command === "serve" || isPreview ? (await import("./dev/fakeServer.ts")).fakeServer() : null,
  ],
  build: {
    target: "es2022",
    reportCompressedSize: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { port: 5173 },
  preview: { port: 4173 },
}));
