import type { z } from "zod";
import type { FeedbackItem } from "../../lib/contract/inbox.ts";
import type { Sql } from "../store/store.ts";
import { OPEN_STATUSES } from "./listed.ts";
import { readThemeKey } from "./theme-key.ts";
import { isVisible } from "./visible.ts";

type Item = z.input<typeof FeedbackItem>;

/** More are counted, and come when these are merged. */
const MOST_SIMILAR = 99;
/** More are counted, not read. */
const MOST_PARTS = 500;
const EXCERPT = 240;

/** What was merged into an item, oldest first, with who gave it, and what they added since. */
export async function readParts(sql: Sql, id: string): Promise<Item["mergedItems"]> {
  const rows = await sql.query<{
    id: string;
    member_id: string;
    giver: string;
    company: string | null;
    clicked_at: Date;
    excerpt: string;
  }>(
    `select f.id, f.member_id, giver.name as giver, f.company, f.clicked_at,
       concat_ws(E'\\n', nullif(left(case when f.their_words <> '' then f.their_words else f.note end, ${EXCERPT}), ''), (
         select string_agg(left(text, ${EXCERPT}), E'\\n' order by at, id) from feedback_addition
         where feedback_id = f.id)) as excerpt
     from feedback f join member giver on giver.id = f.member_id
     where f.merged_into = $1 and f.taken_back_at is null order by f.clicked_at, f.id limit ${MOST_PARTS}`,
    [id],
  );
  return rows.map((row) => ({
    id: row.id,
    giver: { memberId: row.member_id, name: row.giver },
    company: row.company,
    at: row.clicked_at.toISOString(),
    excerpt: row.excerpt,
  }));
}

/**
 * Open ones about the same thing for the same reason, newest first, without those that are "not the same". Who said
 * nothing but that something is missing does not say the same as another.
 */
export async function readSimilar(
  sql: Sql,
  { id, theme, status }: { id: string; theme: string; status: string },
  now: Date,
): Promise<Pick<Item, "similar" | "similarCount">> {
  const { about, reason } = readThemeKey(theme);
  if (status === "merged" || (about === null && reason === null)) return { similar: [], similarCount: 0 };
  const rows = await sql.query<{
    id: string;
    revision: number;
    member_id: string;
    giver: string;
    company: string | null;
    clicked_at: Date;
    of: number;
  }>(
    `select f.id, f.revision, f.member_id, giver.name as giver, f.company, f.clicked_at, count(*) over ()::int as of
     from feedback f join member giver on giver.id = f.member_id
     where f.theme = $2 and f.id <> $1 and f.status in ${OPEN_STATUSES} and ${isVisible("$3")}
       and not exists (
         select 1 from feedback_apart where a_id = least(f.id, $1::uuid) and b_id = greatest(f.id, $1::uuid))
     order by f.received_at desc, f.id limit ${MOST_SIMILAR}`,
    [id, theme, now],
  );
  return {
    similar: rows.map((row) => ({
      id: row.id,
      revision: row.revision,
      giver: { memberId: row.member_id, name: row.giver },
      company: row.company,
      at: row.clicked_at.toISOString(),
    })),
    similarCount: rows[0]?.of ?? 0,
  };
}
