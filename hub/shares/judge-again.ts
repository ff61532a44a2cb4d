import type { Work } from "../jobs/work.ts";
import type { Sql } from "../store/store.ts";
import { classifyFetch, classifyView, RULES, type Verdict } from "./rules/classify.ts";
import { FetchEvidence, ViewEvidence } from "./rules/evidence.ts";
import { summariseAgain } from "./summarise.ts";

/** The kind of job that judges what is kept by today's rules. */
export const JUDGE_LINKS = "judge_links";

const CHUNK = 500;
const FIRST_VIEW = "00000000-0000-0000-0000-000000000000";

interface Progress {
  fetch: number;
  view: string;
}

interface Judged {
  share_id: string;
  verdict: Verdict;
}

/**
 * Judges every fetch and every view that older rules judged again, out of what is kept of them, in chunks; what a
 * share comes to is counted anew with them. What nothing is kept of stays as it was found.
 */
export const judgeLinks: Work = (hub, job) =>
  hub.store.transaction(async (sql) => {
    const [row] = await sql.query<{ payload: Partial<Progress> }>(
      "select payload from job where id = $1 for update",
      [job.id],
    );
    const progress: Progress = { fetch: 0, view: FIRST_VIEW, ...row?.payload };
    const fetches = await judgeFetches(sql, progress.fetch);
    const views = fetches.last === undefined ? await judgeViews(sql, progress.view) : undefined;
    for (const id of [...new Set([...fetches.shares, ...(views?.shares ?? [])])].sort()) {
      await summariseAgain(sql, id);
    }
    if (fetches.last === undefined && views?.last === undefined) return "done";
    const next = { fetch: fetches.last ?? progress.fetch, view: views?.last ?? progress.view };
    await sql.query("update job set payload = $2::jsonb where id = $1", [job.id, JSON.stringify(next)]);
    return "more";
  });

async function judgeFetches(
  sql: Sql,
  after: number,
): Promise<{ last: number | undefined; shares: string[] }> {
  const rows = await sql.query<{
    id: number;
    share_id: string;
    evidence: Record<string, unknown>;
    rules: number;
  }>(
    "select id, share_id, evidence, rules from link_fetch where id > $1 order by id limit $2 for no key update",
    [after, CHUNK],
  );
  const old = rows.filter((row) => row.rules < RULES && !("limited" in row.evidence));
  const judged = old.map((row) => ({ ...row, verdict: classifyFetch(FetchEvidence.parse(row.evidence)) }));
  await writeVerdicts(sql, "link_fetch", "bigint", judged);
  return { last: rows.at(-1)?.id, shares: sharesOf(judged) };
}

async function judgeViews(sql: Sql, after: string): Promise<{ last: string | undefined; shares: string[] }> {
  const rows = await sql.query<{
    id: string;
    share_id: string;
    evidence: Record<string, unknown>;
    rules: number;
    fetch: Record<string, unknown> | null;
  }>(
    `select v.id, v.share_id, v.evidence, v.rules, f.evidence as fetch
     from link_view v left join link_fetch f on f.id = v.fetch_id
     where v.id > $1::uuid order by v.id limit $2 for no key update of v`,
    [after, CHUNK],
  );
  const old = rows.filter((row) => row.rules < RULES && !("limited" in row.evidence));
  const judged = old.map((row) => ({
    ...row,
    verdict: classifyView(
      ViewEvidence.parse(row.evidence),
      row.fetch === null ? undefined : FetchEvidence.parse(row.fetch),
    ),
  }));
  await writeVerdicts(sql, "link_view", "uuid", judged);
  return { last: rows.at(-1)?.id, shares: sharesOf(judged) };
}

const sharesOf = (judged: readonly Judged[]) => judged.map(({ share_id }) => share_id);

/** Keeps what was found of fetches or views. */
export async function writeVerdicts(
  sql: Sql,
  table: "link_fetch" | "link_view",
  key: "bigint" | "uuid",
  judged: readonly { id: number | string; verdict: Verdict }[],
): Promise<void> {
  if (judged.length === 0) return;
  await sql.query(
    `update ${table} t set classification = u.classification, reason = u.reason, rules = ${RULES},
       evidence = (t.evidence - 'by') || case when u.by = '' then '{}'::jsonb else jsonb_build_object('by', u.by) end
     from unnest($1::${key}[], $2::text[], $3::text[], $4::text[]) as u (id, classification, reason, by)
     where t.id = u.id`,
    [
      judged.map(({ id }) => id),
      judged.map(({ verdict }) => verdict.classification),
      judged.map(({ verdict }) => verdict.reason),
      judged.map(({ verdict }) => verdict.by ?? ""),
    ],
  );
}
