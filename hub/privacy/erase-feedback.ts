import { indexWords } from "../feedback/words.ts";
import type { Sql } from "../store/store.ts";
import { cutAddresses } from "./addresses-in-text.ts";
import { cutNames } from "./cut-names.ts";
import { type ErasureState, take } from "./erasure-state.ts";

/** Parts of the context that say what kind of person it was, and not who. */
const STAYS = ["companySize", "industry", "country", "stage"];

interface Item {
  id: string;
  name: string | null;
  note: string;
  their_words: string;
}

/**
 * What was said about a person stays without them: type, reasons, what it is about, stage and industry, and the texts
 * without their names. Their name, title, company and record go, and the identity that it hangs on. Call it while it is
 * known what they are called.
 * @returns whether anything was: inboxes are then to be told, as the last thing
 * @param whose identities, persons, records and addresses, as the rest of an erasure is given them
 */
export async function eraseFromFeedback(
  sql: Sql,
  progress: ErasureState["progress"],
  whose: {
    ids: readonly number[];
    persons: readonly string[];
    records: readonly string[];
    addresses: readonly string[];
    now: Date;
  },
): Promise<boolean> {
  const { ids, persons, records, now } = whose;
  // What nobody was known for then, and was said on a record of theirs, is about them too.
  const items = await sql.query<Item>(
    `select id, context ->> 'name' as name, note, their_words from feedback
     where identity_id = any($1::bigint[]) or identity_id is null and erased_at is null and (
       record in (select record from look_up where person_id = any($2::uuid[]))
       or exists (select 1 from unnest($3::text[]) as r (pattern) where record like pattern))
     order by id for update`,
    [ids, persons, records],
  );
  // A place of a question says on whose page it was.
  const places = await sql.query(
    `update claim_ask_place set record = '' where record in (select record from look_up where person_id = any($1::uuid[]))
       or exists (select 1 from unnest($2::text[]) as r (pattern) where record like pattern) returning 1`,
    [persons, records],
  );
  take(progress, "claim_ask_place", { redacted: places.length });
  if (items.length === 0) return false;
  const said = await sql.query<{ name: string }>(
    "select distinct value as name from fact where identity_id = any($1::bigint[]) and key = 'name'",
    [ids],
  );
  const names = [...new Set([...said.map(({ name }) => name), ...items.flatMap(({ name }) => name ?? [])])];
  const addresses = new Set(whose.addresses);
  // An address first: it may have a name in it.
  const cut = (text: string) => cutNames(cutAddresses(text, addresses), names);
  await sql.query(
    `update feedback f set note = said.note, their_words = said.their_words,
       context = coalesce((
         select jsonb_object_agg(key, value) from jsonb_each(f.context) where key = any($4::text[])), '{}'),
       record = null, identity_id = null, share_id = null, company = null, company_id = null, token_id = null,
       erased_at = $5, revision = revision + 1, changed_at = $5
     from unnest($1::uuid[], $2::text[], $3::text[]) as said (id, note, their_words)
     where f.id = said.id`,
    [
      items.map(({ id }) => id),
      items.map(({ note }) => cut(note)),
      items.map(({ their_words }) => cut(their_words)),
      STAYS,
      now,
    ],
  );
  take(progress, "feedback", { redacted: items.length });
  const given = items.map(({ id }) => id);
  await cutTexts(sql, progress, cut, {
    table: "feedback_addition",
    where: "feedback_id = any($1::uuid[])",
    given,
  });
  await cutTexts(sql, progress, cut, {
    table: "feedback_answer",
    where: "id in (select answer_id from feedback_answer_item where feedback_id = any($1::uuid[]))",
    given,
  });
  await cutReasons(sql, progress, cut, given);
  await indexWords(sql, given);
  await sql.query(
    "insert into feedback_event (feedback_id, at, what) select id, $2, 'erased' from unnest($1::uuid[]) as item (id)",
    [given, now],
  );
  return true;
}

/** Sentences that were added, and answers, which may name them too. */
async function cutTexts(
  sql: Sql,
  progress: ErasureState["progress"],
  cut: (text: string) => string,
  of: { table: "feedback_addition" | "feedback_answer"; where: string; given: readonly string[] },
): Promise<void> {
  const rows = await sql.query<{ id: string; text: string }>(
    `select id, text from ${of.table} where ${of.where} order by id for update`,
    [of.given],
  );
  const changed = rows
    .map(({ id, text }) => ({ id, text: cut(text) }))
    .filter(({ text }, n) => text !== rows[n]?.text);
  if (changed.length === 0) return;
  await sql.query(
    `update ${of.table} t set text = said.text from unnest($1::uuid[], $2::text[]) as said (id, text) where t.id = said.id`,
    [changed.map(({ id }) => id), changed.map(({ text }) => text)],
  );
  take(progress, of.table, { redacted: changed.length });
}

/** SQL: items `$1`, what they are merged into, and what one write changed together with them: for one reason. */
const TOGETHER = `(
  select unnest($1::uuid[])
  union select merged_into from feedback where id = any($1::uuid[])
  union select other.feedback_id from feedback_change_item theirs
    join feedback_change_item other on other.change_id = theirs.change_id
    where theirs.feedback_id = any($1::uuid[]))`;

/** Why an item is as it is, and what undoing would put back. */
async function cutReasons(
  sql: Sql,
  progress: ErasureState["progress"],
  cut: (text: string) => string,
  given: readonly string[],
): Promise<void> {
  const items = await sql.query<{ id: string; reason: string }>(
    `select id, status_reason as reason from feedback
     where status_reason <> '' and id in ${TOGETHER} order by id for update`,
    [given],
  );
  const changed = items.flatMap(({ id, reason }) => {
    const text = cut(reason);
    return text === reason ? [] : { id, text };
  });
  await sql.query(
    `update feedback f set status_reason = said.text
     from unnest($1::uuid[], $2::text[]) as said (id, text) where f.id = said.id`,
    [changed.map(({ id }) => id), changed.map(({ text }) => text)],
  );
  take(progress, "feedback", { redacted: changed.filter(({ id }) => !given.includes(id)).length });
  const before = await sql.query<{ change_id: string; feedback_id: string; reason: string }>(
    `select change_id, feedback_id, before ->> 'status_reason' as reason from feedback_change_item
     where before ->> 'status_reason' <> '' and feedback_id in ${TOGETHER}
     order by change_id, feedback_id for update`,
    [given],
  );
  for (const { change_id, feedback_id, reason } of before) {
    const text = cut(reason);
    if (text === reason) continue;
    await sql.query(
      `update feedback_change_item set before = jsonb_set(before, '{status_reason}', to_jsonb($3::text))
       where change_id = $1 and feedback_id = $2`,
      [change_id, feedback_id, text],
    );
  }
}
