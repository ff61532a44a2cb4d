import { z } from "zod";

/**
 * What an open reader tells, again and again: totals since it was opened, so that the same beacon twice, or an older
 * one after a newer one, changes nothing. Milliseconds of visible time.
 */
export const Beacon = z.object({
  /** As the page was given it: signed, of this one page view. */
  view: z.string().min(20).max(400),
  /** [page, ms]; of a video [tenth, ms]. */
  parts: z.array(z.tuple([z.int().min(1).max(5_000), z.int().min(0).max(86_400_000)])).max(5_000),
  /** Times that somebody did so, and no other input. */
  scrolled: z.int().min(0).max(1_000_000),
  pointer: z.int().min(0).max(1_000_000),
  keys: z.int().min(0).max(1_000_000),
  touches: z.int().min(0).max(1_000_000),
  /** What the browser says of itself. */
  driven: z.boolean(),
  /** The page could be seen at all. */
  visibleMs: z.int().min(0).max(86_400_000),
  downloaded: z.boolean(),
});
export type Beacon = z.infer<typeof Beacon>;
