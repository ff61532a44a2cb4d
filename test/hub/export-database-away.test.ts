import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { administer, type PostgresServer, startPostgres } from "../support/postgres.ts";
import { type HubProcess, startHub } from "../support/start-hub.ts";

describe("an export whose database goes away", { timeout: 120_000 }, () => {
  let server: PostgresServer;
  let hub: HubProcess;
  let logged = "";
  beforeAll(async () => {
    server = await startPostgres({ durable: true });
    hub = await startHub({
      databaseUrl: server.url,
      onSpawn: (child) => child.stderr?.on("data", (bytes) => (logged += bytes)),
    });
  });
  afterAll(async () => {
    await hub.remove();
    await server.stop();
  });

  const ask = () =>
    fetch(`${hub.url}/api/export`, { headers: { authorization: `Bearer ${hub.adminToken}` } });
  const drafts = () => readdirSync(hub.dataDir).filter((name) => name.endsWith(".part"));
  const lives = async () => expect((await fetch(`${hub.url}/healthz`)).status).toBe(200);
  const isWhole = async () => {
    const answer = await ask();
    expect(answer.status).toBe(200);
    expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(100);
  };

  test("before it: answered in words, each time, and after it is back", async () => {
    await server.crash();
    for (let n = 0; n < 5; n++) {
      const answer = await ask();
      expect(answer.status).toBe(503);
      expect(await answer.json()).toMatchObject({
        error: { code: "unavailable", message: expect.stringContaining("cannot be reached") },
      });
    }
    await lives();
    expect(drafts()).toEqual([]);
    await server.restart();
    await isWhole();
  });

  test("in the middle: whoever reads sees it break off, and the next one is whole", async () => {
    const other = new pg.Client({ connectionString: server.url });
    other.on("error", () => {});
    await other.connect();
    // Enough of it is there to be sent, and the rest waits for a table.
    await other.query("insert into person (id) select gen_random_uuid() from generate_series(1, 20000)");
    await other.query("begin; lock table touchpoint in access exclusive mode");
    const answer = await ask();
    expect(answer.status).toBe(200);
    await server.crash();
    await expect(answer.arrayBuffer()).rejects.toThrow();
    await lives();
    expect(drafts()).toEqual([]);
    await server.restart();
    await isWhole();
  });

  test("where the database's disk is full: whole all the same", async () => {
    await administer(
      server.url,
      `create function full_disk() returns trigger language plpgsql as
         'begin raise exception using errcode = ''53100''; end';
       create trigger full_disk before insert or update on setting for each row execute function full_disk()`,
    );
    await isWhole();
    await administer(server.url, "drop function full_disk cascade");
    expect(logged).toContain("is not noted");
  });

  test("all that was logged is one JSON object a line", () => {
    const lines = logged.trimEnd().split("\n");
    expect(lines.filter((line) => line.includes("an export broke off"))).toHaveLength(6);
    for (const line of lines) expect(() => JSON.parse(line), line).not.toThrow();
  });

  test("what a hub that was killed left behind is gone after its next start", async () => {
    await hub.kill();
    writeFileSync(join(hub.dataDir, "export-0123456789abcdef.part"), "x");
    mkdirSync(join(hub.dataDir, "kept"));
    await hub.start();
    expect(drafts()).toEqual([]);
    expect(readdirSync(hub.dataDir)).toContain("kept");
  });
});
