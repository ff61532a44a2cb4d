import { isVerdict, isVisible } from "../library/visible-feedback.ts";
import type { Sql } from "../store/store.ts";
import type { Outcomes } from "./rules/compare.ts";

/** What came of a comparison: one outcome a person, the first that stands. */
export interface Counted {
  a: Outcomes;
  b: Outcomes;
  notDiscussed: number;
  /** Why each fell flat, by the reason that was said first. */
  reasons: { reason: string; a: number; b: number }[];
}

interface Compared {
  id: string;
  a_version_id: string;
  b_version_id: string;
}

interface Row {
  comparison_id: string;
  claim_version_id: string;
  type: string;
  reason: string | null;
  items: number;
}

/**
 * A person has one outcome however many reps tell of them, since chance chose once for each person. Who is known by
 * several identities is one; who was erased is told apart from others by when.
 */
const FIRST = `
  select distinct on (f.comparison_id, person) f.comparison_id, f.claim_version_id, f.type, f.reasons[1] as reason,
    coalesce(link.person_id::text, f.identity_id::text, f.erased_at::text, f.id::text) as person
  from feedback f left join lateral (
    select person_id from identity_link where identity_id = f.identity_id and ended_at is null and not shared limit 1
  ) link on true
  where f.comparison_id = any($1::uuid[]) and ${isVerdict("$2")}
  order by f.comparison_id, person, f.arrived`;

/** What came of these comparisons, by id. */
export async function countOutcomes(
  sql: Sql,
  comparisons: readonly Compared[],
  now: Date,
): Promise<Map<string, Counted>> {
  const ids = comparisons.map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const rows = await sql.query<Row>(
    `select comparison_id, claim_version_id, type, reason, count(*)::int as items from (${FIRST}) first
     group by comparison_id, claim_version_id, type, reason
     union all
     select f.comparison_id, null, f.type, null, count(*)::int from feedback f
     where f.comparison_id = any($1::uuid[]) and f.type = 'not_discussed' and ${isVisible("$2")}
     group by f.comparison_id, f.type`,
    [ids, now],
  );
  return new Map(
    comparisons.map((compared) => [
      compared.id,
      countedOf(
        compared,
        rows.filter(({ comparison_id }) => comparison_id === compared.id),
      ),
    ]),
  );
}

function countedOf({ a_version_id, b_version_id }: Compared, rows: readonly Row[]): Counted {
  const sum = (some: readonly Row[]) => some.reduce((total, { items }) => total + items, 0);
  const side = (versionId: string): Outcomes => {
    const own = rows.filter((row) => row.claim_version_id === versionId);
    return { landed: sum(own.filter(({ type }) => type === "landed")), of: sum(own) };
  };
  const flat = rows.filter(({ type, reason }) => type === "fell_flat" && reason !== null);
  const of = (reason: string, versionId: string) =>
    sum(flat.filter((row) => row.reason === reason && row.claim_version_id === versionId));
  const reasons = [...new Set(flat.flatMap(({ reason }) => reason ?? []))].sort();
  return {
    a: side(a_version_id),
    b: side(b_version_id),
    notDiscussed: sum(rows.filter(({ type }) => type === "not_discussed")),
    reasons: reasons.map((reason) => ({
      reason,
      a: of(reason, a_version_id),
      b: of(reason, b_version_id),
    })),
  };
}
