import { mkdirSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { machine, type Row, table } from "./report.ts";

/** The groups of figures, in the order in which they are printed. Each starts and stops what it needs. */
const groups: Record<string, () => Promise<Row[]>> = {
  sizes: async () => (await import("./sizes.ts")).sizes(),
  page: async () => (await import("./page.ts")).page(),
  panel: async () => (await import("./panel.ts")).panel(),
  ingest: async () => (await import("./ingest.ts")).ingest(),
  context: async () => (await import("./context.ts")).context(),
  desk: async () => (await import("./desk-lists.ts")).deskLists(),
  inbox: async () => (await import("./inbox-lists.ts")).inboxLists(),
  scroll: async () => (await import("./inbox-scroll.ts")).inboxScroll(),
  files: async () => (await import("./files.ts")).files(),
  reader: async () => (await import("./reader.ts")).reader(),
  embedded: async () => (await import("./ingest-embedded.ts")).embedded(),
  memory: async () => (await import("./ingest-memory.ts")).memory(),
};

const { values } = parseArgs({ options: { only: { type: "string" }, help: { type: "boolean" } } });
if (values.help) {
  console.log(`npm run bench [-- --only ${Object.keys(groups).join(",")}]`);
  process.exit(0);
}
const chosen = values.only?.split(",") ?? Object.keys(groups);
const unknown = chosen.filter((name) => !groups[name]);
if (unknown.length > 0) {
  console.error(`There is no group ${unknown.join(", ")}. Choose from ${Object.keys(groups).join(", ")}.`);
  process.exit(1);
}

const rows: Row[] = [];
const about = machine();
console.log(
  Object.entries(about)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n"),
);
for (const name of chosen) {
  console.log(`\nmeasuring ${name} …`);
  const found = (await groups[name]?.()) ?? [];
  rows.push(...found);
  console.log(table(found));
}
mkdirSync("test-output", { recursive: true });
writeFileSync("test-output/bench.json", `${JSON.stringify({ machine: about, rows }, null, 2)}\n`);
const missed = rows.filter((row) => row.within === false);
console.log(`\n${rows.length} figures, ${missed.length} over budget. As JSON: test-output/bench.json`);
for (const row of missed) console.log(`  over budget: ${row.what}: ${row.result} (budget ${row.budget})`);
process.exit(0);
