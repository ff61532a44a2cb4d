import { ApiError } from "../http/api-error.ts";
import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";

interface Row {
  id: string;
  kind: string;
  state: "waiting" | "running" | "failed";
  created_at: Date;
  run_at: Date;
  tries: number;
  last_error: string | null;
}

/** Work that waits, for who runs the hub. */
export function jobHandlers(hub: Hub): Pick<Handlers, "jobs" | "retryJob"> {
  return {
    async jobs() {
      const rows = await hub.store.query<Row>(
        `select id, kind, created_at, run_at, tries, last_error,
           case when failed_at is not null then 'failed' when claimed_until > now() then 'running' else 'waiting' end as state
         from job where done_at is null order by created_at, id limit 200`,
      );
      const items = rows.map((row) => ({
        id: row.id,
        kind: row.kind,
        state: row.state,
        createdAt: row.created_at.toISOString(),
        runAt: row.run_at.toISOString(),
        tries: row.tries,
        lastError: row.last_error,
      }));
      return { items, next: null };
    },

    async retryJob({ id }) {
      const rows = await hub.store.query(
        "update job set failed_at = null, tries = 0, run_at = now() where id = $1 and failed_at is not null returning id",
        [id],
      );
      if (rows.length === 0) throw new ApiError("not_found", "There is no job of that id that was given up.");
      return { queued: true };
    },
  };
}
