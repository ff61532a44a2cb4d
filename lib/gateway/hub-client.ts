import { z } from "zod";
import { type Failure, failed, ok, type Result } from "../bridge/result.ts";
import { type EndpointName, endpoints, type ReplyOf, type RequestOf } from "../contract/endpoints.ts";
import { ErrorReply } from "../contract/error.ts";
import { Envelope } from "../contract/hub.ts";
import { CONTRACT, MIN_CONTRACT } from "../contract/version.ts";
import { pauseBefore } from "./retry.ts";

/** Where to ask, and as whom. */
export interface Caller {
  /** The hub's address without a slash at its end. */
  hub: string;
  token?: string;
}

export interface CallOptions {
  /** A uuid; needed by endpoints that write. */
  idempotencyKey?: string;
  /** How often to try at most, 3 if absent. */
  tries?: number;
  /** How long one try may take, in milliseconds, 20000 if absent. */
  timeout?: number;
}

/** The envelope, also of a hub from before the first release. */
const Versions = Envelope.extend({ contract: z.int(), minContract: z.int() });

const TRIES = 3;
/** A slow answer is worth more than a second question, which makes a slow hub slower. */
const TIMEOUT = 20_000;

/** One try: an answer that stands, or a failure that may pass, with how long the hub wants us to wait. */
type Attempt<Value> = { done: Result<Value> } | { again: Result<never>; retryAfter: string | null };

/**
 * Asks the hub. Tries again, with growing pauses, when there was no connection, a 5xx or a 429, and never after
 * another 4xx or a whole timeout: every call is safe to repeat, since reads change nothing and writes carry a key.
 * @returns the parsed reply, or `out_of_reach`, `signed_out`, `hub_too_old`, `hub_too_new` or `refused`
 */
export async function callHub<Name extends EndpointName>(
  caller: Caller,
  name: Name,
  request: RequestOf<Name>,
  options: CallOptions = {},
): Promise<Result<ReplyOf<Name>>> {
  const tries = options.tries ?? TRIES;
  for (let tried = 1; ; tried += 1) {
    const attempt = await tryOnce(caller, name, request, options);
    if ("done" in attempt) return attempt.done;
    const pause = pauseBefore(tried, attempt.retryAfter, Math.random());
    if (tried >= tries || pause === null) return attempt.again;
    await new Promise((resume) => setTimeout(resume, pause));
  }
}

async function tryOnce<Name extends EndpointName>(
  caller: Caller,
  name: Name,
  request: RequestOf<Name>,
  options: CallOptions,
): Promise<Attempt<ReplyOf<Name>>> {
  const { host } = new URL(caller.hub);
  const endpoint = endpoints[name];
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(caller.hub + endpoint.path, {
      method: endpoint.method,
      headers: {
        accept: "application/json",
        ...(request === undefined ? {} : { "content-type": "application/json" }),
        ...(caller.token === undefined ? {} : { authorization: `Bearer ${caller.token}` }),
        ...(options.idempotencyKey === undefined ? {} : { "idempotency-key": options.idempotencyKey }),
      },
      ...(request === undefined ? {} : { body: JSON.stringify(request) }),
      credentials: "omit",
      cache: "no-store",
      redirect: "error",
      referrerPolicy: "no-referrer",
      signal: AbortSignal.timeout(options.timeout ?? TIMEOUT),
    });
    const text = await response.text();
    body = json(text);
  } catch (error) {
    if (error instanceof DOMException && error.name === "TimeoutError") {
      return { done: failed("out_of_reach", `Leadside at ${host} takes too long to answer.`) };
    }
    return passing(`Leadside at ${host} cannot be reached.`, null);
  }
  const retryAfter = response.headers.get("retry-after");
  if (response.status >= 500) {
    return passing(`Leadside at ${host} has a problem.`, retryAfter, ownFault(body));
  }
  if (response.status === 429) return passing(`Leadside at ${host} is busy.`, retryAfter);
  return { done: read(name, response.status, body, host) };
}

function passing(message: string, retryAfter: string | null, hubCode?: "internal"): Attempt<never> {
  return { again: failed("out_of_reach", message, hubCode), retryAfter };
}

/** Whether the hub itself says that it choked on this request, as another may not. */
function ownFault(body: unknown): "internal" | undefined {
  const error = ErrorReply.safeParse(body);
  return error.success && error.data.error.code === "internal" ? "internal" : undefined;
}

/** What an answer that stands means. Pure. */
export function read<Name extends EndpointName>(
  name: Name,
  status: number,
  body: unknown,
  host: string,
): Result<ReplyOf<Name>> {
  const envelope = Versions.safeParse(body);
  if (envelope.success) {
    if (envelope.data.contract < MIN_CONTRACT) {
      return failed(
        "hub_too_old",
        `Leadside at ${host} is older than this extension can use. Ask your admin to update it.`,
      );
    }
    if (envelope.data.minContract > CONTRACT) {
      return failed("hub_too_new", `Leadside at ${host} needs a newer extension. Update it in your browser.`);
    }
  }
  if (status >= 200 && status < 300) {
    const reply = endpoints[name].reply.safeParse(body);
    if (envelope.success && reply.success) return ok(reply.data as ReplyOf<Name>);
    return failed("out_of_reach", `Something other than Leadside answered at ${host}.`);
  }
  const error = ErrorReply.safeParse(body);
  // Only in the hub's own envelope: a proxy or a login page answers 401 and 403 too, and must not sign anybody out.
  if (envelope.success && error.success) {
    const { code, message } = error.data.error;
    if (status === 401 && code === "unauthorized") {
      return failed(
        "signed_out",
        "Your access was ended. Ask your admin for a new invitation, or connect by a code from another device of yours.",
      );
    }
    return failed("refused", message, code);
  }
  return failed("out_of_reach", `Something other than Leadside answered at ${host}.`);
}

/** Whether the hub, of an earlier release, does not know the endpoint: the words tell it from other things not found. Pure. */
export function isUnknownEndpoint({ hubCode, message }: Failure): boolean {
  return hubCode === "not_found" && message === "There is nothing here.";
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
