import { type ChildProcess, spawn } from "node:child_process";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { ensureExtension } from "./extension-build.ts";
import { ROOT } from "./root.ts";
import { ensureBrowsers, Unready } from "./system-packages.ts";
import { TOTALS_FILE, type Totals } from "./totals-reporter.ts";

/** What runs together: the first is quick, and the last needs browsers, of which each waits much of its time. */
const ROUNDS = [["unit", "rules"], ["hub"], ["chromium", "firefox"]] as const;
const SLOWEST = 10;

let round: ChildProcess | undefined;
let stopped = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => {
    stopped = true;
    round?.kill(signal);
  });

/** `npm test`: everything, on a machine that may have neither browsers nor a build yet. */
async function main(): Promise<number> {
  const { chromium, firefox } = await ensureBrowsers({ firefox: true });
  for (const target of ["chrome", "firefox"] as const) await ensureExtension(target, console.log);

  // All that a run leaves in temporary folders is in this one: whatever breaks, nothing stays.
  const folder = await mkdtemp(join(tmpdir(), "leadside-tests-"));
  // PostgreSQL runs as nobody when this runs as root, and must get through.
  await chmod(folder, 0o711);
  const env = {
    TMPDIR: folder,
    LEADSIDE_CHROMIUM: chromium,
    ...(firefox ? { LEADSIDE_FIREFOX: firefox } : {}),
  };
  const sum: Totals = { passed: 0, failed: 0, files: [] };
  try {
    for (const projects of ROUNDS) {
      if (stopped) break;
      const { passed, failed, files } = await runRound(projects, folder, env);
      sum.passed += passed;
      sum.failed += failed;
      sum.files.push(...files);
    }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 });
  }

  console.log("\nThe ten slowest test files:");
  const slowest = sum.files.sort((one, other) => other.milliseconds - one.milliseconds).slice(0, SLOWEST);
  for (const { path, milliseconds } of slowest)
    console.log(`${(milliseconds / 1000).toFixed(1).padStart(7)} s  ${relative(ROOT, path)}`);
  console.log(`\n${sum.passed} passed, ${sum.failed} failed${stopped ? ", stopped before the end" : ""}`);
  return sum.failed > 0 || stopped ? 1 : 0;
}

/** Runs some of vitest's projects. A run that ends badly without a failed test counts as one failure. */
async function runRound(
  projects: readonly string[],
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<Totals> {
  const file = join(folder, `${projects.join("-")}.json`);
  const args = [
    join(ROOT, "node_modules", "vitest", "vitest.mjs"),
    "run",
    ...projects.flatMap((project) => ["--project", project]),
    // One less than there are processors is what vitest takes by itself; much of the time a database works or a page waits.
    "--maxWorkers=2",
    "--reporter=default",
    `--reporter=${join(ROOT, "test", "support", "totals-reporter.ts")}`,
  ];
  // A group of its own: what a round that was stopped leaves running, can be ended with it.
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...env, [TOTALS_FILE]: file },
    stdio: ["ignore", "inherit", "inherit"],
    detached: process.platform !== "win32",
  });
  round = child;
  const code = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
  endGroup(child);
  const text = await readFile(file, "utf8").catch(() => undefined);
  const totals: Totals = text === undefined ? { passed: 0, failed: 0, files: [] } : JSON.parse(text);
  return code !== 0 && totals.failed === 0 ? { ...totals, failed: 1 } : totals;
}

function endGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch {
    // Nothing is left of it, as it should be.
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Unready ? error.message : error);
  process.exitCode = 1;
}
