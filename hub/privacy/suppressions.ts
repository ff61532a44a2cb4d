import type { z } from "zod";
import type { SuppressionsReply } from "../../lib/contract/privacy.ts";
import { ApiError } from "../http/api-error.ts";
import { suppressionHash } from "../people/suppression.ts";
import type { Sql } from "../store/store.ts";
import { addressOf } from "./erase-person.ts";
import { readCursor, writeCursor } from "./page-cursor.ts";

interface Row {
  id: string;
  at: Date;
  names: { kind: "email" | "user_id" | "anonymous_id" | "crm_record"; count: number }[];
  held_off: number;
  last_at: Date | null;
  lifted_at: Date | null;
}

const PAGE = 50;

/**
 * Whose names are held off, by erasure, newest first; lifted ones too. Which names, nobody can read.
 * @param request.email only those that hold this address off, or did
 */
export async function listSuppressions(
  sql: Sql,
  { email, cursor }: { email?: string | undefined; cursor?: string | undefined },
): Promise<z.input<typeof SuppressionsReply>> {
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const rows = await sql.query<Row>(
    `select e.id, e.at,
       (select json_agg(json_build_object('kind', kind, 'count', count) order by kind) from (
          select kind, count(*)::int as count from suppression where erasure_id = e.id group by kind) k) as names,
       (select sum(count)::bigint from suppression where erasure_id = e.id) as held_off,
       (select max(last_at) from suppression where erasure_id = e.id) as last_at,
       (select case when bool_and(lifted_at is not null) then max(lifted_at) end
        from suppression where erasure_id = e.id) as lifted_at
     from erasure e
     where exists (select 1 from suppression where erasure_id = e.id and ($3::text is null or hash = decode($3, 'hex')))
       and ($1::timestamptz is null or (e.at, e.id) < ($1, $2::uuid))
     order by e.at desc, e.id desc limit ${PAGE + 1}`,
    [after?.at ?? null, after?.id ?? null, email === undefined ? null : await hashOf(sql, email)],
  );
  const page = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? page.at(-1) : undefined;
  const items = page.map((row) => ({
    erasureId: row.id,
    at: row.at.toISOString(),
    names: row.names,
    heldOff: row.held_off,
    lastAt: row.last_at?.toISOString() ?? null,
    liftedAt: row.lifted_at?.toISOString() ?? null,
  }));
  return { items, next: last ? writeCursor(last) : null };
}

/**
 * Lets a person come back, with all the names that were held off with the one given. What was erased stays so; what
 * is new comes in. Said again it lifts nothing more.
 * @throws ApiError not_found where nothing is held off, conflict while the erasure that holds them off is not done
 */
export async function liftSuppression(
  sql: Sql,
  by: { email?: string | undefined; erasureId?: string | undefined },
  { memberId, now }: { memberId: string | null; now: Date },
): Promise<{ lifted: number }> {
  const erasures = await sql.query<{ id: string; state: string }>(
    `select distinct e.id, e.state from suppression s join erasure e on e.id = s.erasure_id
     where case when $1::text is null then e.id = $2::uuid else s.hash = decode($1, 'hex') end`,
    [by.email === undefined ? null : await hashOf(sql, by.email), by.erasureId ?? null],
  );
  if (erasures.length === 0) {
    throw new ApiError("not_found", "Nobody of that name was erased here, so nothing holds them off.");
  }
  const busy = erasures.find(({ state }) => state !== "done");
  if (busy) {
    throw new ApiError(
      "conflict",
      `The erasure ${busy.id} that holds them off is not done. Lift this once it is; if it was given up, leadside people erasures says how to go on with it.`,
    );
  }
  const lifted = await sql.query(
    `update suppression set lifted_at = $2, lifted_by = $3
     where hash in (select hash from suppression where erasure_id = any($1::uuid[]) and lifted_at is null
       order by hash for update)
     returning 1`,
    [erasures.map(({ id }) => id), now, memberId],
  );
  return { lifted: lifted.length };
}

function hashOf(sql: Sql, email: string): Promise<string> {
  return suppressionHash(sql, { kind: "email", namespace: "", value: addressOf(email).value });
}
