import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Packages that load files of their own beside them, or native code: they stay in node_modules. */
export const BESIDE = ["@electric-sql/pglite", "pg", "pino", "prom-client"];

/**
 * Builds the hub as plain JavaScript: `node <outDir>/main.js` starts it and `node <outDir>/cli.js` administers
 * it. The folder needs `node_modules` with the packages in `BESIDE` in it, or above it.
 * @returns what is in the bundle: paths of files, from the working folder
 */
export async function buildHub(outDir: string): Promise<string[]> {
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(outDir, { recursive: true });
  const { metafile } = await build({
    entryPoints: [here("./main.ts"), here("./cli.ts")],
    outdir: outDir,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    external: BESIDE,
    legalComments: "linked",
    logLevel: "warning",
    metafile: true,
  });
  // Files that the code finds beside itself.
  cpSync(here("./store/migrations"), join(outDir, "migrations"), { recursive: true });
  cpSync(here("./join/page"), join(outDir, "page"), { recursive: true });
  writeFileSync(
    join(outDir, "package.json"),
    `${JSON.stringify({ type: "module", private: true }, null, 2)}\n`,
  );
  return Object.keys(metafile.inputs);
}
