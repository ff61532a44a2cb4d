import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import {
  addressOf,
  type Endpoint,
  type EndpointName,
  endpoints,
  type ReplyOf,
  type RequestOf,
} from "../../lib/contract/endpoints.ts";
import { ErrorReply } from "../../lib/contract/error.ts";
import { readRunFile } from "../run-file.ts";
import type { Settings } from "../settings.ts";

const ANSWER_WITHIN_MS = 30_000;
const UPLOADED_WITHIN_MS = 600_000;
/** A write is tried again with its key when the answer was lost, so nothing happens twice. */
const TRIES = 3;

/** The hub said no; the message is its own. */
export class HubRefused extends Error {
  override readonly name = "HubRefused";
}

/** No hub answers; the message says how to start one. */
export class NoHub extends Error {
  override readonly name = "NoHub";
}

/** A running hub, called as an admin. */
export interface HubApi {
  address: string;
  call<Name extends EndpointName>(name: Name, request: RequestOf<Name>): Promise<ReplyOf<Name>>;
  /** Sends a file to an endpoint that takes one, from its beginning at each try. */
  upload<Name extends EndpointName>(name: Name, request: RequestOf<Name>, file: Blob): Promise<ReplyOf<Name>>;
  /** Gets a file from an endpoint that gives one. It is not tried again. */
  download(name: EndpointName): Promise<ReadableStream<Uint8Array>>;
}

/**
 * Finds the running hub: by the file that it leaves in the data folder, else by its public address and
 * the admin token.
 * @throws NoHub when there is none
 */
export async function connectToHub(
  settings: Settings,
  environment: Record<string, string | undefined>,
): Promise<HubApi> {
  const run = readRunFile(settings.dataDir);
  if (run && (await answers(run.address))) return hubApi(run.address, run.token);
  const address = environment.LEADSIDE_PUBLIC_URL ? settings.publicUrl : undefined;
  if (address && settings.adminToken && (await answers(address))) return hubApi(address, settings.adminToken);
  const tried = address && settings.adminToken ? `, and none at ${address}` : "";
  throw new NoHub(
    `No hub is running with the data folder ${settings.dataDir}${tried}. Start one with "npm run hub", ` +
      "or set LEADSIDE_PUBLIC_URL and LEADSIDE_ADMIN_TOKEN to those of a hub elsewhere.",
  );
}

async function answers(address: string): Promise<boolean> {
  try {
    const response = await fetch(`${address}/healthz`, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    return response.ok;
  } catch {
    return false;
  }
}

function hubApi(address: string, token: string): HubApi {
  const headersOf = ({ write, upload }: Endpoint) => ({
    authorization: `Bearer ${token}`,
    "content-type": upload ?? "application/json",
    ...(write ? { "idempotency-key": randomUUID() } : {}),
  });
  return {
    address,
    async call(name, request) {
      const endpoint: Endpoint = endpoints[name];
      const body = endpoint.method === "GET" || request === undefined ? null : JSON.stringify(request);
      const url = address + addressOf(endpoint, request);
      const answer = await fetchPatiently(url, {
        method: endpoint.method,
        headers: headersOf(endpoint),
        body,
      });
      return parseReply(endpoint.reply as unknown as z.ZodType<ReplyOf<typeof name>>, answer);
    },
    async upload(name, request, file) {
      const endpoint: Endpoint = endpoints[name];
      const url = address + addressOf(endpoint, request);
      const sent = { method: endpoint.method, headers: headersOf(endpoint), body: file };
      const answer = await fetchPatiently(url, sent, UPLOADED_WITHIN_MS);
      return parseReply(endpoint.reply as unknown as z.ZodType<ReplyOf<typeof name>>, answer);
    },
    async download(name) {
      const endpoint: Endpoint = endpoints[name];
      const answer = await fetch(address + endpoint.path, { headers: headersOf(endpoint) });
      if (!answer.ok || answer.body === null) await parseReply(z.never(), answer);
      return answer.body as ReadableStream<Uint8Array>;
    },
  };
}

async function fetchPatiently(
  url: string,
  request: RequestInit,
  within = ANSWER_WITHIN_MS,
): Promise<Response> {
  for (let tries = 1; ; tries++) {
    try {
      const response = await fetch(url, { ...request, signal: AbortSignal.timeout(within) });
      if (response.status < 500 || tries === TRIES) return response;
    } catch (error) {
      if (tries === TRIES) throw new NoHub(`The hub stopped answering (${(error as Error).message}).`);
    }
    await wait(500 * tries);
  }
}

async function parseReply<Reply>(schema: z.ZodType<Reply>, response: Response): Promise<Reply> {
  const json: unknown = await response.json().catch(() => undefined);
  if (response.ok) {
    const reply = schema.safeParse(json);
    if (reply.success) return reply.data;
    throw new HubRefused("The hub answered in a form that this release does not know. Use the same release.");
  }
  const error = ErrorReply.safeParse(json);
  throw new HubRefused(error.success ? error.data.error.message : `The hub answered ${response.status}.`);
}
