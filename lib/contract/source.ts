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
});
export type Source = z.infer<typeof Source>;
export const SourcesReply = z.object({ items: z.array(Source), next: z.string().nullable() });
