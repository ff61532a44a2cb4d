import {
  addressOf,
  type Endpoint,
  type EndpointName,
  endpoints,
  type ReplyOf,
  type RequestOf,
} from "../contract/endpoints.ts";
import { type ErrorCode, ErrorReply } from "../contract/error.ts";

/** What the hub refused, or that it could not be asked; `message` is fit to be shown. */
export class HubError extends Error {
  override readonly name = "HubError";
  readonly code: ErrorCode | "unknown" | "out_of_reach";
  readonly details: Record<string, unknown> | undefined;

  constructor(code: HubError["code"], message: string, details?: Record<string, unknown>) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

interface CallOptions {
  /** Of a write; the same again for the same act, so that it counts once. Made here if absent. */
  key?: string;
  /** The body of an endpoint that takes a file. */
  file?: Blob;
  signal?: AbortSignal;
}

/**
 * Asks the hub that this page came from; the session's cookie says who asks.
 * @throws HubError
 */
export async function callHub<Name extends EndpointName>(
  name: Name,
  request: RequestOf<Name>,
  { key, file, signal }: CallOptions = {},
): Promise<ReplyOf<Name>> {
  const endpoint: Endpoint = endpoints[name];
  const headers = new Headers();
  if (endpoint.method !== "GET") headers.set("content-type", endpoint.upload ?? "application/json");
  if (endpoint.write) headers.set("idempotency-key", key ?? crypto.randomUUID());
  const body = file ?? JSON.stringify(request ?? {});
  const answer = await fetch(addressOf(endpoint, request), {
    method: endpoint.method,
    headers,
    credentials: "same-origin",
    ...(endpoint.method !== "GET" ? { body } : {}),
    ...(signal ? { signal } : {}),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new HubError("out_of_reach", "Leadside cannot be reached. What you wrote is still here.");
  });
  const said: unknown = await answer.json().catch(() => undefined);
  if (!answer.ok) throw refusal(said, answer.status);
  const parsed = endpoints[name].reply.safeParse(said);
  if (!parsed.success) {
    throw new HubError("unknown", "This page is older or newer than Leadside. Reload it.");
  }
  return parsed.data as ReplyOf<Name>;
}

function refusal(said: unknown, status: number): HubError {
  const reply = ErrorReply.safeParse(said);
  if (!reply.success) return new HubError("unknown", `Leadside answered ${status}. Try again in a minute.`);
  const { code, message, details } = reply.data.error;
  return new HubError(code, message, details);
}
