import { availableParallelism } from "node:os";
import { join } from "node:path";
import { ROOT } from "./root.ts";
import { runCommand } from "./run-command.ts";

/** Each part of the tree with what it may know of: the one that takes longest is begun first. */
const CONFIGS = ["test", "extension", "desk", "hub", "contract"] as const;
const fileOf = (config: string) => (config === "extension" ? "tsconfig.json" : `tsconfig.${config}.json`);

const waiting: string[] = [...CONFIGS];
let failed = false;

/** One after the other, each remembering what it found for the next time: then only what was changed is looked at. */
async function checkThem(): Promise<void> {
  for (let config = waiting.shift(); config !== undefined; config = waiting.shift()) {
    const { code, output } = await runCommand(process.execPath, [
      join(ROOT, "node_modules", "typescript", "bin", "tsc"),
      "-p",
      join(ROOT, fileOf(config)),
      "--incremental",
      "--tsBuildInfoFile",
      join(ROOT, "node_modules", ".cache", "leadside", `${config}.tsbuildinfo`),
      // Several threads in each would do the same work more than once.
      "--singleThreaded",
    ]);
    if (code === 0) continue;
    failed = true;
    console.error(`${fileOf(config)}:\n${output}`);
  }
}

await Promise.all(Array.from({ length: Math.min(availableParallelism(), CONFIGS.length) }, checkThem));
process.exitCode = failed ? 1 : 0;
