import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Hono } from "hono";
import pg from "pg";
import pino from "pino";
import { createApp } from "../../hub/app.ts";
import type { Hub } from "../../hub/hub.ts";
import { createMeter } from "../../hub/meter.ts";
import { readSettings } from "../../hub/settings.ts";
import { migrate } from "../../hub/store/migrate.ts";
import { openPglite } from "../../hub/store/pglite.ts";
import { openPostgres } from "../../hub/store/postgres.ts";
import type { Store } from "../../hub/store/store.ts";
import { createDatabase, type PostgresServer, startPostgres } from "../support/postgres.ts";

const ADMIN = "bench-admin-token-of-enough-characters";

/** A hub on a real PostgreSQL with its usual durability, or on PGlite, called without a socket: what is measured is ours. */
export interface HubInProcess {
  hub: Hub;
  /** Absent on PGlite. */
  databaseUrl: string | undefined;
  /** A statement that may take minutes, to make data. */
  bulk(text: string, values?: readonly unknown[]): Promise<void>;
  /** Posts JSON as a member, an admin or a source; the answer's bytes, unread. */
  call(path: string, body: unknown, authorization?: string): Promise<ArrayBuffer>;
  /** As `call`; the answer's JSON. */
  post(path: string, body: unknown, authorization?: string): Promise<Record<string, unknown>>;
  /** Asks for an address of the team's host, or another's where it is whole; the answer's bytes, unread. */
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<ArrayBuffer>;
  /** Posts bytes that were made before, as a source does. */
  send(body: Uint8Array<ArrayBuffer>, writeKey: string): Promise<void>;
  addSource(): Promise<{ id: string; writeKey: string }>;
  /** A member's bearer token. */
  join(role?: "rep" | "marketer"): Promise<string>;
  close(): Promise<void>;
}

interface Opened {
  store: Store;
  databaseUrl: string | undefined;
  bulk: HubInProcess["bulk"];
  close(): Promise<void>;
}

/** @param on a server that runs already, which gets another database; else what to start */
export async function startHubInProcess(
  on: "postgres" | "pglite" | PostgresServer = "postgres",
): Promise<HubInProcess> {
  const { store, databaseUrl, bulk, close } = on === "pglite" ? await openFolder() : await openServer(on);
  await migrate(store);
  const [row] = await store.query<{ id: string }>("select id from hub");
  const hub: Hub = {
    store,
    settings: readSettings({}),
    log: pino({ level: "silent" }),
    meter: createMeter(),
    now: () => new Date(),
    id: row?.id ?? "",
  };
  const app: Hono = createApp(hub, [ADMIN]);
  const socket = { incoming: { socket: { remoteAddress: "192.0.2.1" } } };

  const call: HubInProcess["call"] = async (path, body, authorization) => {
    const response = await app.request(
      hub.settings.publicUrl + path,
      {
        method: "POST",
        headers: {
          ...(authorization ? { authorization } : {}),
          "content-type": "application/json",
          "idempotency-key": randomUUID(),
        },
        body: JSON.stringify(body),
      },
      socket,
    );
    const bytes = await response.arrayBuffer();
    if (!response.ok)
      throw new Error(`${path} answered ${response.status}: ${Buffer.from(bytes).toString()}`);
    return bytes;
  };
  const post: HubInProcess["post"] = async (...request) =>
    JSON.parse(Buffer.from(await call(...request)).toString());
  return {
    hub,
    databaseUrl,
    bulk,
    call,
    post,
    async send(body, writeKey) {
      const response = await app.request(
        `${hub.settings.publicUrl}/v1/batch`,
        {
          method: "POST",
          headers: {
            authorization: `Basic ${btoa(`${writeKey}:`)}`,
            "content-type": "application/json",
            // As every client of the network says it.
            "content-length": String(body.byteLength),
          },
          body,
        },
        socket,
      );
      if (response.status !== 200) throw new Error(`A batch was refused: ${await response.text()}`);
    },
    async addSource() {
      const made = await post("/api/sources", { type: "segment", name: "Bench" }, `Bearer ${ADMIN}`);
      return made as { id: string; writeKey: string };
    },
    async get(path, headers = {}) {
      const address = URL.canParse(path) ? path : hub.settings.publicUrl + path;
      const response = await app.request(address, { headers }, socket);
      const bytes = await response.arrayBuffer();
      if (!response.ok)
        throw new Error(`${path} answered ${response.status}: ${Buffer.from(bytes).toString()}`);
      return bytes;
    },
    async join(role = "rep") {
      const { code } = await post("/api/invites", { email: `${role}@acme.example`, role }, `Bearer ${ADMIN}`);
      const { token } = await post("/api/join", { code, name: "Sam" });
      return token as string;
    },
    close,
  };
}

async function openServer(on: "postgres" | PostgresServer): Promise<Opened> {
  const server = on === "postgres" ? await startPostgres({ durable: true }) : on;
  const databaseUrl = await createDatabase(server.url);
  const store = await openPostgres(databaseUrl);
  return {
    store,
    databaseUrl,
    async bulk(text, values) {
      // A connection of its own: the hub's give a statement seconds.
      const client = new pg.Client(databaseUrl);
      await client.connect();
      await client.query(text, values as unknown[]);
      await client.end();
    },
    async close() {
      await store.close();
      if (on === "postgres") await server.stop();
    },
  };
}

async function openFolder(): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), "leadside-bench-"));
  const store = await openPglite(folder);
  return {
    store,
    databaseUrl: undefined,
    async bulk(text, values) {
      await store.query(text, values);
    },
    async close() {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
