import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

/** The panel's states on their own, with invented people: to look at, and for the tests that do. */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "./",
  logLevel: "warn",
});
