import { z } from "zod";
import { Instant, Uuid } from "./primitives.ts";
import { Org } from "./record.ts";

/** A tool that sends events. `org` says whose record ids it sends; without it any org's but a sandbox's. */
export const SourceRequest = z.object({
  type: z
    .string()
    .regex(/^[a-z][a-z0-9-]{1,31}$/, "A type is a short word, such as segment, rudderstack or webhook."),
  name: z.string().trim().min(1).max(120),
  org: Org.optional(),
});

/** `writeKey` is absent when the same write is repeated after fifteen minutes. */
export const SourceReply = z.object({ id: Uuid, writeKey: z.string().optional() });

export const Source = z.object({
  id: Uuid,
  type: z.string(),
  name: z.string(),
  org: z.string().nullable(),
  createdAt: Instant,
  lastEventAt: Instant.nullable(),
  accepted: z.int(),
  duplicates: z.int(),
  rejected: z.int(),
  conflicts: z.int(),
  /** Events of people who were erased. */
  suppressed: z.int(),
  /** Keys that admit it now: two while an old one runs out. */
  keys: z.int(),
  deletedAt: Instant.nullable(),
});
export type Source = z.infer<typeof Source>;
export const SourcesReply = z.object({ items: z.array(Source), next: z.string().nullable() });

/** With `deleted`, also those that were deleted. In the query. */
export const SourcesRequest = z.object({ deleted: z.enum(["", "1", "true"]).optional() });

/** A new key; the ones before are taken for so many minutes more, so that nothing under way is lost. */
export const RotateKeyRequest = z.object({
  id: Uuid,
  /** A day if absent; 0: not any more, such as for a key that leaked. */
  graceMinutes: z.int().min(0).max(43_200).optional(),
});
/** `writeKey` is absent when the same write is repeated after fifteen minutes. */
export const RotateKeyReply = z.object({
  id: Uuid,
  writeKey: z.string().optional(),
  previousUntil: Instant,
});

/** Takes nothing more from it; what it sent stays. Can be taken back. */
export const DeleteSourceRequest = z.object({ id: Uuid });
export const DeleteSourceReply = z.object({ deletedAt: Instant });
export const RestoreSourceRequest = z.object({ id: Uuid });
export const RestoreSourceReply = z.object({ restored: z.literal(true) });
