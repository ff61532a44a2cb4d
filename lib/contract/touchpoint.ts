import { z } from "zod";
import { Cursor, Instant, openEnum, Uuid } from "./primitives.ts";
import { RecordRef } from "./record.ts";

/** What people do, and after them what is done to them (`passive`). */
export const TOUCHPOINT_KINDS = [
  "demo_requested",
  "contact_requested",
  "pricing_requested",
  "trial_started",
  "signed_up",
  "meeting_booked",
  "form_submitted",
  "webinar_registered",
  "webinar_attended",
  "event_attended",
  "content_downloaded",
  "content_viewed",
  "video_watched",
  "page_viewed",
  "chat_started",
  "product_used",
  "ad_clicked",
  "email_clicked",
  "email_replied",
  "email_unsubscribed",
  "email_sent",
  "email_delivered",
  "email_opened",
  "email_bounced",
  "other",
] as const;
export const TouchpointKind = openEnum(TOUCHPOINT_KINDS);
export type TouchpointKind = z.infer<typeof TouchpointKind>;

/** One interaction with marketing. `passive` when the person did nothing: sent, delivered, opened, bounced. */
export const Touchpoint = z.object({
  id: z.string(),
  kind: TouchpointKind,
  title: z.string(),
  detail: z.string().optional(),
  /** The person's own words, such as a form's message. Text, never markup. */
  words: z.string().optional(),
  passive: z.boolean(),
  /** When it happened, and `receivedAt` when the hub got to know. */
  at: Instant,
  receivedAt: Instant,
  /** What `at` rests on: what the sender said, that corrected for its clock, or the receipt. */
  atBasis: openEnum(["timestamp", "corrected", "received"]),
  source: z.object({ id: Uuid, name: z.string() }),
  campaign: z.string().optional(),
  /** http or https only. */
  url: z.string().optional(),
  /** Came to an address that several people read, such as info@. */
  sharedMailbox: z.boolean().optional(),
});
export type Touchpoint = z.infer<typeof Touchpoint>;

export const TouchpointPage = z.object({
  /** Newest first. */
  items: z.array(Touchpoint),
  next: Cursor.nullable(),
});
export type TouchpointPage = z.infer<typeof TouchpointPage>;

/** Answered to who looked the person up: `/api/context` led to them within a day. */
export const TouchpointsRequest = z.object({
  personId: Uuid,
  /** The record that led to them. Without it, any that did. */
  record: RecordRef.optional(),
  cursor: Cursor.optional(),
  kinds: z.array(z.enum(TOUCHPOINT_KINDS)).min(1).max(TOUCHPOINT_KINDS.length).optional(),
  /** Also what we sent. False if absent. */
  passive: z.boolean().optional(),
  /** Rows a page, 50 if absent. */
  limit: z.int().min(1).max(200).optional(),
});
