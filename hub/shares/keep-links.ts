import { setImmediate as breathe } from "node:timers/promises";
import { enqueue } from "../jobs/queue.ts";
import type { Sql } from "../store/store.ts";
import { JUDGE_LINKS } from "./judge-again.ts";
import { RULES } from "./rules/classify.ts";

const DAY_MS = 24 * 3_600_000;
/** Long enough to see that two opened a link on one day; what was found by it stays. */
const ADDRESSES_KEPT_MS = 7 * DAY_MS;
const CHUNK = 5_000;

/** Forgets the hashes of readers' addresses, and codes that are over. */
export async function forgetAddresses(sql: Sql, now: Date): Promise<void> {
  const before = new Date(now.getTime() - ADDRESSES_KEPT_MS);
  for (const [table, when] of [
    ["link_fetch", "at"],
    ["link_view", "began_at"],
  ]) {
    const chunk = `update ${table} set address_hash = null where id in (
       select id from ${table} where address_hash is not null and ${when} < $1 order by ${when} limit ${CHUNK})
     returning 1`;
    // The embedded database does all of its work in this process: requests get their turn.
    while ((await sql.query(chunk, [before])).length === CHUNK) await breathe();
  }
  await sql.query("delete from link_code where expires_at < $1", [new Date(now.getTime() - DAY_MS)]);
}

/** What older rules judged is judged again, once for each version of them. */
export async function queueJudging(sql: Sql): Promise<void> {
  await enqueue(sql, { kind: JUDGE_LINKS, key: `rules ${RULES}` });
}
