import type { Sql } from "../store/store.ts";

const DAY_MS = 24 * 3_600_000;
/** How long an upload that stopped can be gone on with. */
const UNFINISHED_MS = 3 * DAY_MS;
/** How long a file waits to become a version of something. */
const UNUSED_MS = 2 * DAY_MS;
/** Each may have 100 MB: a statement ends in time. */
const AT_ONCE = 2;

/** Forgets uploads that were left, and files that nothing shows any more. */
export async function forgetFiles(sql: Sql, now: Date): Promise<void> {
  for (;;) {
    const gone = await sql.query(
      `delete from file where id in (
         select id from file
         where (whole_at is null and touched_at < $1)
           or (whole_at is not null and touched_at < $2
             and not exists (select from asset_version where file_id = file.id)
             and not exists (select from asset_version where thumbnail_id = file.id)
             and not exists (select from asset_version where picture_id = file.id))
         limit $3
       ) returning id`,
      [new Date(now.getTime() - UNFINISHED_MS), new Date(now.getTime() - UNUSED_MS), AT_ONCE],
    );
    if (gone.length < AT_ONCE) return;
  }
}
