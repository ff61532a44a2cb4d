import { ApiError } from "../http/api-error.ts";
import type { Sql } from "../store/store.ts";

const WINDOW_MS = 15 * 60_000;
const MOST_FAILURES = 10;

/**
 * Counts a failed try at a secret, for all hubs on the database together. A try that succeeds is never held
 * up by it: an office behind one address must not be locked out by who mistypes there.
 * @param bucket who tried, without personal data
 * @throws ApiError `rate_limited` when too many failed in the running quarter of an hour
 */
export async function countFailure(sql: Sql, bucket: string, now: Date): Promise<void> {
  const start = new Date(Math.floor(now.getTime() / WINDOW_MS) * WINDOW_MS);
  const [row] = await sql.query<{ count: number }>(
    `insert into attempt (bucket, window_start, count) values ($1, $2, 1)
     on conflict (bucket, window_start) do update set count = attempt.count + 1 returning count`,
    [bucket, start],
  );
  if (row && row.count > MOST_FAILURES) {
    const seconds = Math.ceil((start.getTime() + WINDOW_MS - now.getTime()) / 1000);
    throw new ApiError("rate_limited", `Too many tries. Try again in ${Math.ceil(seconds / 60)} minutes.`, {
      retryAfterSeconds: seconds,
    });
  }
}

/** Forgets the windows that are over. */
export async function pruneAttempts(sql: Sql, now: Date): Promise<void> {
  await sql.query("delete from attempt where window_start < $1", [new Date(now.getTime() - WINDOW_MS)]);
}
