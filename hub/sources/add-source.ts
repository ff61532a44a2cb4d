import type { Handler } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { hashSecret, newWriteKey } from "../secret.ts";
import { writeOnce } from "../write-once.ts";

/** Makes a source and its write key. The same write again soon gives another key and revokes the one before. */
export function addSourceHandler(hub: Hub): Handler<"addSource"> {
  return (request, call) =>
    hub.store.transaction(async (sql) => {
      const now = hub.now();
      const turn = await writeOnce(sql, { kind: "addSource", call, request, now });
      const id = call.idempotencyKey;
      if (turn.first) {
        await sql.query("insert into source (id, type, name, org, created_at) values ($1, $2, $3, $4, $5)", [
          id,
          request.type,
          request.name,
          request.org ?? null,
          now,
        ]);
      } else if (turn.freshSecret) {
        await sql.query("update source_key set revoked_at = $2 where source_id = $1 and revoked_at is null", [
          id,
          now,
        ]);
      } else {
        return { id };
      }
      const writeKey = newWriteKey();
      await sql.query("insert into source_key (hash, source_id, created_at) values ($1, $2, $3)", [
        hashSecret(writeKey),
        id,
        now,
      ]);
      return { id, writeKey };
    });
}
