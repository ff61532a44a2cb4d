import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildHub } from "../../hub/build.ts";
import { ROOT } from "./root.ts";
import { ensurePages } from "./web-build.ts";

/** The hub as it is shipped: it starts in half the time that its source takes. */
export interface BuiltHub {
  /** What to start: see `startHub`. */
  entry: string;
  remove(): Promise<void>;
}

/** Builds the hub into a temporary folder, beside the project's own packages. */
export async function builtHub(): Promise<BuiltHub> {
  const folder = await mkdtemp(join(tmpdir(), "leadside-built-"));
  await ensurePages();
  await buildHub(folder, join(ROOT, ".output"));
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"));
  return {
    entry: join(folder, "main.js"),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
