import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type ChangeRetentionRequest, Retention, type RetentionReply } from "../../lib/contract/privacy.ts";
import { enqueue } from "../jobs/queue.ts";
import type { Sql } from "../store/store.ts";

export const RETENTION = "retention";
const SETTING = "retention";
const LAST = "retention_last";

/** What is kept is needed to read it again by better rules; what stands aside is looked at soon or never. */
const DEFAULTS: Retention = {
  rawEvents: null,
  rejectedEvents: 90,
  conflictingEvents: 90,
  lookUps: 90,
  readings: 365,
  touchpoints: null,
  touchpointKinds: {},
};

type Change = z.output<typeof ChangeRetentionRequest>;

const Stored = Retention.partial();
const Last = z.object({
  at: z.string(),
  deleted: z.array(z.object({ table: z.string(), rows: z.number() })),
});
export type LastRetention = z.infer<typeof Last>;

/** How long each kind of data is kept, in days; null for ever. */
export async function readRetention(sql: Sql): Promise<Retention> {
  const stored = Stored.safeParse(await readSetting(sql, SETTING));
  return { ...DEFAULTS, ...(stored.success ? dropAbsent(stored.data) : {}) };
}

export async function describeRetention(sql: Sql): Promise<z.input<typeof RetentionReply>> {
  const last = Last.safeParse(await readSetting(sql, LAST));
  return { retention: await readRetention(sql), last: last.success ? last.data : null };
}

/** Changes what is said and leaves the rest; it is applied at once, by a job. */
export async function changeRetention(
  sql: Sql,
  change: Change,
  by: { memberId: string | null; now: Date },
): Promise<void> {
  // Two changes at once: the second builds on the first.
  await sql.query(
    "insert into setting (key, value, changed_at, changed_by) values ($1, '{}', $2, $3) on conflict do nothing",
    [SETTING, by.now, by.memberId],
  );
  await sql.query("select 1 from setting where key = $1 for update", [SETTING]);
  const after = changed(await readRetention(sql), change);
  await sql.query("update setting set value = $2::jsonb, changed_at = $3, changed_by = $4 where key = $1", [
    SETTING,
    JSON.stringify(after),
    by.now,
    by.memberId,
  ]);
  await queueRetention(sql, `changed ${randomUUID()}`);
}

/** What would hold after a change. */
export function changed(
  before: Retention,
  { touchpointKinds, preview: _preview, ...plain }: Change,
): Retention {
  const kinds: Retention["touchpointKinds"] = { ...before.touchpointKinds };
  for (const [kind, days] of Object.entries(touchpointKinds ?? {}) as [
    keyof typeof kinds,
    number | null | "default",
  ][]) {
    if (days === "default") delete kinds[kind];
    else kinds[kind] = days;
  }
  return { ...before, ...dropAbsent(plain), touchpointKinds: kinds };
}

/** The hubs of one database apply it once a day together. */
export async function queueDailyRetention(sql: Sql, now: Date): Promise<void> {
  await queueRetention(sql, now.toISOString().slice(0, 10));
}

async function queueRetention(sql: Sql, key: string): Promise<void> {
  await enqueue(sql, { kind: RETENTION, key });
}

export async function writeLastRetention(sql: Sql, last: LastRetention): Promise<void> {
  await sql.query(
    `insert into setting (key, value) values ($1, $2::jsonb)
     on conflict (key) do update set value = excluded.value, changed_at = now()`,
    [LAST, JSON.stringify(last)],
  );
}

async function readSetting(sql: Sql, key: string): Promise<unknown> {
  const [row] = await sql.query<{ value: unknown }>("select value from setting where key = $1", [key]);
  return row?.value;
}

function dropAbsent<Values extends object>(
  values: Values,
): { [Key in keyof Values]: Exclude<Values[Key], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}
