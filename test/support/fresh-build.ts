import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "./root.ts";

/** Whether a file that a build made is newer than every source that it is made of. */
export async function isNewerThan(built: string, sources: readonly string[]): Promise<boolean> {
  const newest = await Promise.all(sources.map((source) => newestIn(join(ROOT, source))));
  return (await modified(built)) > Math.max(...newest);
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
