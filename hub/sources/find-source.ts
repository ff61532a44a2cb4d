import { hashSecret } from "../secret.ts";
import type { Sql } from "../store/store.ts";

export interface FoundSource {
  id: string;
  name: string;
  type: string;
  /** Whose record ids it sends; null: any org's but a sandbox's. */
  org: string | null;
}

/** The source that a write key admits; undefined when the key is unknown, revoked or has run out. */
export async function findSource(sql: Sql, writeKey: string, now: Date): Promise<FoundSource | undefined> {
  const [source] = await sql.query<FoundSource>(
    `select source.id, source.name, source.type, source.org
     from source_key join source on source.id = source_key.source_id
     where source_key.hash = $1 and source_key.revoked_at is null and source.deleted_at is null
       and (source_key.expires_at is null or source_key.expires_at > $2)`,
    [hashSecret(writeKey), now],
  );
  return source;
}
