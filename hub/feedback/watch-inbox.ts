import type { z } from "zod";
import type { WatchInboxReply, WatchInboxRequest } from "../../lib/contract/inbox.ts";
import type { Hub } from "../hub.ts";
import { stampSql } from "./stamp.ts";

/** Who asked within so long is here still: an inbox in sight asks once a second. */
const HERE_MS = 4_000;
/** So often it is noted that somebody is still here. */
const NOTED_MS = 1_500;

/**
 * Whether anything changed, and who else has this item open: one small statement, since every open inbox asks it once
 * a second. Somebody may have several open, each in a tab of its own: what they asked of lately they have open still.
 */
export async function watchInbox(
  hub: Hub,
  { at, writing }: z.output<typeof WatchInboxRequest>,
  memberId: string,
): Promise<z.input<typeof WatchInboxReply>> {
  const now = hub.now();
  const [row] = await hub.store.query<{ stamp: string; others: { name: string; writing: boolean }[] | null }>(
    `with gone as (
       delete from feedback_presence where member_id = $3 and feedback_id is distinct from $2::uuid and at <= $5
     ), here as (
       insert into feedback_presence (feedback_id, member_id, at, writing)
       select id, $3, $1, $4 from feedback
       where id = $2 and not exists (
         select 1 from feedback_presence
         where feedback_id = $2 and member_id = $3 and writing = $4 and at between $6 and $1)
       on conflict (feedback_id, member_id) do update set at = excluded.at, writing = excluded.writing
     )
     select ${stampSql("$1")} as stamp, (
       select json_agg(json_build_object('name', member.name, 'writing', p.writing) order by member.name, member.id)
       from feedback_presence p join member on member.id = p.member_id
       where p.feedback_id = $2 and p.member_id <> $3 and p.at > $5
     ) as others`,
    [now, at, memberId, writing, new Date(now.getTime() - HERE_MS), new Date(now.getTime() - NOTED_MS)],
  );
  if (!row) throw new Error("The database gave no stamp");
  return { stamp: row.stamp, others: row.others ?? [] };
}
