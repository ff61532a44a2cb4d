import type { Sql } from "../store/store.ts";

/**
 * Makes anew what items are found by: the note, the prospect's words, what was added, the company, and what it is
 * about as it is called now.
 */
export async function indexWords(sql: Sql, ids: readonly string[]): Promise<void> {
  await sql.query(
    `update feedback f set words =
       setweight(to_tsvector('simple', concat_ws(' ', f.company,
         (select title from claim where id = f.claim_id),
         (select title from asset where id = f.asset_id),
         (select question from claim_ask where id = f.ask_id))), 'A')
       || setweight(to_tsvector('simple', concat_ws(' ', f.their_words, f.note,
         (select string_agg(text, ' ' order by at, id) from feedback_addition where feedback_id = f.id))), 'B')
     where f.id = any($1::uuid[])`,
    [ids],
  );
}
