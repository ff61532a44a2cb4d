import { parseArgs } from "node:util";
import { compare } from "./compare.ts";
import { WORLDS } from "./world.ts";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "200" },
    first: { type: "string", default: "1" },
    /** The most readings. */
    to: { type: "string", default: "10000" },
    /** Only those whose name has this in it. */
    world: { type: "string", default: "" },
  },
});
const shown = (share: number) => `${(share * 100).toFixed(2)} %`;
let [intervals, covered] = [0, 0];
const missed: string[] = [];
const marks = [300, 1_000, 3_000, 10_000].filter((readings) => readings <= Number(values.to));
for (const world of WORLDS.filter(({ name }) => name.includes(values.world))) {
  const comparison = compare(world, marks, Number(values.first), Number(values.seeds));
  console.log(`\n${comparison.world} (${comparison.seeds} seeds)`);
  for (const { readings, of, overPopularity } of comparison.worth) {
    const policies = Object.entries(of).map(([policy, { mean }]) => `${policy} ${shown(mean)}`);
    const { mean, error } = overPopularity;
    if (readings < 1_000 ? mean < -2 * error : mean <= 0) missed.push(`${comparison.world} at ${readings}`);
    console.log(
      `  ${String(readings).padStart(6)} readings: ${policies.join(", ")}; over popularity ${shown(overPopularity.mean)} ± ${shown(overPopularity.error)}`,
    );
  }
  console.log(
    `  90 % intervals that hold the truth: ${shown(comparison.covered / comparison.intervals)} of ${comparison.intervals}`,
  );
  intervals += comparison.intervals;
  covered += comparison.covered;
}
console.log(`\nall worlds: ${shown(covered / intervals)} of ${intervals} intervals`);
if (covered / intervals < 0.88 || covered / intervals > 0.92) missed.push("the intervals");
if (missed.length > 0) console.log(`not reached: ${missed.join(", ")}`);
process.exit(missed.length === 0 ? 0 : 1);
