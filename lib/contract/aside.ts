import { z } from "zod";
import { Cursor, Instant, openEnum, Uuid } from "./primitives.ts";

/** Why an event stands aside: it could not be read, or its id was used for another one before. */
const AsideKind = z.enum(["rejected", "conflicting"]);
export type AsideKind = z.infer<typeof AsideKind>;
const AsideId = z.string().regex(/^\d{1,15}$/);

/** An event that was kept aside, by what it looks like; never what it says. */
export const AsideEvent = z.object({
  id: z.string(),
  kind: openEnum(["rejected", "conflicting"]),
  source: z.object({ id: Uuid, name: z.string() }),
  /** When it came first, and how often in all. */
  receivedAt: Instant,
  count: z.int().positive(),
  reason: z.string(),
  messageId: z.string().nullable(),
  /** Its names and kinds of values, nested, cut at a kilobyte: `{"type":"string","properties":{"minutes":"number"}}`. */
  shape: z.string(),
  bytes: z.int().nonnegative(),
});
export type AsideEvent = z.infer<typeof AsideEvent>;

/** Newest first. */
export const AsideRequest = z.object({
  kind: AsideKind,
  sourceId: Uuid.optional(),
  cursor: Cursor.optional(),
  limit: z.int().min(1).max(200).optional(),
});
export const AsideReply = z.object({
  items: z.array(AsideEvent),
  next: Cursor.nullable(),
  /** Of this kind and source in all, by reason, most often first. */
  reasons: z.array(z.object({ reason: z.string(), events: z.int().positive() })),
});

/** The event as it came, as text. It may name people. */
export const AsideBodyRequest = z.object({ kind: AsideKind, id: AsideId });
export const AsideBodyReply = z.object({ body: z.string() });

/** Reads them again by today's rules and limits; some hundreds a call. */
export const RedriveRequest = z.object({
  kind: AsideKind,
  sourceId: Uuid.optional(),
  ids: z.array(AsideId).min(1).max(200).optional(),
  cursor: Cursor.optional(),
});
export const RedriveReply = z.object({
  read: z.int().nonnegative(),
  accepted: z.int().nonnegative(),
  duplicates: z.int().nonnegative(),
  stillAside: z.int().nonnegative(),
  next: Cursor.nullable(),
});

/** Throws them away: by their ids, or all of a source with one reason. */
export const DismissRequest = z.object({
  kind: AsideKind,
  ids: z.array(AsideId).min(1).max(200).optional(),
  sourceId: Uuid.optional(),
  reason: z.string().max(500).optional(),
});
export const DismissReply = z.object({ dismissed: z.int().nonnegative() });
