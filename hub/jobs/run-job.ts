import { setImmediate as breathe } from "node:timers/promises";
import type { Hub } from "../hub.ts";
import { errorCode, reasonOf, StoreUnavailable } from "../store/errors.ts";
import type { Claimed, Works } from "./work.ts";

/** A hub that does not renew its claim for so long is dead; another takes the job over. */
const CLAIM = "interval '20 seconds'";
const RENEW_MS = 2_000;
/** After so long a job that has more to do lets those that are due go first. */
const TURN_MS = 5_000;
const MOST_TRIES = 10;
/** After the first failure; twice as long after each. */
const PAUSE_SECONDS = 2;

const CLAIM_NEXT = `
  update job set claimed_by = $1, claimed_until = now() + ${CLAIM}
  where id = (
    select id from job
    where done_at is null and failed_at is null and run_at <= now()
      and (claimed_until is null or claimed_until < now()) and kind = any($2::text[])
    order by run_at, id limit 1 for update skip locked
  )
  returning id, kind, key, payload, tries + 1 as tries`;

/**
 * Claims the next job that is due and works on it until it is done, its turn is over, or it is taken away.
 * @param worker a uuid of this process
 * @param goesOn asked between two steps: false gives the job back to whoever comes next
 * @returns false when there was none
 * @throws StoreUnavailable when the database is away, which costs the job no try; the claim then runs out by itself
 */
export async function runNextJob(
  hub: Hub,
  works: Works,
  worker: string,
  goesOn: () => boolean = () => true,
): Promise<boolean> {
  const [job] = await hub.store.query<Claimed>(CLAIM_NEXT, [worker, Object.keys(works)]);
  if (!job) return false;
  const stopRenewing = renewWhileAtWork(hub, worker, job);
  try {
    await workOn(hub, works, worker, job, goesOn);
  } catch (error) {
    // A statement that takes too long is the job's own failure: it would take as long the next time.
    if (error instanceof StoreUnavailable && reasonOf(error) !== "slow") throw error;
    await giveUpOrRetry(hub, worker, job, error);
  } finally {
    await stopRenewing();
  }
  return true;
}

async function workOn(
  hub: Hub,
  works: Works,
  worker: string,
  job: Claimed,
  goesOn: () => boolean,
): Promise<void> {
  const work = works[job.kind];
  if (!work) throw new Error("A job was claimed that nobody here can do.");
  const turnEnds = performance.now() + TURN_MS;
  for (;;) {
    const outcome = await work(hub, job);
    if (outcome === "done") return settle(hub, worker, job, "done_at = now()");
    // A whole turn went well, so the failures before it do not count. A single step might always come before one.
    if (typeof outcome === "object") {
      await hub.store.query(
        "update job set claimed_by = null, claimed_until = null, run_at = $3, tries = 0 where id = $1 and claimed_by = $2",
        [job.id, worker, outcome.after],
      );
      return;
    }
    if (!goesOn() || performance.now() > turnEnds)
      return settle(hub, worker, job, "claimed_by = null, claimed_until = null, tries = 0, run_at = now()");
    const renewed = await hub.store.query(
      `update job set claimed_until = now() + ${CLAIM} where id = $1 and claimed_by = $2 returning id`,
      [job.id, worker],
    );
    if (renewed.length === 0) return;
    // The embedded database does all of its work in this process: requests get their turn.
    await breathe();
  }
}

/**
 * Keeps the claim for as long as a step takes. Where the step itself holds the job's row, nobody else can claim it,
 * and nothing waits for it here. The embedded database has no other hub.
 * @returns a function that ends it
 */
function renewWhileAtWork(hub: Hub, worker: string, { id }: Claimed): () => Promise<void> {
  if (hub.store.engine === "pglite") return async () => {};
  let underWay: Promise<unknown> | undefined;
  const timer = setInterval(() => {
    underWay ??= hub.store
      .query(
        `update job set claimed_until = now() + ${CLAIM}
         where id = (select id from job where id = $1 and claimed_by = $2 for update skip locked)`,
        [id, worker],
      )
      .catch(() => {
        // The next one may get through; if none does, the step finds out as well.
      })
      .finally(() => {
        underWay = undefined;
      });
  }, RENEW_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await underWay;
  };
}

async function settle(hub: Hub, worker: string, { id }: Claimed, change: string): Promise<void> {
  await hub.store.query(`update job set ${change} where id = $1 and claimed_by = $2`, [id, worker]);
}

async function giveUpOrRetry(hub: Hub, worker: string, job: Claimed, error: unknown): Promise<void> {
  const cause = error instanceof StoreUnavailable ? error.cause : error;
  const reason = errorCode(cause) ?? (error instanceof Error ? error.name : "Error");
  const frames =
    error instanceof Error ? error.stack?.split("\n").filter((line) => /^\s+at /.test(line)) : [];
  const last = job.tries >= MOST_TRIES;
  hub.log.error({ job: job.kind, tries: job.tries, reason, last, frames }, "a job failed");
  await hub.store.query(
    `update job set claimed_by = null, claimed_until = null, last_error = $3, tries = $6,
       run_at = now() + $4 * interval '1 second', failed_at = case when $5 then now() end
     where id = $1 and claimed_by = $2`,
    [job.id, worker, reason, PAUSE_SECONDS * 2 ** (job.tries - 1), last, job.tries],
  );
}
