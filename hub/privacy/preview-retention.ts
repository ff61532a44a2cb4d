import type { z } from "zod";
import type { ChangeRetentionRequest, Retention, RetentionReply } from "../../lib/contract/privacy.ts";
import type { Hub } from "../hub.ts";
import { changed, describeRetention, readRetention } from "./retention.ts";
import { daysBefore, oldTouchpoints } from "./retention-work.ts";

/** Enough to see that it is a lot. */
const MOST = 100_000;

/** What would hold after a change, and what would go by it; nothing is changed. */
export async function previewRetention(
  hub: Hub,
  change: z.output<typeof ChangeRetentionRequest>,
): Promise<z.input<typeof RetentionReply>> {
  const { last } = await describeRetention(hub.store);
  const retention = changed(await readRetention(hub.store), change);
  return { retention, last, wouldDelete: await countOld(hub, retention) };
}

async function countOld(hub: Hub, retention: Retention) {
  const counts = [
    await count(hub, "raw_event", "received_at", retention.rawEvents),
    await count(hub, "rejected_event", "received_at", retention.rejectedEvents),
    await count(hub, "conflicting_event", "received_at", retention.conflictingEvents),
    await count(hub, "look_up", "at", retention.lookUps),
    await count(hub, "link_view", "began_at", retention.readings ?? null),
    await count(hub, "link_fetch", "at", retention.readings ?? null),
    await countTouchpoints(hub, retention),
  ];
  return counts.map(({ table, rows }) => ({ table, rows: Math.min(rows, MOST), orMore: rows > MOST }));
}

async function count(hub: Hub, table: string, column: string, days: number | null) {
  if (days === null) return { table, rows: 0 };
  const [row] = await hub.store.query<{ rows: number }>(
    `select count(*)::int as rows from (select from ${table} where ${column} < $1 limit ${MOST + 1}) old`,
    [daysBefore(hub, days)],
  );
  return { table, rows: row?.rows ?? 0 };
}

async function countTouchpoints(hub: Hub, retention: Retention) {
  const { joined, isOld, values } = oldTouchpoints(hub, retention, 1);
  const [row] = await hub.store.query<{ rows: number }>(
    `select count(*)::int as rows from (
       select from touchpoint t ${joined} where ${isOld} limit ${MOST + 1}
     ) old`,
    values,
  );
  return { table: "touchpoint", rows: row?.rows ?? 0 };
}
