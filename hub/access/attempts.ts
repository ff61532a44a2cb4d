import { ApiError } from "../http/api-error.ts";
import type { Sql } from "../store/store.ts";

const WINDOW_MS = 15 * 60_000;
const DAY_MS = 24 * 3_600_000;
/** Such a bucket counts by the day (UTC) rather than by the quarter of an hour; it must name no network. */
const OF_A_DAY = "day:";

/** Tries that are counted together, and how many may fail in a quarter of an hour; `day:…`: in a day. */
export interface Bucket {
  /** Who tries, without personal data. */
  name: string;
  most: number;
}

/**
 * Counts a try at a secret, for all hubs on the database together. Taken before the secret is looked at, no more
 * come through at once than may fail; who turns out right gives it back with `returnTry`.
 * @throws ApiError `rate_limited` when none is left in the running window
 */
export async function takeTry(sql: Sql, { name, most }: Bucket, now: Date): Promise<void> {
  const start = windowOf(name, now);
  const [row] = await sql.query<{ count: number }>(
    `insert into attempt (bucket, window_start, count) values ($1, $2, 1)
     on conflict (bucket, window_start) do update set count = attempt.count + 1 returning count`,
    [name, start],
  );
  if (row && row.count > most) {
    const seconds = Math.ceil((start.getTime() + windowMs(name) - now.getTime()) / 1000);
    throw new ApiError(
      "rate_limited",
      `Too many tries with wrong codes. Try again in ${Math.ceil(seconds / 60)} minutes.`,
      {
        retryAfterSeconds: seconds,
      },
    );
  }
}

/** @param now when it was taken */
export async function returnTry(sql: Sql, { name }: Bucket, now: Date): Promise<void> {
  await sql.query(
    "update attempt set count = count - 1 where bucket = $1 and window_start = $2 and count > 0",
    [name, windowOf(name, now)],
  );
}

/** Forgets the windows that are over. */
export async function pruneAttempts(sql: Sql, now: Date): Promise<void> {
  await sql.query(
    `delete from attempt where window_start < $2 or (window_start < $1 and bucket not like '${OF_A_DAY}%')`,
    [new Date(now.getTime() - WINDOW_MS), new Date(now.getTime() - DAY_MS)],
  );
}

const windowMs = (bucket: string) => (bucket.startsWith(OF_A_DAY) ? DAY_MS : WINDOW_MS);

function windowOf(bucket: string, now: Date): Date {
  const length = windowMs(bucket);
  return new Date(Math.floor(now.getTime() / length) * length);
}
