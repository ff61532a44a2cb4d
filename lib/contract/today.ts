import { z } from "zod";
import { Instant, Uuid } from "./primitives.ts";

const Waiting = z.object({ assetId: Uuid, title: z.string(), at: Instant });

/** What waits for the caller, and how far a new hub is. */
export const TodayReply = z.object({
  /** Overdue or due within two weeks, one's own, the most overdue first. `at`: verified until. */
  reviews: z.array(Waiting),
  /** One's own, not retired, the newest first. `at`: added. */
  withoutGuidance: z.array(Waiting),
  /** Two records or addresses that name one person; who mends people decides. */
  conflicts: z.int().nonnegative(),
  /** Events that were not taken; for an admin. */
  aside: z.int().nonnegative(),
  setUp: z.object({
    people: z.int().nonnegative(),
    content: z.int().nonnegative(),
    withGuidance: z.int().nonnegative(),
    reps: z.int().nonnegative(),
    sources: z.int().nonnegative(),
    /** Whom to ask, for who may not invite. */
    admins: z.array(z.object({ name: z.string(), email: z.string() })),
    /** The embedded database: survives a crash, not a power cut. */
    embedded: z.boolean(),
    linksAreLocal: z.boolean(),
  }),
});
export type TodayReply = z.infer<typeof TodayReply>;

/** Addresses that several people read, beside those that are known by habit (info@, sales@). */
export const SharedMailboxesReply = z.object({ items: z.array(z.string()), next: z.null() });
/** All that the list then has: whole addresses. Holds for what comes from now on. */
export const ChangeSharedMailboxesRequest = z.object({
  items: z.array(z.string().trim().min(3).max(320)).max(500),
});
