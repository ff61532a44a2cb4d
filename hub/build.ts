import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Packages that load files of their own beside them, or native code: they stay in node_modules. */
export const BESIDE = ["@electric-sql/pglite", "@napi-rs/canvas", "pdfjs-dist", "pg", "pino", "prom-client"];
/** What the hub serves from built files: see desk-files and built-files. */
const PAGES = ["desk", "reader"];

/**
 * Builds the hub as plain JavaScript: `node <outDir>/main.js` starts it and `node <outDir>/cli.js` administers
 * it. The folder needs `node_modules` with the packages in `BESIDE` in it, or above it.
 * @param pages where the desk's and the reader's builds lie, each in a folder of its name; absent: the hub says that
 *   they were not built
 * @returns what is in the bundle: paths of files, from the working folder
 */
export async function buildHub(outDir: string, pages?: string): Promise<string[]> {
  const missing = pages && PAGES.find((page) => !existsSync(join(pages, page)));
  if (missing) throw new Error(`The ${missing}'s pages were not built. Build them before the hub.`);
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(outDir, { recursive: true });
  const { metafile } = await build({
    // The last is the process that looks into files, which the hub starts by this name.
    entryPoints: {
      main: here("./main.ts"),
      cli: here("./cli.ts"),
      "look-inside": here("./files/look-inside/process.ts"),
    },
    outdir: outDir,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    external: BESIDE,
    // Some packages in the bundle still ask for Node's own modules in the old way.
    banner: {
      js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);',
    },
    legalComments: "linked",
    logLevel: "warning",
    metafile: true,
  });
  // Files that the code finds beside itself.
  cpSync(here("./store/migrations"), join(outDir, "migrations"), { recursive: true });
  cpSync(here("./join/page"), join(outDir, "page"), { recursive: true });
  if (pages) for (const page of PAGES) cpSync(join(pages, page), join(outDir, page), { recursive: true });
  writeFileSync(
    join(outDir, "package.json"),
    `${JSON.stringify({ type: "module", private: true }, null, 2)}\n`,
  );
  return Object.keys(metafile.inputs);
}
