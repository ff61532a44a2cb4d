import type { Sql } from "../store/store.ts";
import { insertLinks, type LinkRow } from "./insert-links.ts";

/** One person became another, as it is written. */
export interface MergeRow {
  id: string;
  from: string;
  into: string;
  /** Who has it all in the end: `into`, or who took `into` over in the same transaction. */
  standing: string;
  /** Whose the two names were, before any merge, that were said to be one person's: see merge-tree. */
  fromHome: string;
  intoHome: string;
  by: "event" | "import" | "member";
  why: string;
  event: number | null;
  import: string | null;
  member: string | null;
}

/** A link that a merge or its undoing ends, to make it anew. */
interface EndedLink {
  identity_id: number;
  person_id: string;
  home: string;
  shared: boolean;
  by: string;
  why: string;
  member_id: string | null;
  confirmation_id: string | null;
}

const ENDED =
  "identity_id, person_id, coalesce(home_person_id, person_id) as home, shared, by, why, member_id, confirmation_id";

/**
 * Keeps why persons became one, and ends every link of those taken over to make the same one to who took
 * over. Their rows are locked: see loadLocked.
 */
export async function writeMerges(sql: Sql, merges: readonly MergeRow[]): Promise<void> {
  if (merges.length === 0) return;
  await sql.query(
    `insert into person_merge
       (id, from_person, into_person, from_home, into_home, by, why, event_id, import_id, member_id)
     select * from unnest(
       $1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::bigint[], $9::uuid[],
       $10::uuid[])`,
    [
      merges.map((merge) => merge.id),
      merges.map((merge) => merge.from),
      merges.map((merge) => merge.into),
      merges.map((merge) => merge.fromHome),
      merges.map((merge) => merge.intoHome),
      merges.map((merge) => merge.by),
      merges.map((merge) => merge.why),
      merges.map((merge) => merge.event),
      merges.map((merge) => merge.import),
      merges.map((merge) => merge.member),
    ],
  );
  const ended = await sql.query<EndedLink>(
    `update identity_link set ended_at = now() where person_id = any($1::uuid[]) and ended_at is null
     returning ${ENDED}`,
    [merges.map(({ from }) => from).sort()],
  );
  const byFrom = new Map(merges.map((merge) => [merge.from, merge]));
  await insertLinks(
    sql,
    ended.flatMap((link) => {
      const merge = byFrom.get(link.person_id);
      return merge === undefined
        ? []
        : movedLink(link, merge.standing, { ...merge, by: "merge", merge: merge.id });
    }),
  );
}

/**
 * Gives the links that a person has of these homes to another person.
 * @param homes whose they would be, had nobody been merged
 */
export async function partLinks(
  sql: Sql,
  { from, to, homes, merge }: { from: string; to: string; homes: readonly string[]; merge: string },
): Promise<void> {
  const ended = await sql.query<EndedLink>(
    `update identity_link set ended_at = now()
     where person_id = $1 and ended_at is null and coalesce(home_person_id, person_id) = any($2::uuid[])
     returning ${ENDED}`,
    [from, homes],
  );
  const cause = { by: "undo" as const, why: "a merge was undone", event: null, import: null, merge };
  await insertLinks(
    sql,
    ended.map((link) => movedLink(link, to, cause)),
  );
}

/**
 * Gives a person the shared mailboxes that somebody of these homes once came with: of two who became one,
 * one link was enough.
 */
export async function restoreShared(
  sql: Sql,
  { person, homes, merge }: { person: string; homes: readonly string[]; merge: string },
): Promise<void> {
  const links = await sql.query<EndedLink>(
    `select distinct on (identity_id) ${ENDED} from identity_link
     where person_id = any($2::uuid[]) and ended_at is not null and shared
       and coalesce(home_person_id, person_id) = any($2::uuid[])
       and identity_id not in (
         select identity_id from identity_link where person_id = $1 and ended_at is null and shared)
     order by identity_id, started_at, id`,
    [person, homes],
  );
  const cause = { by: "undo" as const, why: "a merge was undone", event: null, import: null, merge };
  await insertLinks(
    sql,
    links.map((link) => movedLink(link, person, cause)),
  );
}

function movedLink(
  link: EndedLink,
  person: string,
  cause: Pick<LinkRow, "by" | "why" | "event" | "import" | "merge">,
): LinkRow {
  const { by, why, event, import: importId, merge } = cause;
  const moved = {
    identity: link.identity_id,
    person,
    home: link.home,
    shared: link.shared,
    merge,
    event,
    import: importId,
  };
  // Who a rep confirmed stays theirs to take back.
  return link.by === "member"
    ? { ...moved, by: "member", why: link.why, member: link.member_id, confirmation: link.confirmation_id }
    : { ...moved, by, why, member: null, confirmation: null };
}
