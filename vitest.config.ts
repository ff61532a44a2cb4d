import { defineConfig } from "vitest/config";

const skip = ["**/node_modules/**", "**/.output/**"];

export default defineConfig({
  test: {
    projects: [
      // Pure rules and view models: no browser, no database, seconds.
      {
        test: {
          name: "unit",
          include: ["{lib,components,hub,test/standins,test/fixtures,test/support}/**/*.test.{ts,tsx}"],
          exclude: [...skip, "**/*.db.test.ts"],
          // Files leave nothing behind, and most of them load the contract: once a worker.
          isolate: false,
          // Properties try hundreds of cases; a busy machine takes its time.
          testTimeout: 30_000,
        },
      },
      // What the tree itself must keep: layers, names.
      { test: { name: "rules", include: ["test/rules/*.test.ts"], exclude: skip, isolate: false } },
      // The hub on PGlite and on a real PostgreSQL server.
      {
        test: {
          name: "hub",
          include: ["hub/**/*.db.test.ts", "test/hub/**/*.test.ts"],
          exclude: skip,
          globalSetup: ["test/support/postgres-setup.ts", "test/support/built-hub-setup.ts"],
          // An embedded database and the hub's modules take seconds to load: once a worker, not once a file.
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      // The production build in real browsers.
      {
        test: {
          name: "chromium",
          include: ["test/e2e/*.chromium.test.ts"],
          exclude: skip,
          globalSetup: ["test/support/extension-setup.ts", "test/support/built-hub-setup.ts"],
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: "firefox",
          include: ["test/e2e/*.firefox.test.ts"],
          exclude: skip,
          globalSetup: ["test/support/extension-setup.ts", "test/support/built-hub-setup.ts"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
