import type { Sql, Store } from "../store/store.ts";
import { judgeAddress } from "./judge-address.ts";
import { readSummary, type Summary } from "./reading.ts";
import {
  BURST,
  classifyFetch,
  limitedEvidence,
  MANY_COMPANIES,
  RULES,
  type Verdict,
} from "./rules/classify.ts";
import type { FetchEvidence } from "./rules/evidence.ts";
import { lockReading, rank, summariseAgain, writeSummary } from "./summarise.ts";

/** How long an address that a member called from counts as the team's. */
const INTERNAL_MS = 24 * 3_600_000;
const DAY_MS = 24 * 3_600_000;
const BURST_MS = 2_000;
/** The same is not written again and again: a page that is reloaded changes the share once a minute. */
const AGAIN_MS = 60_000;

/** Somebody or something asked for a link's address. */
export interface Asked {
  share: { id: string; reading: unknown };
  /** Only that it was opened: no user agent, no address. */
  limited: boolean;
  evidence: Pick<FetchEvidence, "method" | "agent" | "purpose" | "language" | "elsewhere">;
  /** The address as it is hashed today, and yesterday; empty where it says nothing. */
  hashes: readonly Buffer[];
  now: Date;
}

/**
 * Keeps that a link's address was asked for, with what that says of who asked.
 * @returns the fetch's id, to be told by the page that is shown
 */
export async function recordFetch(store: Store, asked: Asked): Promise<number> {
  const { share, hashes, now } = asked;
  const evidence: FetchEvidence = { ...asked.evidence, ...(await lookAround(store, asked)) };
  const verdict = classifyFetch(evidence);
  const state = stateOf(verdict, evidence.elsewhere);
  const by = verdict.by ?? null;
  const [hash] = hashes;
  const gaveAway = (evidence.burst >= BURST || evidence.companies >= MANY_COMPANIES) && hash !== undefined;
  // Most change nothing that is shown: one statement, and nobody waits for the share's row.
  if (!gaveAway && stronger(readSummary(share.reading), { state, by, now }) === undefined) {
    return keepFetch(store, asked, { evidence, verdict });
  }
  return store.transaction(async (sql) => {
    const id = await keepFetch(sql, asked, { evidence, verdict });
    const changed = gaveAway ? await judgeAddress(sql, { hash, around: evidence, since: sinceOf(now) }) : [];
    for (const shareId of [...new Set([share.id, ...changed])].sort()) {
      if (changed.includes(shareId)) await summariseAgain(sql, shareId);
      else await strengthen(sql, shareId, { state, by, now });
    }
    return id;
  });
}

/** Since when an address's other fetches count. */
const sinceOf = (now: Date) => ({
  burst: new Date(now.getTime() - BURST_MS),
  companies: new Date(now.getTime() - DAY_MS),
});

async function strengthen(
  sql: Sql,
  shareId: string,
  found: { state: Summary["state"]; by: string | null; now: Date },
): Promise<void> {
  const reading = await lockReading(sql, shareId);
  const summary = reading && stronger(reading, found);
  if (summary) await writeSummary(sql, shareId, summary);
}

async function keepFetch(
  sql: Sql,
  { share, limited, hashes, now }: Asked,
  { evidence, verdict }: { evidence: FetchEvidence; verdict: Verdict },
): Promise<number> {
  const kept = {
    ...(limited ? limitedEvidence(evidence) : evidence),
    ...(verdict.by === undefined ? {} : { by: verdict.by }),
  };
  const [row] = await sql.query<{ id: number }>(
    `insert into link_fetch (share_id, at, evidence, address_hash, classification, reason, rules)
     values ($1, $2, $3::jsonb, $4, $5, $6, ${RULES}) returning id`,
    [
      share.id,
      now,
      JSON.stringify(kept),
      limited ? null : (hashes[0] ?? null),
      verdict.classification,
      verdict.reason,
    ],
  );
  if (!row) throw new Error("The database kept no fetch");
  return row.id;
}

/** Whether this address is the team's, and what else it opened. */
export async function lookAround(
  sql: Sql,
  { share, hashes, now }: Pick<Asked, "hashes" | "now"> & { share: { id: string } },
): Promise<Pick<FetchEvidence, "internal" | "burst" | "companies">> {
  if (hashes.length === 0) return { internal: false, burst: 1, companies: 1 };
  const [row] = await sql.query<{ internal: boolean; burst: number; companies: number }>(
    `select exists (select 1 from member_address where address_hash = any($1::bytea[]) and at > $2) as internal,
       (select count(distinct share_id)::int from (
          select share_id from link_fetch where address_hash = $3 and at > $4 order by at desc limit 100
        ) f where share_id <> $5) + 1 as burst,
       (select count(distinct split_part(i.value, '@', 2))::int from (
          select share_id from (
            select share_id from link_fetch where address_hash = $3 and at > $6 order by at desc limit 200
          ) day union select $5
        ) f join share s on s.id = f.share_id join identity i on i.id = s.identity_id
        where i.kind = 'email') as companies`,
    [
      hashes,
      new Date(now.getTime() - INTERNAL_MS),
      hashes[0],
      sinceOf(now).burst,
      share.id,
      sinceOf(now).companies,
    ],
  );
  return row ?? { internal: false, burst: 1, companies: 1 };
}

function stateOf({ classification }: Verdict, elsewhere: boolean): Summary["state"] {
  if (classification === "likely_automated") return "automated";
  if (classification === "internal") return "internal";
  return elsewhere ? "fetched" : "unknown";
}

/** The summary after a fetch; undefined where it stays as it is. */
function stronger(
  summary: Summary,
  { state, by, now }: { state: Summary["state"]; by: string | null; now: Date },
): Summary | undefined {
  const isNews =
    rank(state) > rank(summary.state) ||
    (state === summary.state && state !== "person" && now.getTime() - timeOf(summary) > AGAIN_MS);
  return isNews ? { ...summary, state, at: now.toISOString(), by } : undefined;
}

const timeOf = ({ at }: Summary) => (at === null ? 0 : new Date(at).getTime());
