import { mkdir, open, readFile, rm } from "node:fs/promises";
import { dirname } from "node:path";

const LOOK_AGAIN_MS = 200;

/** Does the work while no other process of this machine does work under the same path. */
export async function withFileLock<Value>(path: string, work: () => Promise<Value>): Promise<Value> {
  await mkdir(dirname(path), { recursive: true });
  while (!(await take(path))) await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function take(path: string): Promise<boolean> {
  try {
    const file = await open(path, "wx");
    await file.writeFile(String(process.pid));
    await file.close();
    return true;
  } catch {
    const holder = Number(await readFile(path, "utf8").catch(() => ""));
    // Empty while it is being written; of a process that died, it is nobody's.
    if (holder > 0 && !isAlive(holder)) await rm(path, { force: true });
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
