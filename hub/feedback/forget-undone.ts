import type { Store } from "../store/store.ts";

const KEPT_MS = 24 * 3_600_000;
const CHUNK = 1_000;

/**
 * What was taken back before anybody else saw it is as if it had never been: a day later, when no undo can come any
 * more, its words go too, and whom it was about. Its giver's click is all that is left.
 */
export async function forgetUndone(store: Store, now: Date): Promise<void> {
  for (;;) {
    const gone = await store.query(
      `update feedback set their_words = '', note = '', context = '{}', words = '', stage = null, industry = null,
         company = null, company_id = null, record = null, identity_id = null, share_id = null
       where id in (
         select id from feedback where taken_back_at < visible_at and taken_back_at < $1
           and (context <> '{}' or note <> '' or their_words <> '' or record is not null)
         order by taken_back_at limit ${CHUNK})
       returning 1`,
      [new Date(now.getTime() - KEPT_MS)],
    );
    if (gone.length < CHUNK) return;
  }
}
