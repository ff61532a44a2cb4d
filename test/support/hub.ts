import { randomUUID } from "node:crypto";
import type { Hono } from "hono";
import pino from "pino";
import { createApp } from "../../hub/app.ts";
import type { Hub } from "../../hub/hub.ts";
import { runNextJob } from "../../hub/jobs/run-job.ts";
import { createMeter } from "../../hub/meter.ts";
import { readSettings, type Settings } from "../../hub/settings.ts";
import type { Store } from "../../hub/store/store.ts";
import { works } from "../../hub/works.ts";
import {
  addressOf,
  type Endpoint,
  type EndpointName,
  endpoints,
  type ReplyOf,
  type RequestOf,
} from "../../lib/contract/endpoints.ts";
import type { Role } from "../../lib/contract/member.ts";
import { type Engine, freshPostgres, freshStore } from "./stores.ts";

export const ADMIN_TOKEN = "test-admin-token-of-enough-characters";

/** A hub in this process, without a socket, with a clock that tests set. */
export interface TestHub {
  hub: Hub;
  app: Hono;
  /** Sets the hub's clock. */
  setNow(now: Date): void;
  /** Asks under the team's address. */
  request(path: string, init?: RequestInit, from?: string): Promise<Response>;
  /** Calls an endpoint and parses its reply by the contract; throws when the hub answers an error. */
  call<Name extends EndpointName>(
    name: Name,
    request: RequestOf<Name>,
    options?: CallOptions,
  ): Promise<ReplyOf<Name>>;
  /** The same, but gives the answer as it came. */
  ask(name: EndpointName, request: unknown, options?: CallOptions): Promise<Response>;
  /** Does the jobs that are due, until there are none. */
  work(): Promise<void>;
  /** Invites and joins a member; gives its token. */
  join(email: string, role?: Role, name?: string): Promise<{ token: string; id: string }>;
  close(): Promise<void>;
}

export interface CallOptions {
  token?: string | undefined;
  /** Instead of a token: the whole header. */
  authorization?: string;
  key?: string;
  /** The client's network address. */
  from?: string;
  /** The body of an endpoint that takes a file. */
  file?: string | Uint8Array<ArrayBuffer>;
}

/** Starts a hub on an empty store of this engine. */
export async function testHub(engine: Engine, settings: Partial<Settings> = {}): Promise<TestHub> {
  return testHubOn(await freshStore(engine), settings);
}

/** Starts two hubs on one new PostgreSQL database, each with connections of its own; closing the first drops it. */
export async function twoTestHubs(): Promise<[TestHub, TestHub]> {
  const { store, another } = await freshPostgres();
  return [await testHubOn(store, {}), await testHubOn(await another(), {})];
}

async function testHubOn(store: Store, settings: Partial<Settings>): Promise<TestHub> {
  const [row] = await store.query<{ id: string }>("select id from hub");
  let now: Date | undefined;
  const hub: Hub = {
    store,
    settings: { ...readSettings({}), ...settings },
    log: pino({ level: "silent" }),
    meter: createMeter(),
    now: () => now ?? new Date(),
    id: row?.id ?? "",
  };
  const app = createApp(hub, [ADMIN_TOKEN]);

  const request: TestHub["request"] = async (path, init, from = "192.0.2.1") =>
    app.request(`${hub.settings.publicUrl}${path}`, init, { incoming: { socket: { remoteAddress: from } } });

  const ask: TestHub["ask"] = (name, said, { token, authorization, key, from, file } = {}) => {
    const endpoint: Endpoint = endpoints[name];
    const { method, write, upload } = endpoint;
    const headers = new Headers({ "content-type": upload ?? "application/json" });
    if (token) headers.set("authorization", `Bearer ${token}`);
    if (authorization) headers.set("authorization", authorization);
    if (write) headers.set("idempotency-key", key ?? randomUUID());
    const body =
      upload === undefined ? (said === undefined ? undefined : JSON.stringify(said)) : (file ?? "");
    const path = addressOf(endpoint, said);
    return request(
      path,
      { method, headers, ...(body === undefined || method === "GET" ? {} : { body }) },
      from,
    );
  };

  const call: TestHub["call"] = async (name, body, options) => {
    const response = await ask(name, body, options);
    const json: unknown = await response.json();
    if (!response.ok) throw new Error(`${name} answered ${response.status}: ${JSON.stringify(json)}`);
    return endpoints[name].reply.parse(json) as never;
  };

  return {
    hub,
    app,
    setNow: (value) => {
      now = value;
    },
    request,
    ask,
    call,
    async work() {
      while (await runNextJob(hub, works, randomUUID()));
    },
    async join(email, role = "rep", name = "Dana Rep") {
      const invite = await call("invite", { email, role }, { token: ADMIN_TOKEN });
      const joined = await call("join", { code: invite.code ?? "", name });
      return { token: joined.token ?? "", id: joined.member.id };
    },
    close: () => store.close(),
  };
}
