import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { ensureExtension } from "./extension-build.ts";
import { ROOT } from "./root.ts";
import { runCommand } from "./run-command.ts";
import { ensureBrowsers, Unready } from "./system-packages.ts";

/** Part of what vitest's JSON reporter writes. */
interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numFailedTestSuites: number;
  testResults: {
    name: string;
    status: string;
    startTime: number;
    endTime: number;
    assertionResults: unknown[];
  }[];
}

/** What runs together: the first is quick and needs no browser, and browsers go one after the other. */
const ROUNDS = [["unit", "rules"], ["hub"], ["chromium"], ["firefox"]] as const;

/** `npm test`: everything, on a machine that may have neither browsers nor a build yet. */
async function main(): Promise<number> {
  const { chromium, firefox } = await ensureBrowsers({ firefox: true });
  const env = { LEADSIDE_CHROMIUM: chromium, ...(firefox ? { LEADSIDE_FIREFOX: firefox } : {}) };
  for (const target of ["chrome", "firefox"] as const) await ensureExtension(target, console.log);

  const folder = await mkdtemp(join(tmpdir(), "leadside-tests-"));
  const files: { name: string; milliseconds: number }[] = [];
  let passed = 0;
  let failed = 0;
  let broken = false;
  try {
    for (const round of ROUNDS) {
      const file = join(folder, `${round[0]}.json`);
      const vitest = join(ROOT, "node_modules", "vitest", "vitest.mjs");
      const { code } = await runCommand(
        process.execPath,
        [
          vitest,
          "run",
          ...round.flatMap((project) => ["--project", project]),
          "--reporter=default",
          "--reporter=json",
          `--outputFile.json=${file}`,
        ],
        { show: true, env },
      );
      const report = await readReport(file);
      passed += report?.numPassedTests ?? 0;
      // A file that does not load has no tests that could fail; it counts as one.
      const unloaded =
        report?.testResults.filter(
          ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
        ).length ?? 0;
      failed += (report?.numFailedTests ?? 0) + unloaded;
      if (code !== 0) broken = true;
      for (const { name, startTime, endTime } of report?.testResults ?? [])
        files.push({ name: relative(ROOT, name), milliseconds: endTime - startTime });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }

  console.log("\nThe ten slowest test files:");
  for (const { name, milliseconds } of files
    .sort((one, other) => other.milliseconds - one.milliseconds)
    .slice(0, 10))
    console.log(`${(milliseconds / 1000).toFixed(1).padStart(7)} s  ${name}`);
  if (broken && failed === 0) console.log("\nA round ended with an error outside of its tests; see above.");
  console.log(`\n${passed} passed, ${failed} failed`);
  return broken || failed > 0 ? 1 : 0;
}

async function readReport(file: string): Promise<Report | undefined> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Report);
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Unready ? error.message : error);
  process.exitCode = 1;
}
