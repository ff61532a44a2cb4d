import { asObject, asText } from "../json-fields.ts";
import { BadBody } from "./bad-body.ts";
import { jsonDepth } from "./json-depth.ts";

/** Nesting of a whole body beyond which it is not even parsed. A single event's own limit is lower. */
const DEEPEST_BODY = 256;
/** More events than a body of the largest size holds, unless they are empty. */
const MOST_EVENTS = 20_000;

/** A request's events, unchecked: each may be anything that JSON can say. */
export interface ParsedBody {
  events: unknown[];
  /** The type that the address says, for events that say none. */
  type: string | undefined;
  sentAt: unknown;
  writeKey: string | undefined;
  /** How deep the whole body nests, so that a shallow one's events need not be measured. */
  depth: number;
}

/**
 * Reads the three shapes that senders use at any of the addresses: `{batch: […]}`, one event, or a
 * bare list of events (webhook destinations post whichever they like wherever they like).
 * @param bytes JSON, after gunzip
 * @param type what the address says: `track`, `page` …; undefined at `batch`
 * @throws BadBody when it is no JSON, nests too deep, or is neither object nor list
 */
export function parseBody(bytes: Uint8Array, type: string | undefined): ParsedBody {
  const depth = jsonDepth(bytes, DEEPEST_BODY);
  if (depth > DEEPEST_BODY) {
    throw new BadBody("too_deep", `The body nests more than ${DEEPEST_BODY} levels deep.`);
  }
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new BadBody("not_json", "The body is not JSON in UTF-8.");
  }
  if (Array.isArray(body)) {
    return { events: bounded(body), type, sentAt: undefined, writeKey: undefined, depth };
  }
  if (typeof body !== "object" || body === null) {
    throw new BadBody("bad_request", "The body is neither an event nor a batch of events.");
  }
  const { batch, sentAt, writeKey, context } = asObject(body);
  const key = asText(writeKey, 500);
  if (Array.isArray(batch)) {
    return {
      events: withBatchContext(bounded(batch), context),
      type: undefined,
      sentAt,
      writeKey: key,
      depth,
    };
  }
  return { events: [body], type, sentAt, writeKey: key, depth };
}

function bounded(events: unknown[]): unknown[] {
  if (events.length <= MOST_EVENTS) return events;
  throw new BadBody("too_large", `The batch has more than ${MOST_EVENTS} events. Send smaller batches.`);
}

/** A context beside the batch holds for every event that has none of its own. */
function withBatchContext(batch: unknown[], context: unknown): unknown[] {
  if (typeof context !== "object" || context === null) return batch;
  return batch.map((event) =>
    typeof event === "object" && event !== null && !Array.isArray(event) && !("context" in event)
      ? { ...event, context }
      : event,
  );
}
