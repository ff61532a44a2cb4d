import { z } from "zod";
import { Instant, openEnum, Uuid } from "./primitives.ts";
import { RecordRef } from "./record.ts";

/** What a member is told of. Reps: what came of their feedback. Marketers: what came in and what waits. */
export const NOTICE_KINDS = [
  "answered",
  "planned",
  "changed",
  "declined",
  "credit_asked",
  "feedback_given",
  "assigned",
  "reopened",
  "credit_given",
] as const;
export const Notice = z.object({
  id: Uuid,
  kind: openEnum(NOTICE_KINDS),
  at: Instant,
  feedbackId: Uuid,
  /** "Live in six weeks" */
  title: z.string(),
  /** "Marketing answered: You were right to doubt it." One line. */
  words: z.string(),
  person: z.string().optional(),
  company: z.string().optional(),
  record: RecordRef.optional(),
  seen: z.boolean(),
});
export type Notice = z.infer<typeof Notice>;
/** These were on screen. */
export const SeeNoticesRequest = z.object({ ids: z.array(Uuid).min(1).max(100) });
export const SeeNoticesReply = z.object({ seen: z.literal(true) });

export const DIGESTS = ["off", "daily", "weekly"] as const;
export const DigestSettings = z.object({
  digest: openEnum(DIGESTS),
  /** Mail can be sent. */
  mail: z.boolean(),
  email: z.string(),
});
export const ChangeDigestRequest = z.object({ digest: z.enum(DIGESTS) });
