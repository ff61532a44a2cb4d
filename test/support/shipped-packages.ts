import { cpSync, existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { build } from "esbuild";
import { ROOT } from "./root.ts";

/** A third-party package, by the folder that it lies in. */
export interface ShippedPackage {
  name: string;
  version: string;
  licence: string;
  folder: string;
}

/** The packages that files of a bundle come from, sorted by name. */
export function packagesOf(files: readonly string[]): ShippedPackage[] {
  const folders = files.flatMap((file) => packageFolder(join(ROOT, file)) ?? []);
  return described(folders);
}

/** These packages and all that they need at run time, sorted by name. */
export function withDependencies(names: readonly string[]): ShippedPackage[] {
  const folders = new Set<string>();
  const add = (name: string, from: string) => {
    const folder = findPackage(name, from);
    if (folder === undefined || folders.has(folder)) return;
    folders.add(folder);
    const { dependencies = {}, optionalDependencies = {} } = manifestOf(folder);
    for (const needed of Object.keys({ ...dependencies, ...optionalDependencies })) add(needed, folder);
  };
  for (const name of names) add(name, ROOT);
  return described([...folders]);
}

/** The packages that the extension's own entries pull in, by the same resolution as its bundle. */
export async function packagesOfExtension(): Promise<ShippedPackage[]> {
  const entry = (path: string) => join(ROOT, "entrypoints", path);
  const packages = await packagesOfEntries([
    entry("background.ts"),
    entry("crm.content/index.ts"),
    ...["panel", "options", "popup"].map((page) => entry(`${page}/main.tsx`)),
  ]);
  // WXT puts the polyfill in the place of its own `browser`, everywhere but in the content script.
  const polyfill = findPackage("webextension-polyfill", ROOT) ?? "";
  return described([...packages.map(({ folder }) => folder), polyfill]);
}

/** The packages in the desk's and the reader's pages. */
export function packagesOfPages(): Promise<ShippedPackage[]> {
  return packagesOfEntries([join(ROOT, "desk/main.tsx"), join(ROOT, "desk/reader/main.ts")]);
}

async function packagesOfEntries(entryPoints: string[]): Promise<ShippedPackage[]> {
  const { metafile } = await build({
    entryPoints,
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    outdir: "none",
    format: "esm",
    platform: "browser",
    jsx: "automatic",
    loader: { ".svg": "empty", ".css": "empty" },
    // Vite copies such a file beside the page; its package is imported otherwise too.
    external: ["*?url"],
    logLevel: "silent",
    metafile: true,
  });
  return packagesOf(Object.keys(metafile.inputs));
}

/** Several lists as one, each package once. */
export function together(...lists: readonly ShippedPackage[][]): ShippedPackage[] {
  return described(lists.flat().map(({ folder }) => folder));
}

/** Copies packages into a folder's `node_modules`, so that it runs wherever it is put. */
export function copyPackages(packages: readonly ShippedPackage[], into: string): void {
  for (const { folder } of packages) {
    cpSync(folder, join(into, relative(ROOT, folder)), {
      recursive: true,
      // What is only for people and compilers stays behind; a package inside of another is copied for itself.
      filter: (path) =>
        !/\.(map|d\.[cm]?ts)$/.test(path) && !path.slice(folder.length).includes(`${sep}node_modules`),
    });
  }
}

function described(folders: readonly string[]): ShippedPackage[] {
  return [...new Set(folders)]
    .map((folder) => {
      const { name, version, license } = manifestOf(folder);
      return { name, version, licence: license ?? "", folder };
    })
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

interface Manifest {
  name: string;
  version: string;
  license?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

const manifestOf = (folder: string) =>
  JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;

/** The folder of the package that a file belongs to; undefined for our own files. */
function packageFolder(file: string): string | undefined {
  return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(file)?.[0];
}

/** Where node finds a package from a folder: beside it, then further up. */
function findPackage(name: string, from: string): string | undefined {
  for (let at = from; ; at = dirname(at)) {
    const folder = join(at, "node_modules", name);
    if (existsSync(join(folder, "package.json"))) return folder;
    if (at === dirname(at)) return undefined;
  }
}
