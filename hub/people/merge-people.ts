import { isSandbox } from "../../lib/contract/record-key.ts";
import { ApiError } from "../http/api-error.ts";
import type { Sql } from "../store/store.ts";
import { lockStanding, readMergedWith } from "./merge-tree.ts";
import { successorOf } from "./read-person.ts";
import { settleConflicts } from "./write-conflicts.ts";
import { type MergeRow, writeMerges } from "./write-merges.ts";

export interface SaidMerge {
  /** Of the write, and then of the merge. */
  id: string;
  from: string;
  into: string;
  why: string;
  /** Null: by an admin token. */
  memberId: string | null;
}

/** Gives texts as they may be kept: without the addresses of people who were erased. */
export type KeepsOut = (sql: Sql, texts: readonly string[]) => Promise<string[]>;

/**
 * Makes two persons one, by an admin's word, which outweighs an earlier one that they are two.
 * @throws ApiError bad_request for one person with themselves, not_found for an unknown one, conflict for one who
 *   was merged already, and for a sandbox's copy with production
 */
export async function mergePeople(
  sql: Sql,
  { id, from, into, why, memberId }: SaidMerge,
  keepsOut: KeepsOut,
): Promise<void> {
  if (from === into) throw new ApiError("bad_request", "That is one person already. Give two ids.");
  const standing = await lockStanding(sql, [from, into]);
  await refuseUnknown(sql, from, standing);
  await refuseUnknown(sql, into, standing);
  await refuseOtherOrg(sql, from, into);

  const [kept = ""] = await keepsOut(sql, [why]);
  const merge: MergeRow = {
    ...{ id, from, into, standing: into, fromHome: from, intoHome: into },
    ...{ by: "member", why: kept, event: null, import: null, member: memberId },
  };
  const [one, other] = [await readMergedWith(sql, from), await readMergedWith(sql, into)];
  await sql.query(
    `delete from kept_apart where person_a = any($1::uuid[]) and person_b = any($2::uuid[])
       or person_a = any($2::uuid[]) and person_b = any($1::uuid[])`,
    [one, other],
  );
  await writeMerges(sql, [merge]);
  await settleConflicts(sql, [merge]);
}

async function refuseUnknown(sql: Sql, person: string, standing: Map<string, string>): Promise<void> {
  if (standing.get(person) === person) return;
  const [known] = await sql.query("select 1 from person where id = $1", [person]);
  if (!known) {
    throw new ApiError("not_found", `There is no person ${person}. Find them by address or record first.`);
  }
  // A release that kept no merges may have moved what this one had.
  const now = standing.get(person) ?? (await successorOf(sql, person));
  if (now === undefined) {
    throw new ApiError(
      "not_found",
      `The person ${person} has no names (any more), so there is nothing to merge.`,
    );
  }
  throw new ApiError("conflict", `The person ${person} was merged into ${now} already. Merge that one.`, {
    into: now,
  });
}

/** A sandbox's people stay among themselves, and production's too: it copies production's ids and addresses. */
async function refuseOtherOrg(sql: Sql, from: string, into: string): Promise<void> {
  const rows = await sql.query<{ person_id: string; org: string }>(
    `select distinct l.person_id, coalesce(source.org, nullif(split_part(i.namespace, ':', 2), ''), '*') as org
     from identity_link l cross join lateral (
       select kind, namespace from identity where id = l.identity_id limit 1
     ) i
     left join source on i.kind in ('user_id', 'anonymous_id') and source.id::text = i.namespace
     where l.person_id = any($1::uuid[]) and l.ended_at is null`,
    [[from, into]],
  );
  const [one, other] = [from, into].map((id) =>
    rows
      .filter(({ person_id, org }) => person_id === id && isSandbox(org))
      .map(({ org }) => org)
      .sort()
      .join(),
  );
  if (one !== other) {
    throw new ApiError("conflict", "A sandbox's copy of a person and one of production are never the same.");
  }
}
