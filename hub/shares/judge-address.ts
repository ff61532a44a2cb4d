import type { Sql } from "../store/store.ts";
import { writeVerdicts } from "./judge-again.ts";
import {
  BURST,
  classifyFetch,
  classifyView,
  LIMITED_WORDS,
  MANY_COMPANIES,
  type Verdict,
} from "./rules/classify.ts";
import { FetchEvidence, ViewEvidence } from "./rules/evidence.ts";

/** So many of an address's last fetches are looked at again. */
const MOST = 200;

type Around = Pick<FetchEvidence, "burst" | "companies">;

/**
 * The first two links that a scanner opens look like anybody's: what came after them tells what opened them. Judges
 * them, and what was looked at there, by that. Each is judged so once; to be called in a transaction.
 * @param around what the address has opened now
 * @param since from when on its other fetches belong to it
 * @returns the shares of which something else is found now; their rows are not held yet
 */
export async function judgeAddress(
  sql: Sql,
  { hash, around, since }: { hash: Buffer; around: Around; since: { burst: Date; companies: Date } },
): Promise<string[]> {
  const rows = await sql.query<{ id: number; share_id: string; evidence: unknown; near: boolean }>(
    `select id, share_id, evidence, at > $2 as near from link_fetch
     where id in (
       select id from link_fetch where address_hash = $1 and at > $3 order by at desc limit ${MOST}
     ) and (
       ($4 and at > $2 and coalesce((evidence ->> 'burst')::numeric, 1) < ${BURST})
       or ($5 and coalesce((evidence ->> 'companies')::numeric, 1) < ${MANY_COMPANIES})
     ) order by id for no key update`,
    [hash, since.burst, since.companies, around.burst >= BURST, around.companies >= MANY_COMPANIES],
  );
  if (rows.length === 0) return [];
  const fetches = rows.map(({ evidence: kept, near, ...row }) => {
    const evidence = FetchEvidence.parse(kept);
    evidence.companies = Math.max(evidence.companies, around.companies);
    if (near) evidence.burst = Math.max(evidence.burst, around.burst);
    return { ...row, evidence, verdict: classifyFetch(evidence) };
  });
  await sql.query(
    `update link_fetch f set evidence = f.evidence || jsonb_build_object('burst', u.burst, 'companies', u.companies)
     from unnest($1::bigint[], $2::int[], $3::int[]) as u (id, burst, companies) where f.id = u.id`,
    [
      fetches.map(({ id }) => id),
      fetches.map(({ evidence }) => evidence.burst),
      fetches.map(({ evidence }) => evidence.companies),
    ],
  );
  await writeVerdicts(sql, "link_fetch", "bigint", fetches);
  await judgeViews(sql, new Map(fetches.map(({ id, evidence }) => [id, evidence])));
  return fetches.map(({ share_id }) => share_id);
}

async function judgeViews(sql: Sql, fetches: ReadonlyMap<number, FetchEvidence>): Promise<void> {
  const rows = await sql.query<{
    id: string;
    fetch_id: number;
    classification: Verdict["classification"];
    evidence: Record<string, unknown>;
  }>(
    `select id, fetch_id, classification, evidence from link_view where fetch_id = any($1::bigint[])
     order by id for no key update`,
    [[...fetches.keys()]],
  );
  const judged = rows.flatMap(
    ({ id, fetch_id, classification, evidence }): { id: string; verdict: Verdict }[] => {
      if (!("limited" in evidence)) {
        return [{ id, verdict: classifyView(ViewEvidence.parse(evidence), fetches.get(fetch_id)) }];
      }
      if (classification !== "person") return [];
      return [{ id, verdict: { classification: "unknown", reason: LIMITED_WORDS.unknown } }];
    },
  );
  await writeVerdicts(sql, "link_view", "uuid", judged);
}
