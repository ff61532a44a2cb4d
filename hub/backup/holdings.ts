import type { Store } from "../store/store.ts";
import { quoted, readTables } from "./catalogue.ts";

/** What a database holds, for somebody who is about to throw it away. */
export interface Holdings {
  rows: number;
  /** When the newest touchpoint was received; null where there is none. */
  newestAt: Date | null;
}

/** @returns undefined where nothing is lost: no hub ever used the database, or one was only started */
export async function readHoldings(store: Store): Promise<Holdings | undefined> {
  return store.snapshot(async (sql) => {
    const tables = (await readTables(sql)).filter(({ name }) => name !== "hub");
    if (!tables.some(({ name }) => name === "touchpoint")) return undefined;
    let rows = 0;
    for (const { name } of tables) {
      const [row] = await sql.query<{ count: number }>(`select count(*) as count from ${quoted(name)}`);
      rows += row?.count ?? 0;
    }
    if (rows === 0) return undefined;
    const [newest] = await sql.query<{ at: Date | null }>("select max(received_at) as at from touchpoint");
    return { rows, newestAt: newest?.at ?? null };
  });
}
