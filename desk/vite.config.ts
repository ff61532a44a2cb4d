import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The marketers' web app; the hub serves it under /desk. */
export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "/desk/",
  logLevel: "warn",
  plugins: [react()],
  build: {
    outDir: "../.output/desk",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // One sheet, small, whose rules stay in one order whichever page is opened first.
    cssCodeSplit: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // In one file with what makes schemas, jitless.ts is run before it, as main.tsx asks.
          groups: [{ name: "contract", test: /\/lib\/(contract\/|desk\/jitless)|\/node_modules\/zod\// }],
        },
      },
    },
  },
});
