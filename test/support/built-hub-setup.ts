import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BUILT_HUB } from "./built-hub.ts";

/** A folder of this run's own for the build of its hub: whoever edits sources meanwhile changes nothing in it. */
export default async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "leadside-built-"));
  process.env[BUILT_HUB] = folder;
  return async () => {
    delete process.env[BUILT_HUB];
    await rm(folder, { recursive: true, force: true });
  };
}
