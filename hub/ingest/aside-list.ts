import type { AsideEvent, AsideKind } from "../../lib/contract/aside.ts";
import { ApiError } from "../http/api-error.ts";
import type { Sql } from "../store/store.ts";
import { ASIDE } from "./aside-rows.ts";
import { shapeOf } from "./aside-shape.ts";

const PAGE = 50;
/** Bytes of an event that its shape is read from: one may have megabytes. */
const READ_FOR_SHAPE = 16_384;

interface Row {
  id: number;
  source_id: string;
  source_name: string;
  received_at: Date;
  count: number;
  reason: string;
  message_id: string | null;
  size: number;
  beginning: Buffer;
}

/** A page of what stands aside, newest first. */
export async function asidePage(
  sql: Sql,
  { kind, sourceId, cursor, limit = PAGE }: AsideFilter & { limit?: number | undefined },
): Promise<{ items: AsideEvent[]; next: string | null }> {
  const rows = await sql.query<Row>(
    `select aside.id, aside.source_id, coalesce(source.name, '') as source_name, aside.received_at, aside.count,
            aside.reason, aside.message_id, aside.size, substring(aside.content from 1 for ${READ_FOR_SHAPE}) as beginning
     from ${ASIDE[kind]} aside left join source on source.id = aside.source_id
     where ($1::uuid is null or aside.source_id = $1) and ($2::bigint is null or aside.id < $2)
     order by aside.id desc limit $3`,
    [sourceId ?? null, cursor === undefined ? null : readAsideCursor(cursor), limit + 1],
  );
  const items = rows.slice(0, limit).map((row) => ({
    id: String(row.id),
    kind,
    source: { id: row.source_id, name: row.source_name },
    receivedAt: row.received_at.toISOString(),
    count: row.count,
    reason: row.reason,
    messageId: row.message_id,
    shape: shapeOf(row.beginning.toString("utf8")),
    bytes: row.size,
  }));
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

interface AsideFilter {
  kind: AsideKind;
  sourceId?: string | undefined;
  cursor?: string | undefined;
}

/** Why how many stand aside, the most frequent reason first. */
export function asideReasons(
  sql: Sql,
  { kind, sourceId }: AsideFilter,
): Promise<{ reason: string; events: number }[]> {
  return sql.query(
    `select reason, count(*)::int as events from ${ASIDE[kind]} aside
     where $1::uuid is null or source_id = $1
     group by reason order by events desc, reason`,
    [sourceId ?? null],
  );
}

/**
 * An event as it came.
 * @throws ApiError `not_found`
 */
export async function asideBody(sql: Sql, kind: AsideKind, id: string): Promise<string> {
  const [row] = await sql.query<{ content: Buffer }>(
    `select content from ${ASIDE[kind]} aside where id = $1`,
    [Number(id)],
  );
  if (!row) throw new ApiError("not_found", "This event does not stand aside any more. List them again.");
  return row.content.toString("utf8");
}

/** @throws ApiError `bad_request` for a cursor that this hub did not make */
export function readAsideCursor(cursor: string): number {
  if (!/^\d{1,15}$/.test(cursor))
    throw new ApiError("bad_request", "This is not a cursor of this hub. Begin with the first page.");
  return Number(cursor);
}
