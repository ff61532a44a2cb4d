import type { z } from "zod";
import type { Erasure, ErasuresReply } from "../../lib/contract/privacy.ts";
import { ApiError } from "../http/api-error.ts";
import type { Sql } from "../store/store.ts";
import { ERASE, ERASE_BEFORE } from "./erase-person.ts";
import { readCursor, writeCursor } from "./page-cursor.ts";

type Reply = z.input<typeof Erasure>;

interface Row {
  id: string;
  at: Date;
  member_id: string | null;
  name: string | null;
  state: "waiting" | "running" | "done";
  finished_at: Date | null;
  receipt: Reply["receipt"];
  failed_job: string | null;
  last_error: string | null;
}

const PAGE = 50;
const COLUMNS = `e.id, e.at, e.member_id, m.name, e.state, e.finished_at, e.receipt, j.id as failed_job, j.last_error
  from erasure e left join member m on m.id = e.member_id
  left join job j on j.kind = any(array['${[ERASE, ...ERASE_BEFORE].join("', '")}']) and j.key = e.id::text and j.failed_at is not null`;

/** @throws ApiError not_found */
export async function readErasure(sql: Sql, id: string): Promise<Reply> {
  const [row] = await sql.query<Row>(`select ${COLUMNS} where e.id = $1`, [id]);
  if (!row) throw new ApiError("not_found", "There is no erasure of that id.");
  return itemOf(row);
}

/** Newest first. */
export async function listErasures(sql: Sql, cursor?: string): Promise<z.input<typeof ErasuresReply>> {
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const rows = await sql.query<Row>(
    `select ${COLUMNS}
     where $1::timestamptz is null or (e.at, e.id) < ($1, $2::uuid)
     order by e.at desc, e.id desc limit ${PAGE + 1}`,
    [after?.at ?? null, after?.id ?? null],
  );
  const page = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? page.at(-1) : undefined;
  return { items: page.map(itemOf), next: last ? writeCursor(last) : null };
}

function itemOf(row: Row): Reply {
  return {
    id: row.id,
    state: row.failed_job === null ? row.state : "failed",
    at: row.at.toISOString(),
    author: { memberId: row.member_id, name: row.name ?? "automation" },
    finishedAt: row.finished_at?.toISOString() ?? null,
    receipt: row.receipt,
    failedJob: row.failed_job === null ? null : { id: row.failed_job, lastError: row.last_error },
  };
}
