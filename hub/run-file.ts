import { randomBytes } from "node:crypto";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** What a running hub leaves for the command line on the same machine. */
const RunFile = z.object({ address: z.url(), token: z.string(), pid: z.int() });
export type RunFile = z.infer<typeof RunFile>;

const pathIn = (dataDir: string) => join(dataDir, "hub.json");

/** Readable for this user only, and never half written. */
export function writeRunFile(dataDir: string, run: RunFile): void {
  const path = pathIn(dataDir);
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  writeFileSync(draft, `${JSON.stringify(run)}\n`, { mode: 0o600 });
  renameSync(draft, path);
}

/** Undefined when no hub left one. It may be of a hub that was killed. */
export function readRunFile(dataDir: string): RunFile | undefined {
  try {
    return RunFile.parse(JSON.parse(readFileSync(pathIn(dataDir), "utf8")));
  } catch {
    return undefined;
  }
}

/** Removes it at the end of a run, unless another hub has written its own since. */
export function removeRunFile(dataDir: string, token: string): void {
  if (readRunFile(dataDir)?.token === token) rmSync(pathIn(dataDir), { force: true });
}
