import { join } from "node:path";
import { withFileLock } from "./file-lock.ts";
import { isNewerThan } from "./fresh-build.ts";
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

const isFresh = (folder: string) => isNewerThan(join(folder, "manifest.json"), SOURCES);

/** @throws with the build's own words when it fails */
export async function buildExtension(target: ExtensionTarget): Promise<void> {
  const wxt = join(ROOT, "node_modules", "wxt", "bin", "wxt.mjs");
  const { code, output } = await runCommand(process.execPath, [wxt, "build", "-b", target]);
  if (code !== 0) throw new Error(`The extension for ${target} could not be built:\n${output}`);
}
