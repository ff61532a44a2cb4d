import { type Context, Hono } from "hono";
import { ERROR_STATUS, type ErrorCode } from "../../lib/contract/error.ts";
import type { Hub } from "../hub.ts";
import { errorCode, StoreUnavailable } from "../store/errors.ts";
import type { Sql } from "../store/store.ts";
import { BadBody } from "./bad-body.ts";
import type { EventSource, EventType } from "./event.ts";
import { type BodyOfEvent, checkEvent } from "./event-check.ts";
import { ingest } from "./ingest.ts";
import { parseBody } from "./parse-body.ts";
import { LIMITS, type Rate, rateLimit, type TakeToken } from "./rate-limit.ts";
import { readBody } from "./read-body.ts";
import type { EventMeaning } from "./write-batch.ts";
import { basicUser } from "./write-key.ts";

/** The source that a write key admits; undefined when it is unknown, revoked or has run out. */
export type FindSource = (sql: Sql, writeKey: string, now: Date) => Promise<EventSource | undefined>;

/** What the routes are made of, besides the hub. */
export interface IngestParts {
  findSource: FindSource;
  meaning: EventMeaning;
  /** The network address that a request came from. */
  clientAddress: (context: Context) => string;
  /** `LIMITS` if absent. */
  limits?: { key: Rate; address: Rate };
}

/** Segment's addresses, and the short ones of the browser library; what each says of an event's type. */
const ADDRESSES: Record<string, EventType | undefined> = {
  "/batch": undefined,
  "/b": undefined,
  "/import": undefined,
  "/track": "track",
  "/t": "track",
  "/identify": "identify",
  "/i": "identify",
  "/page": "page",
  "/p": "page",
  "/screen": "screen",
  "/s": "screen",
  "/group": "group",
  "/g": "group",
  "/alias": "alias",
  "/a": "alias",
};

const RETRY_AFTER_SECONDS = 2;
const PREFLIGHT = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Methods": "POST",
  // Segment's browser library names its second and later tries in `X-Retry-Count`. The star does not cover `authorization`.
  "Access-Control-Allow-Headers": "authorization, content-type, content-encoding, x-retry-count, *",
  "Access-Control-Max-Age": "7200",
};

/**
 * Where tools send events: Segment's HTTP tracking API. `{"success":true}` only after the commit, so
 * that a sender that hears nothing else may repeat what it sent for ever.
 */
export function ingestRoutes(hub: Hub, parts: IngestParts): Hono {
  const app = new Hono();
  const { key, address } = parts.limits ?? LIMITS;
  const limits = { key: rateLimit(key), address: rateLimit(address) };
  for (const [path, type] of Object.entries(ADDRESSES)) {
    app.options(path, (context) => context.body(null, 204, PREFLIGHT));
    app.post(path, async (context) => {
      // Pages of any site send events, with a write key of their own and no cookie to ride on.
      context.header("Access-Control-Allow-Origin", "*");
      context.header("Access-Control-Expose-Headers", "Retry-After");
      try {
        return await take(hub, context, type, parts, limits);
      } catch (error) {
        return refuse(hub, context, error);
      }
    });
    app.all(path, (context) => {
      context.header("Allow", "POST, OPTIONS");
      return answer(context, "method_not_allowed", "Send events with POST.");
    });
  }
  return app;
}

async function take(
  hub: Hub,
  context: Context,
  type: EventType | undefined,
  { findSource, meaning, clientAddress }: IngestParts,
  limits: { key: TakeToken; address: TakeToken },
): Promise<Response> {
  const receivedAt = hub.now();
  const crowded = limits.address(clientAddress(context));
  if (crowded > 0) return tooMany(context, crowded);
  const user = basicUser(context.req.header("authorization"));
  const bytes = await readBody(context.req.raw);
  // With a key in the header, nothing is parsed for a stranger.
  const known = user === undefined ? undefined : await findSource(hub.store, user, receivedAt);
  if (user !== undefined && known === undefined) return unknownKey(context);
  const body = parseBody(bytes, type);
  const source =
    known ??
    (body.writeKey === undefined ? undefined : await findSource(hub.store, body.writeKey, receivedAt));
  if (source === undefined) return unknownKey(context);
  const busy = limits.key(source.id);
  if (busy > 0) return tooMany(context, busy);

  const about: BodyOfEvent = { ...body, saysWho: (event) => meaning.saysWho(event, source) };
  const events = body.events.map((event) => checkEvent(event, about));
  if (events.length > 0) {
    const counts = await ingest(hub.store, { source, events, receivedAt, said: body }, meaning);
    hub.meter.ingested(counts, hub.now().getTime() - receivedAt.getTime());
  }
  return context.json({ success: true });
}

function unknownKey(context: Context): Response {
  return answer(
    context,
    "unauthorized",
    "The write key is missing, unknown or revoked. Send it as the user of Basic authorization, or as writeKey.",
  );
}

function tooMany(context: Context, seconds: number): Response {
  context.header("Retry-After", String(seconds));
  return answer(context, "rate_limited", "Too many requests at once. Send more events in each, as a batch.");
}

function refuse(hub: Hub, context: Context, error: unknown): Response {
  if (error instanceof BadBody) return answer(context, error.code, error.message);
  // Whatever else went wrong, nothing was committed for certain, so the sender must send it again.
  if (error instanceof StoreUnavailable) {
    hub.log.warn({ reason: errorCode(error.cause) }, "events were not kept: the store is not available");
  } else {
    // A database's message can quote a value, so only its code and our own frames are logged.
    const frames =
      error instanceof Error ? error.stack?.split("\n").filter((line) => /^\s+at /.test(line)) : [];
    hub.log.error({ name: (error as Error)?.name, code: errorCode(error), frames }, "events were not kept");
  }
  context.header("Retry-After", String(RETRY_AFTER_SECONDS));
  return answer(context, "unavailable", "Leadside cannot keep events at the moment. Send them again.");
}

function answer(context: Context, code: ErrorCode, message: string): Response {
  const body = { success: false, error: { code, message } };
  return context.json(body, ERROR_STATUS[code] as 400);
}
