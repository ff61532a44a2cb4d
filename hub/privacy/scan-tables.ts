import type { Hub } from "../hub.ts";
import type { Sql } from "../store/store.ts";
import { cleanerOf } from "./cleaners.ts";
import { type ErasureState, take } from "./erasure-state.ts";
import { addressPatterns, mayName, namePatterns, type Patterns } from "./name-patterns.ts";
import { asTextSql, type TextTable, textTables } from "./text-tables.ts";

/** Blocks of 8 kB that are read at first; more where that is quick, fewer where rows hold long texts elsewhere. */
const FIRST_BLOCKS = 16;
const MOST_BLOCKS = 1_024;
/** How long a statement is to take: the embedded database does nothing else meanwhile. */
const QUICK_MS = 30;
/** How long a step goes on with the next blocks. */
const STEP_MS = 200;

/** Instead of the next block, of a table that is done. */
const THROUGH = -1;

/** Where an event's other names count too, and not only addresses. */
const EVENT_TABLES: ReadonlySet<string> = new Set([
  "raw_event",
  "rejected_event",
  "conflicting_event",
  "import_line",
]);

/**
 * Looks through every table of the database, the next part of it, for what names the erased person.
 * @returns whether it has come to the end
 */
export async function scanTables(hub: Hub, sql: Sql, state: ErasureState): Promise<boolean> {
  const { progress, sealed } = state;
  const tables = await textTables(sql);
  const until = performance.now() + STEP_MS;
  const byAddress = addressPatterns(sealed.subject.addresses);
  const byName = namePatterns(sealed.subject);
  for (;;) {
    const table = tables.find(({ name }) => progress.table === null || name > progress.table || isOpen(name));
    if (table === undefined) return true;
    if (table.name !== progress.table) Object.assign(progress, { table: table.name, block: 0 });
    const patterns = EVENT_TABLES.has(table.whole) ? byName : byAddress;
    let blocks = FIRST_BLOCKS;
    while (progress.block < table.blocks) {
      if (performance.now() > until) return false;
      const began = performance.now();
      const places = await readSuspects(sql, table, { block: progress.block, blocks, patterns });
      const took = performance.now() - began;
      if (places.length > 0) await clean(hub, sql, state, table, places);
      progress.block += blocks;
      blocks = took < QUICK_MS ? Math.min(blocks * 2, MOST_BLOCKS) : Math.max(1, Math.floor(blocks / 2));
    }
    progress.block = THROUGH;
  }
  function isOpen(name: string): boolean {
    return name === progress.table && progress.block !== THROUGH;
  }
}

/** Rows of a part of a table that may name the person, each by its place; they stay as they are meanwhile. */
async function readSuspects(
  sql: Sql,
  table: TextTable,
  { block, blocks, patterns }: { block: number; blocks: number; patterns: Patterns },
): Promise<string[]> {
  const text = table.columns.map(asTextSql).join(", ");
  const rows = await sql.query<{ place: string }>(
    `select ctid::text as place from ${table.name}
     where ctid >= $1::tid and ctid < $2::tid
       and ${mayName(`concat_ws(E'\\n', ${text})`, "$3", "$4")}
     for update`,
    [`(${block},0)`, `(${block + blocks},0)`, patterns.like, patterns.regex],
  );
  return rows.map(({ place }) => place);
}

async function clean(
  hub: Hub,
  sql: Sql,
  state: ErasureState,
  table: TextTable,
  places: readonly string[],
): Promise<void> {
  const { progress } = state;
  const taken = await cleanerOf(table.whole)({ hub, sql, state, table, places });
  let found = false;
  for (const [name, rows] of Object.entries(taken)) {
    take(progress, name, rows);
    found ||= (rows.deleted ?? 0) + (rows.redacted ?? 0) > 0;
  }
  if (found && !progress.foundIn.includes(table.whole)) progress.foundIn.push(table.whole);
}
