import { MARGIN_MS } from "../context/seen.ts";

/*
 * A transaction number, and a snapshot made of such numbers, mean nothing on another server. "New since you looked"
 * reads both (hub/context/seen.ts), so what they say is written out before they are left behind: the touchpoints that
 * could be read then and were received so shortly before the look that time alone does not tell. On the other side
 * every touchpoint is one that the snapshot did not see, and those that are listed were shown.
 */

/** Types that stay behind; the import fills such columns anew. */
export const TRANSACTION = "xid8";
export const SNAPSHOT = "pg_snapshot";

/** What is written for a column instead of what stands in it; `t` is the row. */
export const REWRITTEN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  seen: {
    shown_ids: withVisible("t.shown_ids", "(select person_id from look_up where id = t.look_up_id)"),
  },
  look_up: { recent_ids: withVisible("t.recent_ids", "t.person_id") },
};

/** A list of touchpoints with those of the row's person that its snapshot saw and its time does not tell. */
function withVisible(listed: string, personId: string): string {
  const margin = `interval '${MARGIN_MS} milliseconds'`;
  return `(select coalesce(array_agg(known.id order by known.id), '{}') from (
    select unnest(${listed}) as id
    union
    select touchpoint.id from (${bearers(personId)}) bearer
    cross join lateral (
      select id, tx from touchpoint
      where identity_id = bearer.id and not passive
        and received_at > t.at - ${margin} and received_at < t.at + ${margin}
    ) touchpoint
    where pg_visible_in_snapshot(touchpoint.tx, t.snapshot)
  ) known)`;
}

/** The identities of whoever a row's record leads to by now, and of whoever it led to then. */
function bearers(personId: string): string {
  return `
    select distinct mine.identity_id as id from identity_link mine
    where mine.ended_at is null and mine.person_id in (
      select ${personId}
      union all
      select moved.person_id from identity_link was join identity_link moved on moved.identity_id = was.identity_id
      where was.person_id = ${personId} and was.ended_at is not null and moved.ended_at is null and not moved.shared
      union all
      select link.person_id from identity record join identity_link link on link.identity_id = record.id
      where record.kind = 'crm_record' and record.value = split_part(t.record, '/', 3)
        and link.ended_at is null and not link.shared
    )`;
}
