import { ApiError } from "../http/api-error.ts";
import type { Sql } from "../store/store.ts";

const WINDOW_MS = 15 * 60_000;
const MOST_FAILURES = 10;

/**
 * Counts a try at a secret before it is looked at, for all hubs on the database together.
 * @param bucket who tries, without personal data
 * @returns a function that takes the count back, for a try that succeeded
 * @throws ApiError `rate_limited` when too many failed in the running quarter of an hour
 */
export async function countAttempt(sql: Sql, bucket: string, now: Date): Promise<() => Promise<void>> {
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
  return async () => {
    await sql.query("update attempt set count = count - 1 where bucket = $1 and window_start = $2", [
      bucket,
      start,
    ]);
  };
}

/** Forgets the windows that are over. */
export async function pruneAttempts(sql: Sql, now: Date): Promise<void> {
  await sql.query("delete from attempt where window_start < $1", [new Date(now.getTime() - WINDOW_MS)]);
}
