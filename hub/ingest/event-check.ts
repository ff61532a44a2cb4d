import { asObject, asText } from "../json-fields.ts";
import { isPlaceholderId } from "../placeholder-id.ts";
import { type CheckedEvent, EVENT_TYPES, type EventType } from "./event.ts";

/** Bytes of one event as JSON. */
export const LARGEST_EVENT = 32_768;
const DEEPEST_EVENT = 64;
/** UTF-16 units of an id: at most four times as many bytes, which a database index still holds. */
const LONGEST_ID = 512;

export type Checked =
  | { ok: true; event: CheckedEvent }
  | { ok: false; reason: string; messageId: string | undefined; body: string };

const IDS = ["messageId", "userId", "anonymousId", "groupId", "previousId"];
const TYPES: ReadonlySet<string> = new Set(EVENT_TYPES);

/** What holds for all events of a body. */
export interface BodyOfEvent {
  /** What the address says, for an event that says no type. */
  type: string | undefined;
  /** Of the batch, for an event that has none. */
  sentAt: unknown;
  /** How deep the body nests. */
  depth: number;
  /** Whether an event without user and anonymous id is about somebody all the same. */
  saysWho: (event: CheckedEvent) => boolean;
}

/**
 * Whether one event of a body can be kept, and as what. An event that cannot is no reason to lose
 * the others, so this never throws.
 * @param value anything that JSON can say
 */
export function checkEvent(value: unknown, body: BodyOfEvent): Checked {
  // Deeper than the whole body may be cannot come here, so this does not run out of stack.
  const json = JSON.stringify(value);
  const reject = (reason: string): Checked => {
    const id = asText(asObject(value).messageId, LONGEST_ID);
    return { ok: false, reason, messageId: id !== undefined && isSound(id) ? id : undefined, body: json };
  };

  if (typeof value !== "object" || value === null || Array.isArray(value))
    return reject("It is not an object.");
  if (Buffer.byteLength(json) > LARGEST_EVENT) return reject("It is larger than 32 kB.");
  if (body.depth > DEEPEST_EVENT && depthOf(value) > DEEPEST_EVENT)
    return reject(`It nests more than ${DEEPEST_EVENT} levels deep.`);
  if (mayBeUnsound(json) && !isSoundThroughout(value)) {
    return reject("It holds a NUL or half of a character, which no text may.");
  }

  const said = value as Record<string, unknown>;
  const kind = typeof said.type === "string" ? said.type.trim().toLowerCase() : body.type;
  if (kind === undefined || !TYPES.has(kind)) return reject("Its type is none of Segment's.");
  if (IDS.some((name) => isTooLong(said[name])))
    return reject(`An id is longer than ${LONGEST_ID} characters.`);
  const messageId = asText(said.messageId, LONGEST_ID);
  if (messageId === undefined) {
    return reject(
      "It has no messageId, so it could not be told from its own repetition. Send a messageId, the same in every try.",
    );
  }
  const event: CheckedEvent = {
    messageId,
    type: kind as EventType,
    event: asText(said.event, 200),
    name: asText(said.name, 300),
    userId: idOf(said.userId),
    anonymousId: idOf(said.anonymousId),
    groupId: idOf(said.groupId),
    previousId: idOf(said.previousId),
    traits: asObject(said.traits),
    properties: asObject(said.properties),
    context: asObject(said.context),
    said: {
      timestamp: said.timestamp,
      originalTimestamp: said.originalTimestamp,
      sentAt: said.sentAt ?? body.sentAt,
      receivedAt: said.receivedAt,
    },
    body: json,
  };
  const missing = missingIn(event, body.saysWho);
  if (missing === undefined) return { ok: true, event };
  const placeholder = IDS.find((name) => name !== "messageId" && isPlaceholder(said[name]));
  return reject(
    placeholder === undefined
      ? missing
      : `${missing} Its ${placeholder} is a word for nothing, and so counts as missing.`,
  );
}

/** An id that names somebody or something. */
function idOf(value: unknown): string | undefined {
  const id = asText(value, LONGEST_ID);
  return id === undefined || isPlaceholderId(id) ? undefined : id;
}

function isPlaceholder(value: unknown): boolean {
  return asText(value, LONGEST_ID) !== undefined && idOf(value) === undefined;
}

/** Cut short, two different ids could become one. */
function isTooLong(id: unknown): boolean {
  return typeof id === "string" && id.length > LONGEST_ID;
}

function missingIn(event: CheckedEvent, saysWho: BodyOfEvent["saysWho"]): string | undefined {
  if (event.type === "track" && event.event === undefined) return "A track event needs a name in event.";
  if (event.type === "alias" && (event.previousId === undefined || event.userId === undefined)) {
    return "An alias needs userId and previousId.";
  }
  if (event.type === "group" && event.groupId === undefined) return "A group call needs a groupId.";
  if (event.userId !== undefined || event.anonymousId !== undefined || saysWho(event)) return undefined;
  return "It has neither userId nor anonymousId, nor an e-mail address to know the person by.";
}

/** JSON.stringify writes NUL and half characters as escapes, so most events are cleared by two searches. */
function mayBeUnsound(json: string): boolean {
  return json.includes("\\u0000") || json.includes("\\ud");
}

// A half of a surrogate pair that stands alone, or NUL.
const UNSOUND = /\0|\p{Surrogate}/u;

function isSound(text: string): boolean {
  return !UNSOUND.test(text);
}

function isSoundThroughout(value: unknown): boolean {
  if (typeof value === "string") return isSound(value);
  if (typeof value !== "object" || value === null) return true;
  if (Array.isArray(value)) return value.every(isSoundThroughout);
  return Object.entries(value).every(([name, inner]) => isSound(name) && isSoundThroughout(inner));
}

function depthOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  let deepest = 0;
  for (const inner of Object.values(value)) {
    if (typeof inner === "object" && inner !== null) deepest = Math.max(deepest, depthOf(inner));
  }
  return deepest + 1;
}
