import type { Handler } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { writeOnce } from "../write-once.ts";
import { insertKey, replaceKey } from "./source-key.ts";

/** Makes a source and its write key. The same write again soon gives another key and revokes the one before. */
export function addSourceHandler(hub: Hub): Handler<"addSource"> {
  return (request, call) =>
    hub.store.transaction(async (sql) => {
      const now = hub.now();
      const turn = await writeOnce(sql, { kind: "addSource", call, request, now });
      const id = call.idempotencyKey;
      const key = { sourceId: id, idempotencyKey: id };
      if (turn.first) {
        await sql.query("insert into source (id, type, name, org, created_at) values ($1, $2, $3, $4, $5)", [
          id,
          request.type,
          request.name,
          request.org ?? null,
          now,
        ]);
        return { id, writeKey: await insertKey(sql, key, now) };
      }
      const writeKey = turn.freshSecret ? await replaceKey(sql, key, now) : undefined;
      return { id, ...(writeKey === undefined ? {} : { writeKey }) };
    });
}
