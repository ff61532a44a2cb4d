import { indexWords } from "../feedback/words.ts";
import type { Hub } from "../hub.ts";
import type { Sql } from "../store/store.ts";
import { addressesIn, addressesOfId, ERASED } from "./addresses-in-text.ts";
import { cleanConflicting, cleanRaw, cleanRejected } from "./clean-events.ts";
import { cleanImportLines } from "./clean-import-lines.ts";
import { cutFromColumns } from "./cut-from-columns.ts";
import type { ErasureState, Taken } from "./erasure-state.ts";
import type { TextTable } from "./text-tables.ts";

/** Rows of a table that may name the person, locked until the transaction ends. */
export interface Suspects {
  hub: Hub;
  sql: Sql;
  state: ErasureState;
  table: TextTable;
  /** Their places in it, as the database calls them. */
  places: readonly string[];
}

/** Takes what names the person out of these rows, or the rows; says what was taken, by table. */
export type Cleaner = (suspects: Suspects) => Promise<Record<string, Partial<Taken>>>;

/** What is done in a table, where it is more than cutting the address out. */
const CLEANERS: Readonly<Record<string, Cleaner>> = {
  raw_event: cleanRaw,
  rejected_event: cleanRejected,
  conflicting_event: cleanConflicting,
  import_line: cleanImportLines,
  look_up: deleteWhole,
  // An admin's list of addresses: with anything else in the place of one it could not be saved again.
  shared_mailbox: deleteWhole,
  // A tool's own id for a company that is somebody's address: what would be left could be two companies' name.
  company_key: deleteWhole,
  opportunity_contact: deleteWhole,
  identity: foundIdentities,
  share: cutAndRevoke,
  feedback: (suspects) => cutAndIndex(suspects, "id"),
  feedback_addition: (suspects) => cutAndIndex(suspects, "feedback_id"),
  // Who works with Leadside: the receipt says what to do about them.
  member: async () => ({}),
  sign_in_identity: async () => ({}),
  invite: async () => ({}),
};

/** @param table the whole one, where it is in parts */
export function cleanerOf(table: string): Cleaner {
  return CLEANERS[table] ?? cutFromColumns;
}

/** Which of the rows do hold an address of the person, and not only something like it. */
async function placesThatName({ sql, state, table, places }: Suspects): Promise<string[]> {
  const columns = table.columns.filter(({ type }) => type !== "bytea");
  const rows = await sql.query<{ place: string; text: string }>(
    `select ctid::text as place, concat_ws(E'\\n', ${columns.map(({ name }) => `${name}::text`).join(", ")}) as text
     from ${table.name} where ctid = any($1::tid[])`,
    [places],
  );
  const addresses = new Set(state.sealed.subject.addresses);
  return rows
    .filter(({ text }) => [...addressesIn(text)].some((address) => addresses.has(address)))
    .map(({ place }) => place);
}

async function deleteWhole(suspects: Suspects) {
  const { sql, table } = suspects;
  const gone = await sql.query(`delete from ${table.name} where ctid = any($1::tid[]) returning 1`, [
    await placesThatName(suspects),
  ]);
  return { [table.whole]: { deleted: gone.length } };
}

/** A link that was limited to the address: nobody can say a code any more that goes there, so it ends. */
async function cutAndRevoke(suspects: Suspects) {
  const { sql, hub, places } = suspects;
  const rows = await sql.query<{ id: string }>("select id from share where ctid = any($1::tid[])", [places]);
  const cut = await cutFromColumns(suspects);
  await sql.query(
    "update share set revoked_at = $2 where id = any($1::uuid[]) and limited_to like $3 and revoked_at is null",
    [rows.map(({ id }) => id), hub.now(), `%${ERASED}%`],
  );
  return cut;
}

/** Feedback is found by its words, and so by the address too, until they are made anew. */
async function cutAndIndex(suspects: Suspects, item: "id" | "feedback_id") {
  const { sql, table, places } = suspects;
  const rows = await sql.query<{ id: string }>(
    `select ${item} as id from ${table.name} where ctid = any($1::tid[])`,
    [places],
  );
  const cut = await cutFromColumns(suspects);
  const ids = rows.map(({ id }) => id);
  await indexWords(sql, ids);
  return cut;
}

/** Names that hold the address, such as a tool's id made of it: they are the person's, whoever they hang on. */
async function foundIdentities({ sql, state, places }: Suspects) {
  const rows = await sql.query<{ id: number; value: string; shown: string }>(
    "select id, value, shown from identity where ctid = any($1::tid[])",
    [places],
  );
  const addresses = new Set(state.sealed.subject.addresses);
  const named = rows.filter(({ value, shown }) =>
    [...addressesOfId(value), ...addressesOfId(shown)].some((address) => addresses.has(address)),
  );
  const { more, foundIn } = state.progress;
  const fresh = named.map(({ id }) => id).filter((id) => !more.includes(id));
  more.push(...fresh);
  if (fresh.length > 0 && !foundIn.includes("identity")) foundIn.push("identity");
  return {};
}
