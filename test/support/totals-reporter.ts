import { writeFileSync } from "node:fs";
import type { Reporter, TestModule } from "vitest/node";

/** What one run of vitest came to. */
export interface Totals {
  passed: number;
  /** Tests that failed, files that did not load or whose hooks failed, and errors outside of tests. */
  failed: number;
  /** Each file with the time of its tests and hooks. */
  files: { path: string; milliseconds: number }[];
}

/** The environment variable that names the file to write. */
export const TOTALS_FILE = "LEADSIDE_TEST_TOTALS";

/** Writes a run's totals as JSON, for `npm test` to sum up over several runs. */
export default class TotalsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const totals: Totals = { passed: 0, failed: unhandled.length, files: [] };
    for (const module of modules) {
      const failedBefore = totals.failed;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === "passed") totals.passed += 1;
        if (state === "failed") totals.failed += 1;
      }
      if (module.state() === "failed" && totals.failed === failedBefore) totals.failed += 1;
      totals.files.push({ path: module.moduleId, milliseconds: module.diagnostic().duration });
    }
    const path = process.env[TOTALS_FILE];
    if (path) writeFileSync(path, JSON.stringify(totals));
  }
}
