import { ApiError } from "../http/api-error.ts";
import type { Handler } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import type { Sql } from "../store/store.ts";
import { writeOnce } from "../write-once.ts";
import { insertKey, replaceKey } from "./source-key.ts";

const DAY_MINUTES = 24 * 60;

/**
 * Gives a source another key. Those before are taken for the grace and then refused; without any grace not any
 * more, such as one that leaked. What came with one of them before is committed in any case.
 */
export function rotateKeyHandler(hub: Hub): Handler<"rotateKey"> {
  return (request, call) =>
    hub.store.transaction(async (sql) => {
      const now = hub.now();
      const { id, graceMinutes = DAY_MINUTES } = request;
      const key = { sourceId: id, idempotencyKey: call.idempotencyKey };
      const turn = await writeOnce(sql, { kind: "rotateKey", call, request, now });
      await lockSource(sql, id);
      if (!turn.first) {
        const made = await whenWritten(sql, call.idempotencyKey);
        const writeKey = turn.freshSecret ? await replaceKey(sql, key, now) : undefined;
        const previousUntil = after(made, graceMinutes).toISOString();
        return { id, ...(writeKey === undefined ? {} : { writeKey }), previousUntil };
      }
      const previousUntil = after(now, graceMinutes);
      if (graceMinutes === 0) await revokeAll(sql, id, now);
      else await letRunOut(sql, id, previousUntil);
      const writeKey = await insertKey(sql, key, now);
      return { id, writeKey, previousUntil: previousUntil.toISOString() };
    });
}

const after = (from: Date, minutes: number) => new Date(from.getTime() + minutes * 60_000);

/** Two rotations at once take turns, so that one key is left that does not run out. */
async function lockSource(sql: Sql, id: string): Promise<void> {
  const [source] = await sql.query<{ deleted_at: Date | null }>(
    "select deleted_at from source where id = $1 for no key update",
    [id],
  );
  if (!source) throw noSource();
  if (source.deleted_at) {
    throw new ApiError("conflict", "This source was deleted. Restore it first, then rotate its key.");
  }
}

export const noSource = () => new ApiError("not_found", "There is no such source. List the sources again.");

async function whenWritten(sql: Sql, key: string): Promise<Date> {
  const [write] = await sql.query<{ at: Date }>("select at from write_once where key = $1", [key]);
  if (!write) throw new Error("A write that was told again is not known");
  return write.at;
}

async function revokeAll(sql: Sql, id: string, now: Date): Promise<void> {
  await sql.query("update source_key set revoked_at = $2 where source_id = $1 and revoked_at is null", [
    id,
    now,
  ]);
}

/** A key that was to run out sooner still does. */
async function letRunOut(sql: Sql, id: string, at: Date): Promise<void> {
  await sql.query(
    `update source_key set expires_at = least(coalesce(expires_at, $2), $2)
     where source_id = $1 and revoked_at is null`,
    [id, at],
  );
}
