import type { Hub } from "../hub.ts";
import type { Work } from "../jobs/work.ts";
import { errorCode, StoreUnavailable } from "../store/errors.ts";
import { isCollision } from "../store/retry.ts";
import type { Sql } from "../store/store.ts";
import type { TakenLine } from "./read-line.ts";
import { GIVEN_UP_AFTER_MS, giveUp } from "./receive-import.ts";
import { takeLines } from "./take-lines.ts";

/** Lines a transaction: short enough to let ingestion and the panel pass between two. */
const LINES = 100;
/** After so many, other jobs that are due go first. */
const TURN = 5_000;

type Outcome = Awaited<ReturnType<Work>>;

/**
 * Takes the next lines of an import, out of those that wait and into what is known, in one transaction: killed at
 * any moment, it goes on where it was. A line that nothing can be made of is set aside, and the others go on.
 */
export const importLines: Work = async (hub, { payload }) => {
  const id = String(payload.import);
  for (let most = LINES; ; most = Math.ceil(most / 2)) {
    try {
      return await takeNext(hub, id, most);
    } catch (error) {
      if (error instanceof StoreUnavailable || isCollision(error)) throw error;
      if (most > 1) continue;
      const frames =
        error instanceof Error ? error.stack?.split("\n").filter((line) => /^\s+at /.test(line)) : [];
      hub.log.error({ code: errorCode(error), frames }, "a line of an import was set aside");
      return setAside(hub, id);
    }
  }
};

interface Row {
  org: string | null;
  as_of: Date;
  done: number;
}

/** Nobody else works on it until this transaction ends. */
async function openImport(sql: Sql, id: string): Promise<Row | undefined> {
  const [row] = await sql.query<Row>(
    "select org, as_of, done from import where id = $1 and state in ('waiting', 'running') for update",
    [id],
  );
  return row;
}

async function takeNext(hub: Hub, id: string, most: number): Promise<Outcome> {
  const outcome = await hub.store.transaction(async (sql): Promise<Outcome> => {
    const row = await openImport(sql, id);
    if (row === undefined) return "done";
    const lines = await sql.query<{ line: number; fields: TakenLine }>(
      "select line, fields from import_line where import_id = $1 order by line limit $2",
      [id, most],
    );
    const last = lines.at(-1);
    if (last === undefined) {
      await close(hub, sql, id);
      return "done";
    }
    const turnEnds = Math.floor(row.done / TURN) < Math.floor((row.done + lines.length) / TURN);
    const counts = await takeLines(
      sql,
      { id, org: row.org, asOf: row.as_of, now: hub.now() },
      lines.map(({ fields }) => fields),
    );
    await sql.query("delete from import_line where import_id = $1 and line <= $2", [id, last.line]);
    await sql.query(
      `update import set state = 'running', started_at = coalesce(started_at, $2), done = done + $3,
         created = created + $4, updated = updated + $5, unchanged = unchanged + $6, conflicts = conflicts + $7,
         suppressed = suppressed + $8
       where id = $1`,
      [
        id,
        hub.now(),
        lines.length,
        counts.created,
        counts.updated,
        counts.unchanged,
        counts.conflicts,
        counts.suppressed,
      ],
    );
    return turnEnds ? { after: new Date() } : "more";
  });
  // The embedded database has nobody who gives the room of lines that are through to the next ones.
  if (outcome === "done" && hub.store.engine === "pglite") await hub.store.query("vacuum import_line");
  return outcome;
}

/** Lines that are neither there nor through were taken away by an erasure. */
async function close(hub: Hub, sql: Sql, id: string): Promise<void> {
  await sql.query(
    `update import set state = 'done', finished_at = $2, suppressed = suppressed + lines - done, done = lines
     where id = $1`,
    [id, hub.now()],
  );
}

async function setAside(hub: Hub, id: string): Promise<"done" | "more"> {
  return hub.store.transaction(async (sql) => {
    if ((await openImport(sql, id)) === undefined) return "done";
    const [next] = await sql.query<{ line: number }>(
      "select line from import_line where import_id = $1 order by line limit 1",
      [id],
    );
    if (next === undefined) return "more";
    await sql.query("delete from import_line where import_id = $1 and line = $2", [id, next.line]);
    await sql.query(
      `insert into import_fault (import_id, line, field, reason) values ($1, $2, null, $3)
       on conflict (import_id, line) do update set field = null, reason = excluded.reason`,
      [id, next.line, "Leadside could not keep this line, and logged why."],
    );
    await sql.query("update import set state = 'running', done = done + 1, bad = bad + 1 where id = $1", [
      id,
    ]);
    return "more";
  });
}

/** Ends an import whose file never came in whole: its lines are personal data that nobody waits for. */
export const endGivenUp: Work = async (hub, { payload }) => {
  const { import: id, attempt } = payload as { import: string; attempt: string };
  const hours = GIVEN_UP_AFTER_MS / 3_600_000;
  await giveUp(hub, { id, attempt }, `The file did not come in whole within ${hours} hours. Send it again.`);
  return "done";
};
