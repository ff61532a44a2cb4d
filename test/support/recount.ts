import { expect } from "vitest";
import type { Store } from "../../hub/store/store.ts";

/** Checks that exactly these messages are kept, each once, with all that follows from it. */
export async function expectKeptOnce(store: Store, messages: ReadonlySet<string>): Promise<void> {
  const kept = await store.query<{ id: string }>("select message_id as id from raw_event order by 1");
  const ids = kept.map(({ id }) => id);
  expect(ids.length).toBe(new Set(ids).size);
  expect(ids.filter((id) => !messages.has(id))).toEqual([]);
  const there = new Set(ids);
  expect([...messages].filter((id) => !there.has(id))).toEqual([]);
  const [counts] = await store.query(
    `select (select count(*)::int from event_key) as keys,
       (select count(*)::int from raw_event where type <> 'identify') as meant,
       (select count(*)::int from touchpoint) as touchpoints,
       (select sum(accepted)::int from ingest_count) as counted,
       (select count(*)::int from conflicting_event) as conflicts,
       (select count(*)::int from rejected_event) as rejected,
       (select count(*)::int from identity_conflict) as quarrels`,
  );
  const touchpoints = counts?.touchpoints;
  expect(counts).toEqual({
    keys: messages.size,
    meant: touchpoints,
    touchpoints,
    counted: messages.size,
    conflicts: 0,
    rejected: 0,
    quarrels: 0,
  });
  await expectWeeksRight(store);
}

/** Checks that the weekly counts are what counting anew gives (a hub in UTC). */
export async function expectWeeksRight(store: Store): Promise<void> {
  const wrong = await store.query(
    `select * from (
       select identity_id, date_trunc('week', at at time zone 'UTC')::date as week, kind, passive, count(*)::int as count
       from touchpoint group by 1, 2, 3, 4
     ) real full join touchpoint_week kept using (identity_id, week, kind, passive)
     where coalesce(real.count, 0) <> coalesce(kept.count, 0)`,
  );
  expect(wrong).toEqual([]);
}
