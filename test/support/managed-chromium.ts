import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findChromium } from "./browser-paths.ts";

/** Where Chromium on Linux looks for what an administrator set. */
const SETTINGS = "/etc/chromium";

/** A Chromium that an administrator set policies for, which no other browser of this machine sees. */
export interface ManagedChromium {
  executable: string;
  /** The administrator sets other policies; the browser sees it some seconds later. */
  change(policies: object): Promise<void>;
  remove(): Promise<void>;
}

/** Whether this machine lets a process have a view of its own of the file system. */
export function canManage(): boolean {
  try {
    execFileSync("unshare", ["--map-root-user", "--mount", "true"], { stdio: "ignore" });
    return existsSync(SETTINGS);
  } catch {
    return false;
  }
}

/** A program that starts Chromium where its folder of settings holds these policies and nothing else. */
export async function managedChromium(policies: object): Promise<ManagedChromium> {
  const folder = await mkdtemp(join(tmpdir(), "leadside-managed-"));
  const { path } = await findChromium();
  await mkdir(join(folder, "etc", "policies", "managed"), { recursive: true });
  const file = join(folder, "etc", "policies", "managed", "leadside.json");
  const change = (to: object) => writeFile(file, JSON.stringify(to));
  await change(policies);
  const executable = join(folder, "chromium");
  const start = `mount --bind "${folder}/etc" ${SETTINGS} && exec "$0" "$@"`;
  const script = `#!/bin/sh\nexec unshare --map-root-user --mount sh -c '${start}' "${path}" "$@"\n`;
  await writeFile(executable, script, { mode: 0o755 });
  return { executable, change, remove: () => rm(folder, { recursive: true, force: true }) };
}
