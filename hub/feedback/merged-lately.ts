import type { z } from "zod";
import type { MergedLatelyReply } from "../../lib/contract/inbox.ts";
import type { Hub } from "../hub.ts";
import { libraryOf } from "../library/read-library.ts";
import { ABOUT_COLUMNS, type AboutRow, aboutNamed } from "./about-named.ts";

const LATELY_MS = 90 * 24 * 3_600_000;
const MOST = 100;

/** Merges of the last 90 days that anything is left of, newest first, a hundred at most. */
export async function mergedLately(hub: Hub): Promise<z.input<typeof MergedLatelyReply>> {
  const library = await libraryOf(hub);
  const rows = await hub.store.query<
    AboutRow & { id: string; at: Date; by_id: string | null; by_name: string | null; items: number }
  >(
    `select c.id, c.at, c.by_id, writer.name as by_name, ${ABOUT_COLUMNS}, parts.count as items
     from feedback_change c
     join feedback f on f.id = c.into_id left join claim_ask ask on ask.id = f.ask_id
     left join member writer on writer.id = c.by_id
     cross join lateral (
       select count(*)::int as count from feedback_change_item item join feedback part on part.id = item.feedback_id
       where item.change_id = c.id and part.merged_into = coalesce(f.merged_into, f.id) and part.taken_back_at is null
     ) parts
     where c.kind = 'merge' and c.undone_at is null and c.at > $1 and parts.count > 0
     order by c.at desc, c.id limit ${MOST}`,
    [new Date(hub.now().getTime() - LATELY_MS)],
  );
  const items = rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    by: { memberId: row.by_id, name: row.by_name ?? "Leadside" },
    title: aboutNamed(row, library).title,
    items: row.items + 1,
  }));
  return { items, next: null };
}
