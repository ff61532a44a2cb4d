import type { Handler } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { HEARD } from "./heard.ts";

interface Row {
  id: string;
  type: string;
  name: string;
  org: string | null;
  created_at: Date;
  last_event_at: Date | null;
  accepted: number;
  duplicates: number;
  rejected: number;
  conflicts: number;
}

/** The tools that send events, oldest first, and how they do. A company has a handful, so one page is all. */
export function listSourcesHandler(hub: Hub): Handler<"sources"> {
  return async () => {
    const rows = await hub.store.query<Row>(
      `select source.id, source.type, source.name, source.org, source.created_at,
              max(counted.at) filter (where ${HEARD}) as last_event_at,
              coalesce(sum(counted.accepted), 0)::bigint as accepted,
              coalesce(sum(counted.duplicates), 0)::bigint as duplicates,
              coalesce(sum(counted.rejected), 0)::bigint as rejected,
              coalesce(sum(counted.conflicts), 0)::bigint as conflicts
       from source left join ingest_count counted on counted.source_id = source.id
       where source.deleted_at is null
       group by source.id
       order by source.created_at, source.id`,
    );
    const items = rows.map(({ created_at, last_event_at, ...row }) => ({
      ...row,
      createdAt: created_at.toISOString(),
      lastEventAt: last_event_at?.toISOString() ?? null,
    }));
    return { items, next: null };
  };
}
