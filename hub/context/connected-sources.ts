import { HEARD } from "../sources/heard.ts";
import type { Sql } from "../store/store.ts";

export interface ConnectedSource {
  id: string;
  name: string;
  type: string;
  lastEventAt: string | null;
}

interface Row {
  id: string;
  name: string;
  type: string;
  deleted_at: Date | null;
  last: Date | null;
}

/**
 * The tools that send events, and when each last sent one. `names` also knows those that were
 * removed: what they sent is still there.
 */
export async function connectedSources(
  sql: Sql,
): Promise<{ connected: ConnectedSource[]; names: Map<string, string> }> {
  const rows = await sql.query<Row>(
    `select source.id, source.name, source.type, source.deleted_at, newest.at as last
     from source left join lateral (
       select at from ingest_count
       where source_id = source.id and ${HEARD}
       order by at desc limit 1
     ) newest on true
     order by source.created_at, source.id`,
  );
  return {
    connected: rows
      .filter((row) => row.deleted_at === null)
      .map(({ id, name, type, last }) => ({ id, name, type, lastEventAt: last?.toISOString() ?? null })),
    names: new Map(rows.map((row) => [row.id, row.name])),
  };
}
