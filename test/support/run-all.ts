import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { ensureExtension } from "./extension-build.ts";
import { ROOT } from "./root.ts";
import { runCommand } from "./run-command.ts";
import { ensureBrowsers, Unready } from "./system-packages.ts";
import { TOTALS_FILE, type Totals } from "./totals-reporter.ts";

/** What runs together: the first is quick and needs no browser, and browsers go one after the other. */
const ROUNDS = [["unit", "rules"], ["hub"], ["chromium"], ["firefox"]] as const;
const SLOWEST = 10;

/** `npm test`: everything, on a machine that may have neither browsers nor a build yet. */
async function main(): Promise<number> {
  const { chromium, firefox } = await ensureBrowsers({ firefox: true });
  const env = { LEADSIDE_CHROMIUM: chromium, ...(firefox ? { LEADSIDE_FIREFOX: firefox } : {}) };
  for (const target of ["chrome", "firefox"] as const) await ensureExtension(target, console.log);

  const sum: Totals = { passed: 0, failed: 0, files: [] };
  for (const round of ROUNDS) {
    const { passed, failed, files } = await runRound(round, env);
    sum.passed += passed;
    sum.failed += failed;
    sum.files.push(...files);
  }

  console.log("\nThe ten slowest test files:");
  const slowest = sum.files.sort((one, other) => other.milliseconds - one.milliseconds).slice(0, SLOWEST);
  for (const { path, milliseconds } of slowest)
    console.log(`${(milliseconds / 1000).toFixed(1).padStart(7)} s  ${relative(ROOT, path)}`);
  console.log(`\n${sum.passed} passed, ${sum.failed} failed`);
  return sum.failed > 0 ? 1 : 0;
}

/** Runs some of vitest's projects. A run that ends badly without a failed test counts as one failure. */
async function runRound(projects: readonly string[], env: Readonly<Record<string, string>>): Promise<Totals> {
  const folder = await mkdtemp(join(tmpdir(), "leadside-tests-"));
  const file = join(folder, "totals.json");
  try {
    const { code } = await runCommand(
      process.execPath,
      [
        join(ROOT, "node_modules", "vitest", "vitest.mjs"),
        "run",
        ...projects.flatMap((project) => ["--project", project]),
        "--reporter=default",
        `--reporter=${join(ROOT, "test", "support", "totals-reporter.ts")}`,
      ],
      { show: true, env: { ...env, [TOTALS_FILE]: file } },
    );
    const text = await readFile(file, "utf8").catch(() => undefined);
    const totals: Totals = text === undefined ? { passed: 0, failed: 0, files: [] } : JSON.parse(text);
    return code !== 0 && totals.failed === 0 ? { ...totals, failed: 1 } : totals;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Unready ? error.message : error);
  process.exitCode = 1;
}
