import type { z } from "zod";
import type { Comparison } from "../../lib/contract/claim.ts";
import { ApiError } from "../http/api-error.ts";
import type { Hub } from "../hub.ts";
import { shareInterval } from "../share-interval.ts";
import type { Sql } from "../store/store.ts";
import { author, instant } from "./listed-claim.ts";
import { type Counted, countOutcomes } from "./outcomes.ts";
import { differenceOf } from "./rules/compare.ts";
import { finding, paceWords, type Side } from "./rules/comparison-words.ts";

type Shown = z.input<typeof Comparison>;

interface Row {
  id: string;
  a_version_id: string;
  a_claim_id: string;
  a_title: string;
  a_number: number;
  b_version_id: string;
  b_claim_id: string;
  b_title: string;
  b_number: number;
  started_at: Date;
  started_by: string | null;
  starter: string | null;
  stopped_at: Date | null;
  /** What it came to when it was stopped. */
  outcome: Counted | null;
}

const COMPARISONS = `
  select compared.id, compared.a_version_id, a.claim_id as a_claim_id, a_claim.title as a_title, a.number as a_number,
    compared.b_version_id, b.claim_id as b_claim_id, b_claim.title as b_title, b.number as b_number,
    compared.started_at, compared.started_by, starter.name as starter, compared.stopped_at, compared.outcome
  from claim_comparison compared
  join claim_version a on a.id = compared.a_version_id join claim a_claim on a_claim.id = a.claim_id
  join claim_version b on b.id = compared.b_version_id join claim b_claim on b_claim.id = b.claim_id
  left join member starter on starter.id = compared.started_by`;

type From = Pick<Hub, "settings" | "now"> & { store: Sql };

/** Those of a talking point: running first, then the newest. */
export async function readComparisons(hub: From, claimId: string): Promise<Shown[]> {
  const rows = await hub.store.query<Row>(
    `${COMPARISONS} where $1 in (a.claim_id, b.claim_id)
     order by compared.stopped_at is not null, coalesce(compared.stopped_at, compared.started_at) desc, compared.id`,
    [claimId],
  );
  return shownOf(hub, rows);
}

/** @throws ApiError `not_found` */
export async function readComparison(hub: From, id: string): Promise<Shown> {
  const [shown] = await shownOf(
    hub,
    await hub.store.query<Row>(`${COMPARISONS} where compared.id = $1`, [id]),
  );
  if (shown === undefined) throw noSuchComparison();
  return shown;
}

export const noSuchComparison = () => new ApiError("not_found", "There is no such comparison.");

async function shownOf(hub: From, rows: readonly Row[]): Promise<Shown[]> {
  const now = hub.now();
  const running = rows.filter(({ stopped_at }) => stopped_at === null);
  const counted = await countOutcomes(hub.store, running, now);
  return rows.map((row) => {
    const outcomes = row.outcome ?? counted.get(row.id) ?? NOTHING;
    const [a, b] = sidesOf(row, outcomes);
    const pace =
      row.stopped_at === null
        ? paceWords(a, b, { startedAt: row.started_at, now, timeZone: hub.settings.timeZone })
        : undefined;
    return {
      id: row.id,
      a: {
        claimId: row.a_claim_id,
        versionId: row.a_version_id,
        title: row.a_title,
        version: row.a_number,
        rate: { ...outcomes.a, interval: shareInterval(outcomes.a.landed, outcomes.a.of) },
      },
      b: {
        claimId: row.b_claim_id,
        versionId: row.b_version_id,
        title: row.b_title,
        version: row.b_number,
        rate: { ...outcomes.b, interval: shareInterval(outcomes.b.landed, outcomes.b.of) },
      },
      startedAt: row.started_at.toISOString(),
      by: author(row.started_by, row.starter),
      stoppedAt: instant(row.stopped_at),
      difference: differenceOf(a, b),
      ...finding(a, b, { stopped: row.stopped_at !== null }),
      ...(pace === undefined ? {} : { pace }),
      notDiscussed: outcomes.notDiscussed,
      reasons: outcomes.reasons,
    };
  });
}

const NOTHING: Counted = { a: { landed: 0, of: 0 }, b: { landed: 0, of: 0 }, notDiscussed: 0, reasons: [] };

/** Versions of one talking point are told apart by number, two talking points by title. */
function sidesOf(row: Row, { a, b }: Counted): [Side, Side] {
  const isOne = row.a_claim_id === row.b_claim_id;
  const name = (number: number, title: string) => (isOne ? `Version ${number}` : `“${title}”`);
  return [
    { name: name(row.a_number, row.a_title), ...a },
    { name: name(row.b_number, row.b_title), ...b },
  ];
}
