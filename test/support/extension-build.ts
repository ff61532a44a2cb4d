import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { withFileLock } from "./file-lock.ts";
import { ROOT } from "./root.ts";
import { runCommand } from "./run-command.ts";

export type ExtensionTarget = "chrome" | "firefox";

/** Where the production build for a browser lies. */
export const extensionDir = (target: ExtensionTarget) => join(ROOT, ".output", `${target}-mv3`);

const SOURCES = ["entrypoints", "components", "lib", "public", "wxt.config.ts", "package-lock.json"];

/**
 * Builds the extension as it is for users, unless the last build is newer than every source.
 * @returns the build's folder
 * @throws with the build's own words when it fails
 */
export async function ensureExtension(
  target: ExtensionTarget,
  say: (line: string) => void = () => {},
): Promise<string> {
  const folder = extensionDir(target);
  if (await isFresh(folder)) return folder;
  say(`Building the extension for ${target === "chrome" ? "Chrome and Edge" : "Firefox"}`);
  // Tests and demo may be started at once; the second to come finds the work done.
  await withFileLock(join(ROOT, ".output", `${target}.lock`), async () => {
    if (!(await isFresh(folder))) await buildExtension(target);
  });
  return folder;
}

async function isFresh(folder: string): Promise<boolean> {
  const built = await modified(join(folder, "manifest.json"));
  const sources = await Promise.all(SOURCES.map((source) => newestIn(join(ROOT, source))));
  return built > Math.max(...sources);
}

/** @throws with the build's own words when it fails */
export async function buildExtension(target: ExtensionTarget): Promise<void> {
  const wxt = join(ROOT, "node_modules", "wxt", "bin", "wxt.mjs");
  const { code, output } = await runCommand(process.execPath, [wxt, "build", "-b", target]);
  if (code !== 0) throw new Error(`The extension for ${target} could not be built:\n${output}`);
}

/** The newest time of change below a path, 0 if there is nothing. */
async function newestIn(path: string): Promise<number> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => undefined);
  if (!entries) return modified(path);
  const times = await Promise.all(
    entries
      .filter(({ name }) => !/\.test\.tsx?$/.test(name))
      .map((entry) =>
        entry.isDirectory() ? newestIn(join(path, entry.name)) : modified(join(path, entry.name)),
      ),
  );
  return Math.max(0, ...times);
}

async function modified(path: string): Promise<number> {
  const known = await stat(path).catch(() => undefined);
  return known?.mtimeMs ?? 0;
}
