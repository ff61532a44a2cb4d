import { randomUUID } from "node:crypto";
import { type Context, Hono } from "hono";
import { type Endpoint, type EndpointName, endpoints } from "../../lib/contract/endpoints.ts";
import { type Caller, may, PERMISSIONS, type Permission } from "../../lib/contract/permissions.ts";
import { Uuid } from "../../lib/contract/primitives.ts";
import type { Hub } from "../hub.ts";
import { ApiError } from "./api-error.ts";
import type { ClientAddress } from "./client-address.ts";
import { downloadBody } from "./download-body.ts";
import type { Envelope } from "./envelope.ts";
import { type ErrorAnswer, invalidRequest } from "./error-answer.ts";
import type { Authenticate, Call, CallerIs, Handlers } from "./handler.ts";
import { readJson } from "./read-json.ts";
import type { SessionCookie } from "./session-cookie.ts";

export interface ApiParts {
  handlers: Handlers;
  authenticate: Authenticate;
  clientAddress: ClientAddress;
  cookie: SessionCookie;
  /** Is told of every member who may do what they ask, from where. */
  noteMember: (address: string) => void;
  envelope: Envelope;
  errorAnswer: ErrorAnswer;
}

/**
 * The routes of the contract's table. Replies are written as the handlers give them: that they fit the
 * contract is a matter of types and tests, not of every request.
 */
export function apiRoutes(hub: Hub, parts: ApiParts): Hono {
  const app = new Hono();
  const logged = { ...parts, log: hub.log };
  for (const [path, named] of endpointsByPath()) {
    for (const [name, endpoint] of named) {
      const handle = parts.handlers[name] as (request: unknown, call: Call) => Promise<object>;
      app.on(endpoint.method, path, async (context) => {
        const began = performance.now();
        const response = await answer(context, [name, endpoint], handle, logged).catch((error: unknown) =>
          parts.errorAnswer(context, error, name),
        );
        hub.log.debug({ endpoint: name, status: response.status, ms: performance.now() - began }, "answered");
        return response;
      });
    }
    const allowed = named.flatMap(([, { method }]) => (method === "GET" ? ["GET", "HEAD"] : [method]));
    app.all(path, (context) => {
      const error = new ApiError("method_not_allowed", `Use ${allowed.join(" or ")} here.`);
      context.header("Allow", [...allowed, "OPTIONS"].join(", "));
      return parts.errorAnswer(context, error);
    });
  }
  return app;
}

async function answer(
  context: Context,
  [name, endpoint]: [EndpointName, Endpoint],
  handle: (request: unknown, call: Call) => Promise<object>,
  parts: ApiParts & Pick<Hub, "log">,
): Promise<Response> {
  const { cookie } = parts;
  const caller = await parts.authenticate({
    authorization: context.req.header("authorization"),
    session: cookie.read(context),
  });
  requirePermission(endpoint, caller);
  const idempotencyKey = endpoint.write ? keyOf(context) : "";
  let request: unknown;
  if (endpoint.request) {
    const parsed = endpoint.request.safeParse(await requestOf(context, endpoint));
    if (!parsed.success) throw invalidRequest(parsed.error);
    request = parsed.data;
  }
  const upload = endpoint.upload === undefined ? undefined : (context.req.raw.body ?? new Blob([]).stream());
  const address = parts.clientAddress(context);
  if (caller.kind === "member") parts.noteMember(parts.clientAddress.own(context));
  const call: Call = {
    caller,
    idempotencyKey,
    address,
    upload,
    askedBy: cookie.askedBy(context),
    setSession: (token, expiresAt) => cookie.set(context, token, expiresAt),
    endSession: () => cookie.clear(context),
  };
  const reply = await handle(request, call);
  if (isAdministration(name, endpoint)) {
    const by = caller.kind === "member" ? caller.member.id : callerOf(caller);
    parts.log.info({ endpoint: name, by }, "administration");
  }
  if (endpoint.download === undefined) return context.json({ ...parts.envelope, ...reply });
  const body = downloadBody(reply as ReadableStream<Uint8Array>, context, (reason) =>
    parts.log.warn({ endpoint: name, reason }, "an answer broke off"),
  );
  return context.body(body, 200, { "Content-Type": endpoint.download });
}

/** Asked while somebody types or sends a file: what they come to is an act of its own. */
const ASKED_OFTEN: ReadonlySet<EndpointName> = new Set([
  "uploadBytes",
  "saveDraft",
  "choices",
  "previewConditions",
  "judgedPeople",
  "watchInbox",
  "saveClaimDraft",
]);

/** What only some roles may do, and changes or hands out something: the log says who did it, by their id. */
function isAdministration(name: EndpointName, { method, needs, download }: Endpoint): boolean {
  const everyday: Permission[] = [
    "open",
    "ownAccess",
    "readLeads",
    "readContent",
    "shareContent",
    "giveFeedback",
  ];
  return !everyday.includes(needs) && !ASKED_OFTEN.has(name) && (method !== "GET" || download !== undefined);
}

/** What a call says: as JSON in its body, or where the body is a file or none, as text in path and query. */
async function requestOf(context: Context, { method, upload }: Endpoint): Promise<unknown> {
  if (method !== "GET" && upload === undefined) return readJson(context.req.raw);
  return { ...context.req.query(), ...context.req.param() };
}

function requirePermission({ needs }: Endpoint, caller: CallerIs): void {
  const who = callerOf(caller);
  if (may(who, needs)) return;
  if (who === "stranger")
    throw new ApiError("unauthorized", "Sign in at the desk, or send `Authorization: Bearer <token>`.");
  if (who === "automation")
    throw new ApiError("forbidden", "This needs a member's own access, not an admin token.");
  const roles = PERMISSIONS[needs].filter((caller) => caller !== "stranger" && caller !== "automation");
  throw new ApiError("forbidden", `This needs the role ${roles.join(" or ")}. Ask an admin of Leadside.`);
}

/** As the table of permissions calls them. */
export function callerOf(caller: CallerIs): Caller {
  if (caller.kind === "member") return caller.member.role;
  return caller.kind === "admin" ? "automation" : "stranger";
}

/** Without the header the write cannot be repeated safely, which is a person's choice at a terminal. */
function keyOf(context: Context): string {
  const header = context.req.header("idempotency-key");
  if (header === undefined) return randomUUID();
  const key = Uuid.safeParse(header.trim().toLowerCase());
  if (!key.success) throw new ApiError("bad_request", "Idempotency-Key must be a uuid.");
  return key.data;
}

/** The path as the router writes it. */
const routeOf = ({ path }: Endpoint) => path.replaceAll(/\{(\w+)\}/g, ":$1");

/** By the path as the router writes it: fixed ones first, since a part of others stands for anything. */
function endpointsByPath(): [string, [EndpointName, Endpoint][]][] {
  const paths = new Map<string, [EndpointName, Endpoint][]>();
  for (const [name, endpoint] of Object.entries(endpoints) as [EndpointName, Endpoint][]) {
    const path = routeOf(endpoint);
    paths.set(path, [...(paths.get(path) ?? []), [name, endpoint]]);
  }
  const isOpen = ([path]: [string, unknown]) => Number(path.includes(":"));
  return [...paths].sort((a, b) => isOpen(a) - isOpen(b));
}
