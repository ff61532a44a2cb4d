import type { AssetKind } from "../../lib/contract/asset.ts";
import type { ReplyOf } from "../../lib/contract/endpoints.ts";
import type { Role } from "../../lib/contract/member.ts";
import { may } from "../../lib/contract/permissions.ts";
import type { Hub } from "../hub.ts";
import type { Sql } from "../store/store.ts";
import { readClaimReviews } from "./read-claim-reviews.ts";
import { readFeedbackOwed } from "./read-feedback-owed.ts";

const DUE_WITHIN_MS = 14 * 24 * 3_600_000;
/** More is not read through in a day. */
const MOST_ROWS = 100;
/** Counts beyond say nothing more to who sees them. */
const MOST_COUNTED = 1_000;
const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/;

type Today = ReplyOf<"today">;

/** What waits for a member: their own content, and what their role decides. */
export async function readToday(
  hub: Hub,
  member: { id: string; role: Role },
  embedded: boolean,
): Promise<Today> {
  const { store } = hub;
  const writes = may(member.role, "writeContent");
  const reviews = writes ? await readReviews(store, member.id, hub.now()) : NONE;
  const withoutGuidance = writes ? await readWithoutGuidance(store, member.id) : NONE;
  const claims = writes
    ? { claimReviews: await readClaimReviews(store, member.id, dueUntil(hub.now())) }
    : {};
  const owed = may(member.role, "answerFeedback") ? { feedback: await readFeedbackOwed(hub, member.id) } : {};
  const counted = await readCounts(store);
  return {
    ...owed,
    ...claims,
    reviews: reviews.rows,
    withoutGuidance: withoutGuidance.rows,
    counts: { reviews: reviews.count, withoutGuidance: withoutGuidance.count },
    conflicts: may(member.role, "mendPeople") ? counted.conflicts : 0,
    aside: may(member.role, "manageSources") ? counted.aside : 0,
    setUp: {
      people: counted.people,
      content: counted.content,
      withGuidance: counted.with_guidance,
      reps: counted.reps,
      sources: counted.sources,
      admins: await readAdmins(store),
      embedded,
      linksAreLocal: LOOPBACK.test(new URL(hub.settings.linksUrl).hostname),
    },
  };
}

const dueUntil = (now: Date) => new Date(now.getTime() + DUE_WITHIN_MS);

const NONE = { rows: [], count: 0 };

/** What nobody who may come in owns is everybody's, or it would be reviewed by nobody. */
const MINE = `(asset.owner_id = $1 or not exists (
  select 1 from member where member.id = asset.owner_id and member.deactivated_at is null))`;
const VERSION = "(select max(number) from asset_version where asset_id = asset.id)";

interface AssetRow {
  asset_id: string;
  title: string;
  kind: AssetKind;
  version: number | null;
  at: Date;
  count: number;
}

const waiting = ({ asset_id, title, kind, version, at }: AssetRow) => ({
  assetId: asset_id,
  title,
  kind,
  version,
  at: at.toISOString(),
});

async function readReviews(sql: Sql, memberId: string, now: Date) {
  const rows = await sql.query<
    AssetRow & { verified_at: Date | null; verified_by: string | null; name: string | null }
  >(
    `select asset.id as asset_id, title, kind, ${VERSION} as version, verified_until as at, verified_at, verified_by,
       by.name, count(*) over ()::int as count
     from asset left join member by on by.id = asset.verified_by
     where retired_at is null and verified_until < $2 and ${MINE}
     order by verified_until, asset.id limit ${MOST_ROWS}`,
    [memberId, dueUntil(now)],
  );
  return {
    count: rows[0]?.count ?? 0,
    rows: rows.map((row) => ({
      ...waiting(row),
      verified:
        row.verified_at === null
          ? null
          : {
              at: row.verified_at.toISOString(),
              by: row.name ?? "somebody",
              mine: row.verified_by === memberId,
            },
    })),
  };
}

async function readWithoutGuidance(sql: Sql, memberId: string) {
  const rows = await sql.query<AssetRow & { sent: number }>(
    `with mine as (
       select asset.id as asset_id, title, kind, created_at as at, count(*) over ()::int as count
       from asset
       where retired_at is null and ${MINE}
         and not exists (select 1 from guidance where asset_id = asset.id and replaced_at is null)
       order by created_at desc, asset.id limit ${MOST_ROWS})
     select mine.*, (select max(number) from asset_version where asset_id = mine.asset_id) as version,
       (select count(*)::int from (
          select 1 from share where share.asset_id = mine.asset_id limit ${MOST_COUNTED}) counted) as sent
     from mine order by at desc, asset_id`,
    [memberId],
  );
  return { count: rows[0]?.count ?? 0, rows: rows.map((row) => ({ ...waiting(row), sent: row.sent })) };
}

interface Counts {
  conflicts: number;
  aside: number;
  people: number;
  content: number;
  with_guidance: number;
  reps: number;
  sources: number;
}

/** Each as far as it says something, so that a hub of millions answers as fast as an empty one. */
async function readCounts(sql: Sql): Promise<Counts> {
  const count = (of: string) =>
    `(select count(*)::int from (select 1 from ${of} limit ${MOST_COUNTED}) counted)`;
  const [row] = await sql.query<Counts>(
    `select ${count("identity_conflict where resolved_at is null")} as conflicts,
       least(${count("rejected_event")} + ${count("conflicting_event")}, ${MOST_COUNTED}) as aside,
       ${count("person")} as people,
       ${count("asset where retired_at is null")} as content,
       ${count("guidance join asset on asset.id = asset_id where replaced_at is null and retired_at is null")} as with_guidance,
       ${count("member where role = 'rep' and deactivated_at is null")} as reps,
       ${count("source where deleted_at is null")} as sources`,
  );
  if (!row) throw new Error("The database did not count");
  return row;
}

function readAdmins(sql: Sql): Promise<Today["setUp"]["admins"]> {
  return sql.query<{ name: string; email: string }>(
    `select member.name, identity.shown as email from member
     join sign_in_identity identity on identity.member_id = member.id and identity.kind = 'email'
     where member.role = 'admin' and member.deactivated_at is null order by member.created_at, member.id limit 5`,
  );
}
