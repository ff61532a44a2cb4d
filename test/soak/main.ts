import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";

/** The journeys through faults, each over and over with other faults. `npm test` runs each once, with a fixed seed. */
const JOURNEYS = [
  ["hub", "test/hub/ingest-senders.test.ts"],
  ["chromium", "test/e2e/website-sends.chromium.test.ts"],
  ["chromium", "test/e2e/fifty-records.chromium.test.ts"],
  ["chromium", "test/e2e/a-click-is-sent-once.chromium.test.ts"],
] as const;

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "20" }, seed: { type: "string", default: "1" } },
});
const first = Number(values.seed);
const failed: string[] = [];
let passed = 0;
for (let seed = first; seed < first + Number(values.rounds); seed += 1) {
  for (const [project, file] of JOURNEYS) {
    console.log(`\nseed ${seed}: ${file}`);
    const { status } = spawnSync("npx", ["vitest", "run", "--project", project, file], {
      stdio: "inherit",
      env: { ...process.env, LEADSIDE_FAULT_SEED: String(seed) },
    });
    if (status === 0) passed += 1;
    else failed.push(`${file}: LEADSIDE_FAULT_SEED=${seed} npx vitest run --project ${project} ${file}`);
  }
}
for (const line of failed) console.log(`failed, to see it again: ${line}`);
console.log(`${passed} passed, ${failed.length} failed`);
process.exit(failed.length === 0 ? 0 : 1);
