import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { openPostgres } from "../../hub/store/postgres.ts";
import { callHub, joinAs } from "../support/call-hub.ts";
import { createDatabase, dropDatabase, type PostgresServer, startPostgres } from "../support/postgres.ts";
import { type HubProcess, startHub } from "../support/start-hub.ts";
import { waitForValue } from "../support/wait-for.ts";

test("three hubs started at the same moment on one PostgreSQL migrate once, and are one hub", async () => {
  const server = inject("postgresUrl");
  const databaseUrl = await createDatabase(server);
  const hubs = await Promise.all([0, 1, 2].map(() => startHub({ databaseUrl })));
  try {
    const store = await openPostgres(databaseUrl);
    const migrations = await store.query<{ number: number }>(
      "select number from migration order by applied_at",
    );
    await store.close();
    expect(migrations.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    const alive = await Promise.all(hubs.map(async ({ url }) => (await fetch(`${url}/healthz`)).json()));
    expect(new Set(alive.map(({ hubId }) => hubId)).size).toBe(1);
    const [one, two, three] = hubs as [HubProcess, HubProcess, HubProcess];
    const token = await joinAs(one, "a@b.example", "A");
    for (const { url } of [two, three]) {
      expect(await callHub(url, token, "me")).toMatchObject({ member: { name: "A" } });
    }
  } finally {
    await Promise.all(hubs.map((hub) => hub.remove()));
    await dropDatabase(server, databaseUrl);
  }
});

describe("a hub that is there before its database", { timeout: 120_000 }, () => {
  let server: PostgresServer;
  let databaseUrl: string;
  beforeAll(async () => {
    server = await startPostgres({ durable: true });
    databaseUrl = await createDatabase(server.url);
  });
  afterAll(() => server.stop());

  test("waits and says so, and goes on by itself; then the database goes away and comes back", async () => {
    await server.crash();
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const starting = startHub({ databaseUrl, env: { LEADSIDE_PORT: String(port) } });
    const waiting = await waitForValue("an answer that it waits", async () => {
      const answer = await fetch(`${url}/api/me`).catch(() => undefined);
      const said = (await answer?.json()) as { error: { message: string } } | undefined;
      return said?.error.message.includes("waits") ? { status: answer?.status, said } : undefined;
    });
    expect(waiting).toEqual({
      status: 503,
      said: { error: { code: "unavailable", message: "Leadside waits for its database." } },
    });
    await server.restart();
    const hub = await starting;
    try {
      expect(hub.output()).toMatch(/^Leadside waits for its database: .*ECONNREFUSED/m);
      await expect.poll(() => hub.output()).toContain("Leadside answers at");

      await server.crash();
      const away = await fetch(`${url}/readyz`);
      expect(away.status).toBe(503);
      expect(await away.text()).toContain("database cannot be reached");
      expect((await fetch(`${url}/healthz`)).status).toBe(200);
      await server.restart();
      // No request is spent on finding out that the old connections are dead.
      for (let n = 0; n < 5; n++) expect((await fetch(`${url}/readyz`)).status).toBe(200);
      expect(await callHub(url, hub.adminToken, "status")).toMatchObject({
        engine: "postgres",
        migration: 4,
      });
    } finally {
      await hub.remove();
    }
  });

  test("that is asked to end while it waits, ends in order", async () => {
    await server.crash();
    const port = await freePort();
    let end = () => {};
    const starting = startHub({
      databaseUrl,
      env: { LEADSIDE_PORT: String(port) },
      onSpawn: (child) => {
        end = () => child.kill("SIGTERM");
      },
    });
    const ended = expect(starting).rejects.toThrow("The hub ended at its start");
    await waitForValue("the hub to listen", () =>
      fetch(`http://127.0.0.1:${port}/`).then(
        () => true,
        () => undefined,
      ),
    );
    end();
    await ended;
    await server.restart();
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
