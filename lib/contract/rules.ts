import { z } from "zod";
import { Cursor } from "./primitives.ts";

/** Where to go on; from the beginning if absent. */
export const RulesRerunRequest = z.object({ cursor: Cursor.optional() });

/** Some thousands of events a call; `next` is null when all were read. Safe to stop and to repeat. */
export const RulesRerunReply = z.object({
  version: z.int().positive(),
  read: z.int().nonnegative(),
  changed: z.int().nonnegative(),
  next: Cursor.nullable(),
});
