import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  test: {
    environment: "jsdom",
    environmentOptions: { jsdom: { url: "http://acme.localhost/agent/inbox/all" } },
    setupFiles: ["./console/testing/browser.ts"],
    include: ["{console,shared}/**/*.test.{ts,tsx}"],
    restoreMocks: true,
    testTimeout: 40_000,
    pool: "threads",
    maxWorkers: 2,
  },
});
