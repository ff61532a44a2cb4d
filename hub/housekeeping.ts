import { pruneAttempts } from "./access/attempts.ts";
import { pruneDeviceCodes } from "./access/device-code.ts";
import { pruneMemberAddresses } from "./access/member-address.ts";
import { revokeExpiredSessions } from "./access/prune-sessions.ts";
import { pruneSignInLinks } from "./access/sign-in-link.ts";
import { pruneLookUps } from "./context/prune-look-ups.ts";
import { forgetUndone } from "./feedback/forget-undone.ts";
import { forgetFiles } from "./files/forget-files.ts";
import type { Hub } from "./hub.ts";
import { opportunityNames } from "./imports/opportunities/names.ts";
import { forgetDoneJobs } from "./jobs/forget-done-jobs.ts";
import { queueHourlyFigures } from "./library/queue-figures.ts";
import { forgetNotices } from "./notices/forget-notices.ts";
import { queueDigests } from "./notices/plan-digests.ts";
import { placeOpportunities } from "./opportunities/place-opportunities.ts";
import { queueDailyRetention } from "./privacy/retention.ts";
import { takeOverErasures } from "./privacy/take-over-erasures.ts";
import { forgetAddresses, queueJudging } from "./shares/keep-links.ts";
import { foldCounts } from "./sources/fold-counts.ts";
import { revokeExpiredKeys } from "./sources/prune-keys.ts";
import { analyzeEmbedded } from "./store/analyze.ts";
import { errorCode } from "./store/errors.ts";
import type { Store } from "./store/store.ts";

const FIRST_MS = 60_000;
const EVERY_MS = 3_600_000;
/** Where the database was away. */
const SOON_MS = 300_000;

/** What is done once an hour. Each may run on several hubs at once, and again, without harm. */
const chores = {
  foldCounts,
  pruneAttempts,
  pruneDeviceCodes,
  pruneSignInLinks,
  pruneMemberAddresses,
  revokeExpiredKeys,
  revokeExpiredSessions,
  pruneLookUps,
  forgetDoneJobs,
  forgetFiles,
  takeOverErasures,
  queueDailyRetention,
  queueHourlyFigures,
  analyzeEmbedded,
  forgetAddresses,
  queueJudging,
  placeOpportunities: (store: Store, now: Date) => placeOpportunities(store, opportunityNames, now),
  forgetNotices,
  forgetUndone,
  queueDigests: (_store: Store, _now: Date, hub: Hub) => queueDigests(hub),
};

/**
 * Does every chore once; one that fails is logged and done again later.
 * @returns whether all was done
 */
export async function keepHouse(hub: Hub): Promise<boolean> {
  let done = true;
  for (const [chore, run] of Object.entries(chores)) {
    try {
      await run(hub.store, hub.now(), hub);
    } catch (error) {
      done = false;
      hub.log.warn({ chore, error: (error as Error).name, code: errorCode(error) }, "housekeeping failed");
    }
  }
  return done;
}

/**
 * Keeps house from a minute after the start on, so that a hub restarted every day does it too.
 * @returns a function that ends it
 */
export function startHousekeeping(hub: Hub): () => void {
  let timer = setTimeout(again, FIRST_MS);
  timer.unref();
  let ended = false;
  async function again() {
    const done = await keepHouse(hub);
    if (ended) return;
    timer = setTimeout(again, done ? EVERY_MS : SOON_MS);
    timer.unref();
  }
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}
