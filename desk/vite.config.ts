import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The marketers' web app; the hub serves it under /desk. */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "/desk/",
  logLevel: "warn",
  plugins: [react()],
  build: { outDir: "../.output/desk", emptyOutDir: true, assetsInlineLimit: 0 },
});
