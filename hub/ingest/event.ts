import type { JsonObject } from "../json-fields.ts";
import type { TimeBasis } from "./event-time.ts";

export const EVENT_TYPES = ["track", "identify", "page", "screen", "group", "alias"] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** One event of a source that passed every check. Texts hold no NUL and no half character. */
export interface CheckedEvent {
  messageId: string;
  type: EventType;
  /** A track's name. */
  event: string | undefined;
  /** A page's or screen's name. */
  name: string | undefined;
  userId: string | undefined;
  anonymousId: string | undefined;
  groupId: string | undefined;
  previousId: string | undefined;
  traits: JsonObject;
  properties: JsonObject;
  context: JsonObject;
  /** What the sender said of the time, as it came. */
  said: { timestamp: unknown; originalTimestamp: unknown; sentAt: unknown; receivedAt?: unknown };
  /** The event as JSON, as it is kept. */
  body: string;
}

/** An event that is new and kept, under its number, at its time. */
export interface AcceptedEvent {
  event: CheckedEvent;
  id: number;
  at: Date;
  atBasis: TimeBasis;
}

/** Who sends, and what is known of their records. `org` null: any org's but a sandbox's. */
export interface EventSource {
  id: string;
  name: string;
  type: string;
  org: string | null;
}
