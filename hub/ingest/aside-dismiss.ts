import type { AsideKind } from "../../lib/contract/aside.ts";
import { ApiError } from "../http/api-error.ts";
import type { Store } from "../store/store.ts";
import { CONFLICT, TABLE } from "./aside-rows.ts";

/** Rows a statement, and a call: whoever has more calls again. */
const CHUNK = 2_000;
const MOST = 50_000;

interface Dismissal {
  kind: AsideKind;
  ids?: string[] | undefined;
  sourceId?: string | undefined;
  reason?: string | undefined;
}

/**
 * Throws events away that stand aside: by their ids, or all of a source with one reason.
 * @returns how many; of a source at most so many a call
 * @throws ApiError `bad_request` for what would throw more away than was said
 */
export async function dismiss(store: Store, { kind, ids, sourceId, reason }: Dismissal): Promise<number> {
  const table = TABLE[kind];
  if (ids !== undefined) {
    const gone = await store.query(
      `delete from ${table} where id = any($1::bigint[]) and ($2::uuid is null or source_id = $2) returning id`,
      [ids.map(Number), sourceId ?? null],
    );
    return gone.length;
  }
  if (sourceId === undefined || (kind === "rejected" && reason === undefined)) {
    throw new ApiError("bad_request", "Say which events: by ids, or by sourceId and reason.");
  }
  if (kind === "conflicting" && reason !== undefined && reason !== CONFLICT) return 0;
  let dismissed = 0;
  while (dismissed < MOST) {
    const gone = await store.query(
      `delete from ${table} where id in (
         select id from ${table} where source_id = $1 ${kind === "rejected" ? "and reason = $2" : "and $2::text is not null"}
         limit ${CHUNK}) returning id`,
      [sourceId, reason ?? CONFLICT],
    );
    dismissed += gone.length;
    if (gone.length < CHUNK) break;
  }
  return dismissed;
}
