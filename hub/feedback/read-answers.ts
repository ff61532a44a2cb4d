import type { z } from "zod";
import type { Answer } from "../../lib/contract/feedback.ts";
import type { Library } from "../library/library.ts";
import type { Sql } from "../store/store.ts";
import { isAnswerVisible } from "./visible.ts";

/** SQL: an answer `a` with whoever wrote it as `writer`, and the version that it names. */
export const ANSWER_COLUMNS = `a.id, a.text, a.by_id, writer.name as by_name, a.at, a.status, a.planned_for, a.public,
  asset_version.asset_id, a.asset_version_id, claim_version.claim_id, a.claim_version_id,
  coalesce(asset_version.number, claim_version.number) as number,
  coalesce(asset_version.what_changed, claim_version.what_changed) as what_changed,
  (select title from claim where id = claim_version.claim_id) as claim_title`;
/** SQL: what `ANSWER_COLUMNS` needs beside `feedback_answer a`. */
export const ANSWER_JOINS = `left join member writer on writer.id = a.by_id
  left join asset_version on asset_version.id = a.asset_version_id
  left join claim_version on claim_version.id = a.claim_version_id`;

export interface AnswerRow {
  id: string;
  text: string;
  by_id: string | null;
  by_name: string | null;
  at: Date;
  status: z.output<typeof Answer>["status"];
  planned_for: string | null;
  public: boolean;
  asset_id: string | null;
  asset_version_id: string | null;
  claim_id: string | null;
  claim_version_id: string | null;
  number: number | null;
  what_changed: string | null;
  claim_title: string | null;
}

/**
 * What was answered to items, oldest first, by item; without what was undone.
 * @param until leave out what its givers may not read by then
 */
export async function readAnswers(
  sql: Sql,
  { ids, library, until }: { ids: readonly string[]; library: Pick<Library, "assets">; until?: Date },
): Promise<ReadonlyMap<string, z.input<typeof Answer>[]>> {
  const answers = new Map<string, z.input<typeof Answer>[]>();
  if (ids.length === 0) return answers;
  const rows = await sql.query<AnswerRow & { feedback_id: string }>(
    `select item.feedback_id, ${ANSWER_COLUMNS}
     from feedback_answer_item item join feedback_answer a on a.id = item.answer_id ${ANSWER_JOINS}
     where item.feedback_id = any($1::uuid[])
       and ${until === undefined ? "a.undone_at is null" : isAnswerVisible("$2")}
     order by a.at, a.id`,
    until === undefined ? [ids] : [ids, until],
  );
  for (const row of rows) {
    const of = answers.get(row.feedback_id) ?? [];
    of.push(answerOf(row, library));
    answers.set(row.feedback_id, of);
  }
  return answers;
}

/** An answer as the contract shows it. */
export function answerOf(row: AnswerRow, library: Pick<Library, "assets">): z.input<typeof Answer> {
  return {
    id: row.id,
    text: row.text,
    by: { memberId: row.by_id, name: row.by_name ?? "Marketing" },
    at: row.at.toISOString(),
    status: row.status,
    plannedFor: row.planned_for,
    resolvedBy: resolvedBy(row, library),
    public: row.public,
  };
}

function resolvedBy(row: AnswerRow, library: Pick<Library, "assets">): z.input<typeof Answer>["resolvedBy"] {
  const [version, whatChanged] = [row.number ?? 1, row.what_changed ?? ""];
  if (row.asset_id !== null && row.asset_version_id !== null) {
    const title = library.assets.get(row.asset_id)?.title ?? "Content";
    return { what: "asset", id: row.asset_id, versionId: row.asset_version_id, title, version, whatChanged };
  }
  if (row.claim_id !== null && row.claim_version_id !== null) {
    const title = row.claim_title ?? "A talking point";
    return { what: "claim", id: row.claim_id, versionId: row.claim_version_id, title, version, whatChanged };
  }
  return null;
}
