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
  suppressed: number;
  keys: number;
  deleted_at: Date | null;
}

/** The tools that send events, oldest first, and how they do. A company has a handful, so one page is all. */
export function listSourcesHandler(hub: Hub): Handler<"sources"> {
  return async ({ deleted }) => {
    const rows = await hub.store.query<Row>(
      `select source.id, source.type, source.name, source.org, source.created_at,
              max(counted.at) filter (where ${HEARD}) as last_event_at,
              coalesce(sum(counted.accepted), 0)::bigint as accepted,
              coalesce(sum(counted.duplicates), 0)::bigint as duplicates,
              coalesce(sum(counted.rejected), 0)::bigint as rejected,
              coalesce(sum(counted.conflicts), 0)::bigint as conflicts,
              coalesce(sum(counted.suppressed), 0)::bigint as suppressed,
              (select count(*) from source_key key where key.source_id = source.id and key.revoked_at is null
                 and (key.expires_at is null or key.expires_at > $1))::int as keys,
              source.deleted_at
       from source left join ingest_count counted on counted.source_id = source.id
       where source.deleted_at is null or $2
       group by source.id
       order by source.created_at, source.id`,
      [hub.now(), deleted !== undefined],
    );
    const items = rows.map(({ created_at, last_event_at, deleted_at, ...row }) => ({
      ...row,
      createdAt: created_at.toISOString(),
      lastEventAt: last_event_at?.toISOString() ?? null,
      deletedAt: deleted_at?.toISOString() ?? null,
    }));
    return { items, next: null };
  };
}
