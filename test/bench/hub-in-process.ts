import { randomUUID } from "node:crypto";
import type { Hono } from "hono";
import pino from "pino";
import { createApp } from "../../hub/app.ts";
import type { Hub } from "../../hub/hub.ts";
import { readSettings } from "../../hub/settings.ts";
import { migrate } from "../../hub/store/migrate.ts";
import { openPostgres } from "../../hub/store/postgres.ts";
import { createDatabase, type PostgresServer, startPostgres } from "../support/postgres.ts";

const ADMIN = "bench-admin-token-of-enough-characters";

/** A hub on a real PostgreSQL with its usual durability, called without a socket: what is measured is ours. */
export interface HubInProcess {
  hub: Hub;
  databaseUrl: string;
  /** Posts JSON as a member, an admin or a source; the answer's JSON. */
  post(path: string, body: unknown, authorization?: string): Promise<Record<string, unknown>>;
  /** Posts bytes that were made before, as a source does. */
  send(body: Uint8Array<ArrayBuffer>, writeKey: string): Promise<void>;
  addSource(): Promise<{ id: string; writeKey: string }>;
  /** A member's bearer token. */
  join(): Promise<string>;
  close(): Promise<void>;
}

export async function startHubInProcess(): Promise<HubInProcess> {
  const server: PostgresServer = await startPostgres({ durable: true });
  const databaseUrl = await createDatabase(server.url);
  const store = await openPostgres(databaseUrl);
  await migrate(store);
  const [row] = await store.query<{ id: string }>("select id from hub");
  const hub: Hub = {
    store,
    settings: readSettings({}),
    log: pino({ level: "silent" }),
    now: () => new Date(),
    id: row?.id ?? "",
  };
  const app: Hono = createApp(hub, [ADMIN]);
  const socket = { incoming: { socket: { remoteAddress: "192.0.2.1" } } };

  const post: HubInProcess["post"] = async (path, body, authorization) => {
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
    const answer = (await response.json()) as Record<string, unknown>;
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${JSON.stringify(answer)}`);
    return answer;
  };
  return {
    hub,
    databaseUrl,
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
    async join() {
      const { code } = await post(
        "/api/invites",
        { email: "sam@acme.example", role: "rep" },
        `Bearer ${ADMIN}`,
      );
      const { token } = await post("/api/join", { code, name: "Sam" });
      return token as string;
    },
    async close() {
      await store.close();
      await server.stop();
    },
  };
}
