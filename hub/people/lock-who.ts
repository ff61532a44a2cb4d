import type { Sql } from "../store/store.ts";

/** Rows that must be held for something to stay as it was read. */
export interface Holds {
  identities: readonly number[];
  persons: readonly string[];
}

/**
 * Reads something, and holds what it was read from until the transaction ends. Whoever decides who is who takes
 * its locks here, and so in one order: identities, then persons, each sorted. When it had to wait, and things
 * came out different, it gives everything back and begins anew, instead of asking for more while it holds some:
 * so no two ever wait for each other in a circle.
 * @param first what it will hold unless something has changed since
 */
export async function readLocked<State>(
  sql: Sql,
  read: () => Promise<State>,
  holdsOf: (state: State) => Holds,
  first?: State,
): Promise<State> {
  await sql.query("savepoint before_locks");
  let expected = first ?? (await read());
  for (;;) {
    const { identities, persons } = holdsOf(expected);
    await lock(sql, identities, persons);
    const state = await read();
    const needed = holdsOf(state);
    if (within(needed.identities, identities) && within(needed.persons, persons)) return state;
    // Locks that were taken since a savepoint go with it.
    await sql.query("rollback to savepoint before_locks");
    expected = state;
  }
}

async function lock(sql: Sql, identities: readonly number[], persons: readonly string[]): Promise<void> {
  if (identities.length > 0) {
    await sql.query("select 1 from identity where id = any($1::bigint[]) order by id for no key update", [
      identities.toSorted((a, b) => a - b),
    ]);
  }
  if (persons.length > 0) {
    await sql.query("select 1 from person where id = any($1::uuid[]) order by id for no key update", [
      persons.toSorted(),
    ]);
  }
}

const within = <Id>(some: readonly Id[], all: readonly Id[]): boolean => {
  const known = new Set(all);
  return some.every((id) => known.has(id));
};
