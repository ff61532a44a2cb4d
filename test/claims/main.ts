import { parseArgs } from "node:util";
import { FALSE_ALARMS } from "../../hub/claims/rules/compare.ts";
import { CELLS, DIFFERENCES, LIVE, PACES, RATES, SHARES } from "./cells.ts";
import { simulate } from "./simulate.ts";

const { values } = parseArgs({
  options: { comparisons: { type: "string", default: "10000" }, seed: { type: "string", default: "1" } },
});
const comparisons = Number(values.comparisons);
const percent = (count: number, of = comparisons) => `${((100 * count) / of).toFixed(1)} %`.padStart(7);

console.log(
  `${comparisons} comparisons without a difference a cell, each looked at daily for a year: in how many it was`,
);
console.log("ever said that one landed more often; behind it, the same by a fixed 90 % interval");
let [most, most90] = [0, 0];
const exceeded: string[] = [];
const told = CELLS.map((cell, n) => ({
  cell,
  ...simulate(cell, comparisons, Number(values.seed) * 1_000 + n),
}));
for (const ofA of SHARES) {
  console.log(`\n${ofA === 1 ? "as many outcomes of both" : `${ofA} outcomes of A for one of B`}`);
  console.log(`  both land  ${PACES.map((pace) => `${pace} a day`.padStart(17)).join("")}`);
  for (const rate of RATES) {
    const row = told.filter(({ cell }) => cell.ofA === ofA && cell.a === rate);
    const shown = row.map(({ ever, everNaively }) => `${percent(ever)}, ${percent(everNaively)}`);
    console.log(`  ${`${rate * 100} %`.padStart(9)}  ${shown.map((one) => one.padStart(17)).join("")}`);
    for (const { cell, ever, everNaively } of row) {
      most = Math.max(most, ever);
      most90 = Math.max(most90, everNaively);
      if (ever > FALSE_ALARMS * comparisons) exceeded.push(JSON.stringify(cell));
    }
  }
}
console.log("\nten outcomes a day, looked at after each, for a year:");
for (const [n, world] of LIVE.entries()) {
  const { ever, everNaively } = simulate(world, comparisons, Number(values.seed) * 2_000 + n);
  console.log(`  both land ${world.a * 100} %: ${percent(ever).trim()}, ${percent(everNaively).trim()}`);
  most = Math.max(most, ever);
  if (ever > FALSE_ALARMS * comparisons) exceeded.push(JSON.stringify(world));
}
console.log(`\nfalse alarms at most: ${percent(most).trim()}; by a fixed interval ${percent(most90).trim()}`);

console.log("\nwhere there is a difference, two outcomes a day:");
for (const world of DIFFERENCES) {
  const { ever, wrong, outcomes } = simulate(world, comparisons, Number(values.seed));
  const sorted = outcomes.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.floor(part * (sorted.length - 1))];
  console.log(
    `  ${world.a * 100} against ${world.b * 100} %${world.ofA === 1 ? "" : `, ${world.ofA} to one`}: said within a year in ${percent(ever).trim()}, of the wrong one in ${percent(wrong).trim()}; after ${at(0.5)} outcomes at the median, ${at(0.9)} in nine of ten`,
  );
}
if (exceeded.length > 0) console.log(`\nmore than stated: ${exceeded.join(", ")}`);
process.exit(exceeded.length === 0 ? 0 : 1);
