import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";

/** Run once, each with its faults in full number; `npm test` runs a few of them. */
const LONG = [
  ["hub", "test/hub/kill.test.ts"],
  ["hub", "test/hub/kill-import.test.ts"],
  ["hub", "test/hub/histories.test.ts"],
  ["hub", "test/hub/inbox-merges.test.ts"],
  ["hub", "test/hub/kill-readers.test.ts"],
  ["chromium", "test/e2e/feedback-survives.chromium.test.ts"],
] as const;
const FULL_NUMBER = {
  LEADSIDE_KILL_ROUNDS: "100",
  LEADSIDE_HISTORIES_RUNS: "300",
  LEADSIDE_MERGE_HISTORIES: "100",
  LEADSIDE_READERS: "1000",
  LEADSIDE_FEEDBACK_DEEDS: "2000",
  LEADSIDE_FEEDBACK_KILLS: "500",
};

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
const vitest = (project: string, file: string, env: Readonly<Record<string, string>>) => {
  const { status } = spawnSync("npx", ["vitest", "run", "--project", project, file], {
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  if (status === 0) passed += 1;
  else {
    const settings = Object.entries(env).map(([name, value]) => `${name}=${value}`);
    failed.push(`${file}: ${settings.join(" ")} npx vitest run --project ${project} ${file}`);
  }
};
console.log("\nthe ranking beside popularity, chance and who knows it all, 200 libraries of each kind");
if (spawnSync("npx", ["tsx", "test/ranking/main.ts"], { stdio: "inherit" }).status === 0) passed += 1;
else failed.push("the ranking: npx tsx test/ranking/main.ts");
console.log("\ncomparisons without a difference, 10,000 of each kind, looked at daily for a year");
if (spawnSync("npx", ["tsx", "test/claims/main.ts"], { stdio: "inherit" }).status === 0) passed += 1;
else failed.push("comparing sentences: npx tsx test/claims/main.ts");
for (const [project, file] of LONG) {
  console.log(`\nin full number: ${file}`);
  vitest(project, file, { ...FULL_NUMBER, LEADSIDE_FAULT_SEED: values.seed });
}
for (let seed = first; seed < first + Number(values.rounds); seed += 1) {
  for (const [project, file] of JOURNEYS) {
    console.log(`\nseed ${seed}: ${file}`);
    vitest(project, file, { LEADSIDE_FAULT_SEED: String(seed) });
  }
}
for (const line of failed) console.log(`failed, to see it again: ${line}`);
console.log(`${passed} passed, ${failed.length} failed`);
process.exit(failed.length === 0 ? 0 : 1);
