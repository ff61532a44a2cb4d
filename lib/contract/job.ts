import { z } from "zod";
import { Instant, openEnum, Uuid } from "./primitives.ts";

/** Work that is done later, at least once, by whichever hub is free. */
export const Job = z.object({
  id: Uuid,
  kind: z.string(),
  state: openEnum(["waiting", "running", "failed"]),
  createdAt: Instant,
  /** Not before. */
  runAt: Instant,
  tries: z.int().nonnegative(),
  /** A code, never text from outside. */
  lastError: z.string().nullable(),
});
/** Those that are not done, the oldest first, 200 at most. */
export const JobsReply = z.object({ items: z.array(Job), next: z.null() });

/** Tries one that was given up once more. */
export const RetryJobRequest = z.object({ id: Uuid });
export const RetryJobReply = z.object({ queued: z.literal(true) });
