import { randomUUID } from "node:crypto";
import {
  addressOf,
  type EndpointName,
  endpoints,
  type ReplyOf,
  type RequestOf,
} from "../../lib/contract/endpoints.ts";
import type { Role } from "../../lib/contract/member.ts";
import type { HubProcess } from "./start-hub.ts";

/**
 * Calls an endpoint of the contract as a script would.
 * @throws with status and body when the hub does not answer 2xx
 */
export async function callHub<Name extends EndpointName>(
  url: string,
  token: string | undefined,
  name: Name,
  request?: RequestOf<Name>,
): Promise<ReplyOf<Name>> {
  const { method, reply } = endpoints[name];
  const path = addressOf(endpoints[name], request);
  const answer = await fetch(url + path, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(method !== "GET" ? { "content-type": "application/json", "idempotency-key": randomUUID() } : {}),
    },
    ...(method !== "GET" ? { body: JSON.stringify(request ?? {}) } : {}),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
  return reply.parse(JSON.parse(text)) as ReplyOf<Name>;
}

/** An invitation link, good once. */
export async function inviteLink(hub: HubProcess, email: string, role: Role = "rep"): Promise<string> {
  const { link } = await callHub(hub.url, hub.adminToken, "invite", { email, role });
  if (!link) throw new Error("The hub made an invitation without a link.");
  return link;
}

/** The write key of a new source. `org` is whose record ids it sends. */
export async function addSource(hub: HubProcess, name: string, org?: string): Promise<string> {
  const { writeKey } = await callHub(hub.url, hub.adminToken, "addSource", {
    type: "segment",
    name,
    ...(org ? { org } : {}),
  });
  if (!writeKey) throw new Error("The hub made a source without a write key.");
  return writeKey;
}

/** A member who joined by invitation: their bearer token. */
export async function joinAs(
  hub: HubProcess,
  email: string,
  name: string,
  role: Role = "rep",
): Promise<string> {
  const code = new URL(await inviteLink(hub, email, role)).hash.slice(1);
  const { token } = await callHub(hub.url, undefined, "join", { code, name });
  if (!token) throw new Error("The hub let someone join without a token.");
  return token;
}
