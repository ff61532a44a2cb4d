import { existsSync } from "node:fs";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { buildHub } from "../../hub/build.ts";
import { withFileLock } from "./file-lock.ts";
import { ROOT } from "./root.ts";
import { ensurePages } from "./web-build.ts";

/** The environment variable that names the folder for a run's build of the hub. */
export const BUILT_HUB = "LEADSIDE_TEST_HUB";

/** The hub as it is shipped: its programs start in half the time that their source takes. */
export interface BuiltHub {
  /** The hub itself: see `startHub`. */
  main: string;
  /** Its command line. */
  cli: string;
}

/** Builds the hub, beside the project's own packages; the first that asks in a run of tests does it for all of them. */
export async function builtHub(): Promise<BuiltHub> {
  const folder = process.env[BUILT_HUB];
  if (!folder) throw new Error(`${BUILT_HUB} is not set: only a run of tests has a built hub.`);
  const built = { main: join(folder, "hub", "main.js"), cli: join(folder, "hub", "cli.js") };
  const packages = join(folder, "node_modules");
  if (existsSync(packages)) return built;
  await withFileLock(join(folder, "lock"), async () => {
    if (existsSync(packages)) return;
    await ensurePages();
    await buildHub(join(folder, "hub"), join(ROOT, ".output"));
    // The last step, by which the others are known to be done.
    await symlink(join(ROOT, "node_modules"), packages);
  });
  return built;
}
