import type { Beacon } from "../../lib/contract/reading.ts";
import type { Sql, Store } from "../store/store.ts";
import { readSummary, type Summary } from "./reading.ts";
import { READING, readingSettingsOf } from "./reading-settings.ts";
import { MACHINE_KINDS } from "./rules/agents.ts";
import { classifyView, LIMITED_WORDS, RULES, type Verdict } from "./rules/classify.ts";
import { FetchEvidence, ViewEvidence } from "./rules/evidence.ts";
import { summarise, writeSummary } from "./summarise.ts";
import { boundedBeacon, mergeBeacons } from "./told.ts";

/** What one open page told, and what the hub knows of that page by itself. */
export interface Told {
  viewId: string;
  shareId: string;
  versionId: string;
  fetchId: number;
  servedAt: Date;
  toldAt: Date;
  /** Only that it was opened is kept. */
  limited: boolean;
  /** The teller's address, as it is hashed today and yesterday. */
  hashes: readonly Buffer[];
  beacon: Beacon;
}

interface ViewRow {
  id: string;
  classification: Verdict["classification"];
  reason: string;
  evidence: Record<string, unknown>;
  seconds: number;
}

interface ShareFacts {
  id: string;
  kind: string;
  tracked: boolean;
  setting: unknown;
  revoked_at: Date | null;
}

/**
 * Keeps what open pages told, all in one transaction; what was told before stays where it was more.
 * @returns the ids of the shares that are there; what is told of others is lost with them
 */
export async function recordViews(store: Store, told: readonly Told[]): Promise<ReadonlySet<string>> {
  return store.transaction(async (sql) => {
    const byView = new Map<string, Told[]>();
    for (const one of told) byView.set(one.viewId, [...(byView.get(one.viewId) ?? []), one]);
    const shares = await readShares(sql, told);
    const views = [...byView.values()]
      .flatMap((beacons) => asAllowed(mergeBeacons(beacons), shares))
      .sort((a, b) => (a.viewId < b.viewId ? -1 : 1));
    if (views.length === 0) return new Set(shares.keys());
    // Fetches, views and shares are held in this order, here and where an address is judged again.
    const facts = await readFacts(sql, views);
    const before = await takeViews(sql, views);
    const after = views.map((view) => judge(view, { before, facts, shares }));
    await writeParts(sql, after);
    await keepSummaries(sql, after, await writeViews(sql, after));
    return new Set(shares.keys());
  });
}

async function readShares(sql: Sql, told: readonly Told[]): Promise<Map<string, ShareFacts>> {
  const rows = await sql.query<ShareFacts>(
    `select s.id, a.kind, s.tracked, s.revoked_at, (select value from setting where key = $2) as setting
     from share s join asset a on a.id = s.asset_id where s.id = any($1::uuid[])`,
    [[...new Set(told.map(({ shareId }) => shareId))], READING],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** What the team wants to know may have become less since the page was opened; a revoked link tells nothing more. */
function asAllowed(told: Told, shares: ReadonlyMap<string, ShareFacts>): Told[] {
  const share = shares.get(told.shareId);
  if (share === undefined) return [];
  const { tracking } = readingSettingsOf(share.setting);
  if (tracking === "off") return [];
  const until = share.revoked_at;
  if (until !== null && told.servedAt >= until) return [];
  const toldAt = until !== null && told.toldAt > until ? until : told.toldAt;
  return [{ ...told, toldAt, limited: told.limited || !share.tracked || tracking === "counts" }];
}

/** Makes the rows of new views, and holds all of them: another hub may be told of the same view. */
async function takeViews(sql: Sql, views: readonly Told[]): Promise<Map<string, ViewRow>> {
  await sql.query(
    `insert into link_view (id, share_id, fetch_id, version_id, began_at, last_at, classification, reason, rules)
     select id, share_id, (select f.id from link_fetch f where f.id = fetch_id), 
       (select n.id from asset_version n where n.id = version_id), began_at, began_at, 'unknown', '', 0
     from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::uuid[], $5::timestamptz[])
       as v (id, share_id, fetch_id, version_id, began_at)
     on conflict (id) do nothing`,
    [
      views.map(({ viewId }) => viewId),
      views.map(({ shareId }) => shareId),
      views.map(({ fetchId }) => fetchId),
      views.map(({ versionId }) => versionId),
      views.map(({ servedAt }) => servedAt.toISOString()),
    ],
  );
  const rows = await sql.query<ViewRow>(
    `select id, classification, reason, evidence, seconds from link_view where id = any($1::uuid[]) order by id for no key update`,
    [views.map(({ viewId }) => viewId)],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

interface Facts {
  fetches: ReadonlyMap<number, FetchEvidence>;
  pages: ReadonlyMap<string, number | null>;
  /** Hashes, as hexadecimal, of addresses that members call from. */
  internal: ReadonlySet<string>;
}

const INTERNAL_MS = 24 * 3_600_000;

async function readFacts(sql: Sql, views: readonly Told[]): Promise<Facts> {
  const fetches = await sql.query<{ id: number; evidence: Record<string, unknown> }>(
    "select id, evidence from link_fetch where id = any($1::bigint[]) order by id for share",
    [views.map(({ fetchId }) => fetchId)],
  );
  const pages = await sql.query<{ id: string; pages: number | null }>(
    "select id, pages from asset_version where id = any($1::uuid[])",
    [[...new Set(views.map(({ versionId }) => versionId))]],
  );
  const hashes = views.flatMap((view) => view.hashes);
  const internal =
    hashes.length === 0
      ? []
      : await sql.query<{ hash: string }>(
          `select encode(address_hash, 'hex') as hash from member_address
           where address_hash = any($1::bytea[]) and at > $2`,
          [hashes, new Date((views[0]?.toldAt.getTime() ?? 0) - INTERNAL_MS)],
        );
  return {
    fetches: new Map(fetches.map(({ id, evidence }) => [id, FetchEvidence.parse(evidence)])),
    pages: new Map(pages.map((row) => [row.id, row.pages])),
    internal: new Set(internal.map(({ hash }) => hash)),
  };
}

interface Judged {
  told: Told;
  /** As it is kept. */
  evidence: Record<string, unknown>;
  parts: readonly (readonly [part: number, ms: number])[];
  verdict: Verdict;
  before: ViewRow;
}

function judge(
  told: Told,
  known: { before: ReadonlyMap<string, ViewRow>; facts: Facts; shares: ReadonlyMap<string, ShareFacts> },
): Judged {
  const before = known.before.get(told.viewId);
  if (before === undefined) throw new Error("A view went away while it was kept");
  const kind = known.shares.get(told.shareId)?.kind ?? "";
  const beacon = boundedBeacon(told, { kind, pages: known.facts.pages.get(told.versionId) ?? null });
  const was = ViewEvidence.parse(before.evidence);
  const evidence: ViewEvidence = {
    ...was,
    scrolled: Math.max(was.scrolled, beacon.scrolled),
    pointer: Math.max(was.pointer, beacon.pointer),
    keys: Math.max(was.keys, beacon.keys),
    touches: Math.max(was.touches, beacon.touches),
    visibleMs: Math.max(was.visibleMs, beacon.visibleMs),
    driven: was.driven || beacon.driven,
    downloaded: was.downloaded || beacon.downloaded,
    internal: was.internal || told.hashes.some((hash) => known.facts.internal.has(hash.toString("hex"))),
  };
  const found = classifyView(evidence, known.facts.fetches.get(told.fetchId));
  const limited = told.limited || "limited" in before.evidence;
  const verdict = limited ? limitedVerdict(before, found) : found;
  const by = verdict.by === undefined ? {} : { by: verdict.by };
  return {
    told,
    before,
    parts: limited ? [] : beacon.parts,
    evidence: { ...(limited ? { limited } : evidence), ...by },
    verdict,
  };
}

/**
 * Of a view of which nothing is kept, what was found of it once stays: no later word can be added to it. Only that it
 * was no person after all can be found later.
 */
function limitedVerdict(before: ViewRow, found: Verdict): Verdict {
  const isNobody = found.classification === "likely_automated" || found.classification === "internal";
  if (isNobody) return found;
  if ("limited" in before.evidence && before.classification !== "unknown") {
    const by = MACHINE_KINDS.find((kind) => kind === before.evidence.by);
    return { classification: before.classification, reason: before.reason, ...(by ? { by } : {}) };
  }
  return { ...found, reason: LIMITED_WORDS[found.classification === "person" ? "person" : "unknown"] };
}

async function writeParts(sql: Sql, after: readonly Judged[]): Promise<void> {
  const forgotten = after.filter(hasBecomeLimited).map(({ told }) => told.viewId);
  if (forgotten.length > 0) {
    await sql.query("delete from link_view_part where view_id = any($1::uuid[])", [forgotten]);
  }
  const rows = after.flatMap(({ told, parts }) =>
    parts.map(([part, ms]) => ({ view: told.viewId, part, ms })),
  );
  if (rows.length === 0) return;
  await sql.query(
    `insert into link_view_part (view_id, part, ms)
     select * from unnest($1::uuid[], $2::int[], $3::int[])
     on conflict (view_id, part) do update set ms = excluded.ms where link_view_part.ms < excluded.ms`,
    [rows.map(({ view }) => view), rows.map(({ part }) => part), rows.map(({ ms }) => ms)],
  );
}

/** Its reader, or the team, wants no more kept than that it was opened, and did not say so before. */
const hasBecomeLimited = ({ evidence, before }: Judged) =>
  "limited" in evidence && !("limited" in before.evidence);

/**
 * Keeps what was found. Of limited views neither how long they were open, nor which version, nor from where.
 * @returns the seconds that each view has now
 */
async function writeViews(sql: Sql, after: readonly Judged[]): Promise<ReadonlyMap<string, number>> {
  const rows = await sql.query<{ id: string; seconds: number }>(
    `update link_view set evidence = u.evidence::jsonb,
       last_at = case when u.limited then link_view.began_at else greatest(link_view.last_at, u.last_at) end,
       version_id = case when u.limited then null else link_view.version_id end,
       address_hash = case when u.limited then null
         else coalesce(link_view.address_hash, decode(nullif(u.hash, ''), 'hex')) end,
       classification = u.classification, reason = u.reason, rules = ${RULES},
       seconds = coalesce((select sum(ms) from link_view_part where view_id = u.id), 0) / 1000.0
     from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[],
       $7::boolean[]) as u (id, last_at, evidence, hash, classification, reason, limited)
     where link_view.id = u.id returning link_view.id, link_view.seconds`,
    [
      after.map(({ told }) => told.viewId),
      after.map(({ told }) => told.toldAt.toISOString()),
      after.map(({ evidence }) => JSON.stringify(evidence)),
      after.map(({ told }) => told.hashes[0]?.toString("hex") ?? ""),
      after.map(({ verdict }) => verdict.classification),
      after.map(({ verdict }) => verdict.reason),
      after.map(({ evidence }) => "limited" in evidence),
    ],
  );
  return new Map(rows.map(({ id, seconds }) => [id, seconds]));
}

/** Rows of shares are held last and shortly, and so that others may go on opening the link: many read one at a time. */
async function keepSummaries(
  sql: Sql,
  after: readonly Judged[],
  seconds: ReadonlyMap<string, number>,
): Promise<void> {
  const byShare = new Map<string, Judged[]>();
  for (const one of after) byShare.set(one.told.shareId, [...(byShare.get(one.told.shareId) ?? []), one]);
  const ids = [...byShare.keys()].sort();
  const rows = await sql.query<{ id: string; reading: unknown }>(
    "select id, reading from share where id = any($1::uuid[]) order by id for no key update",
    [ids],
  );
  for (const { id, reading } of rows) {
    const summary = readSummary(reading);
    const views = byShare.get(id) ?? [];
    const next = added(summary, views, seconds) ?? (await summarise(sql, id, summary));
    await writeSummary(sql, id, next);
  }
}

/** A summary with more time of people whose views are in it already; undefined where it must be counted anew. */
function added(
  summary: Summary,
  views: readonly Judged[],
  seconds: ReadonlyMap<string, number>,
): Summary | undefined {
  const isMore = views.every(
    (view) =>
      view.before.classification === "person" &&
      view.verdict.classification === "person" &&
      !hasBecomeLimited(view),
  );
  if (!isMore || summary.state !== "person") return undefined;
  const told = views.filter(({ evidence }) => !("limited" in evidence));
  const seen = new Set(summary.seen);
  let { ms } = summary;
  for (const { told: view, parts, before } of told) {
    for (const [part, visible] of parts) if (visible >= 1_000) seen.add(part);
    ms += ((seconds.get(view.viewId) ?? before.seconds) - before.seconds) * 1_000;
  }
  const last = Math.max(...told.map((view) => view.told.toldAt.getTime()), Date.parse(summary.at ?? "") || 0);
  return {
    ...summary,
    ms: Math.round(ms),
    seen: [...seen].sort((a, b) => a - b),
    at: new Date(last).toISOString(),
  };
}
