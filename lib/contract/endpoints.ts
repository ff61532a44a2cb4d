import type { z } from "zod";
import { assetEndpoints } from "./endpoints/asset-endpoints.ts";
import { claimEndpoints } from "./endpoints/claim-endpoints.ts";
import { contextEndpoints } from "./endpoints/context-endpoints.ts";
import type { Endpoint } from "./endpoints/endpoint.ts";
import { feedbackEndpoints } from "./endpoints/feedback-endpoints.ts";
import { hubEndpoints } from "./endpoints/hub-endpoints.ts";
import { inboxEndpoints } from "./endpoints/inbox-endpoints.ts";
import { memberEndpoints } from "./endpoints/member-endpoints.ts";
import { noticeEndpoints } from "./endpoints/notice-endpoints.ts";
import { opportunityEndpoints } from "./endpoints/opportunity-endpoints.ts";
import { personEndpoints } from "./endpoints/person-endpoints.ts";
import { privacyEndpoints } from "./endpoints/privacy-endpoints.ts";
import { sessionEndpoints } from "./endpoints/session-endpoints.ts";
import { shareEndpoints } from "./endpoints/share-endpoints.ts";
import { sourceEndpoints } from "./endpoints/source-endpoints.ts";
import { teamEndpoints } from "./endpoints/team-endpoints.ts";
import { todayEndpoints } from "./endpoints/today-endpoints.ts";

export type { Endpoint } from "./endpoints/endpoint.ts";

/** Every endpoint of the hub. Routes, client and OpenAPI are made from it. */
export const endpoints = {
  ...hubEndpoints,
  ...memberEndpoints,
  ...sourceEndpoints,
  ...personEndpoints,
  ...privacyEndpoints,
  ...contextEndpoints,
  ...sessionEndpoints,
  ...teamEndpoints,
  ...todayEndpoints,
  ...assetEndpoints,
  ...shareEndpoints,
  ...feedbackEndpoints,
  ...inboxEndpoints,
  ...claimEndpoints,
  ...opportunityEndpoints,
  ...noticeEndpoints,
} as const satisfies Record<string, Endpoint>;

export type EndpointName = keyof typeof endpoints;
type Table = typeof endpoints;
/** What a call takes; of a GET and an upload, the parts of its path and query. */
export type RequestOf<Name extends EndpointName> = Table[Name] extends {
  request: infer Schema extends z.ZodType;
}
  ? z.input<Schema>
  : undefined;
export type ReplyOf<Name extends EndpointName> = z.output<Table[Name]["reply"]>;

/** The address of a call, with the parts of its request that stand in path and query. */
export function addressOf(endpoint: Endpoint, request: unknown): string {
  const left = new Map<string, unknown>(
    Object.entries(request ?? {}).filter(([, value]) => value !== undefined),
  );
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = String(left.get(name) ?? "");
    left.delete(name);
    return encodeURIComponent(value);
  });
  if (endpoint.method !== "GET" && endpoint.upload === undefined) return path;
  const query = [...left].map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return query.length === 0 ? path : `${path}?${query.join("&")}`;
}
