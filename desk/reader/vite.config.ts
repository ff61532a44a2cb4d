import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

/** What prospects see. The hub writes the page itself, and finds these files by the manifest. */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "/l/-/",
  logLevel: "warn",
  build: {
    outDir: "../../.output/reader",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    manifest: "manifest.json",
    modulePreload: false,
    rollupOptions: { input: fileURLToPath(new URL("./main.ts", import.meta.url)) },
  },
});
