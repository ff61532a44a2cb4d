import { createHash } from "node:crypto";
import type { CheckedEvent } from "./event.ts";

/** What an event is unique by, for ever: the first 128 bits of sha256 over its source and messageId. */
export function eventKey(sourceId: string, messageId: string): Buffer {
  return createHash("sha256").update(sourceId).update("\0").update(messageId).digest().subarray(0, 16);
}

/**
 * What an event says, as 128 bits: equal for a repetition of the same event, whatever the transport
 * changed on the way (sentAt, context, the order of names).
 */
export function eventDigest(event: Omit<CheckedEvent, "messageId" | "context" | "body">): Buffer {
  const said = [
    event.type,
    event.event,
    event.name,
    event.userId,
    event.anonymousId,
    event.groupId,
    event.previousId,
    event.traits,
    event.properties,
    event.said.timestamp ?? event.said.originalTimestamp,
  ];
  return createHash("sha256").update(canonicalJson(said)).digest().subarray(0, 16);
}

/**
 * Whether an event says what the one kept under its id said. A browser's library adds the user id that it has
 * learned by the time of its second try: an anonymous event that comes again with a user id is the same one.
 * @param kept the digest of the first, as bytes
 */
export function saysTheSame(event: CheckedEvent, digest: Buffer, kept: Buffer): boolean {
  if (digest.equals(kept)) return true;
  const mayHaveLearned = event.userId !== undefined && event.anonymousId !== undefined;
  return mayHaveLearned && eventDigest({ ...event, userId: undefined }).equals(kept);
}

/** JSON with the names of every object in one fixed order; undefined and what JSON cannot say become null. */
export function canonicalJson(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const object = value as Record<string, unknown>;
  const parts = Object.keys(object)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonicalJson(object[name])}`);
  return `{${parts.join(",")}}`;
}
