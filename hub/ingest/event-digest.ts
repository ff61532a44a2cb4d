import { hash } from "node:crypto";
import type { CheckedEvent } from "./event.ts";

/** Hexadecimal digits of 128 bits. */
const DIGITS = 32;

/** What an event is unique by, for ever: the first 128 bits of sha256 over its source and messageId, in hex. */
export function eventKey(sourceId: string, messageId: string): string {
  return hash("sha256", `${sourceId}\0${messageId}`, "hex").slice(0, DIGITS);
}

/**
 * What an event says, as 128 bits in hex: equal for a repetition of the same event, whatever the
 * transport changed on the way (sentAt, context, the order of names).
 */
export function eventDigest(event: Omit<CheckedEvent, "messageId" | "context" | "body">): string {
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
  return hash("sha256", canonicalJson(said), "hex").slice(0, DIGITS);
}

/**
 * Whether an event says what the one kept under its id said. A browser's library adds the user id that it has
 * learned by the time of its second try: an anonymous event that comes again with a user id is the same one.
 * @param kept the digest of the first
 */
export function saysTheSame(event: CheckedEvent, digest: string, kept: string): boolean {
  if (digest === kept) return true;
  const mayHaveLearned = event.userId !== undefined && event.anonymousId !== undefined;
  return mayHaveLearned && eventDigest({ ...event, userId: undefined }) === kept;
}

/** JSON with the names of every object in one fixed order; undefined and what JSON cannot say become null. */
export function canonicalJson(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  let json = "";
  if (Array.isArray(value)) {
    for (const item of value) json += `${json === "" ? "[" : ","}${canonicalJson(item)}`;
    return json === "" ? "[]" : `${json}]`;
  }
  const object = value as Record<string, unknown>;
  for (const name of Object.keys(object).sort()) {
    json += `${json === "" ? "{" : ","}${JSON.stringify(name)}:${canonicalJson(object[name])}`;
  }
  return json === "" ? "{}" : `${json}}`;
}
