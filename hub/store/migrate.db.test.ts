import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { createDatabase, dropDatabase } from "../../test/support/postgres.ts";
import { type Engine, engines } from "../../test/support/stores.ts";
import { StoreRefused } from "./errors.ts";
import { type Migration, migrate } from "./migrate.ts";
import { openPglite } from "./pglite.ts";
import { openPostgres } from "./postgres.ts";
import type { Store } from "./store.ts";

const step = (number: number, text: string): Migration => ({
  number,
  name: `000${number}_step`,
  sha256: `of ${text}`,
  text,
});
const first = step(1, "create table hub (oldest_release integer); insert into hub values (1)");
const second = step(2, "create table two (id integer); select pg_sleep(0.05)");
const third = step(3, "create table three (id integer)");

/** An empty store; on PostgreSQL also further ones on the same database. */
async function emptyStore(engine: Engine): Promise<{ store: Store; another?: () => Promise<Store> }> {
  if (engine === "pglite") return { store: await openPglite(undefined) };
  const server = inject("postgresUrl");
  const url = await createDatabase(server);
  const store = await openPostgres(url);
  const close = async () => {
    await store.close();
    await dropDatabase(server, url);
  };
  return { store: { ...store, close }, another: () => openPostgres(url) };
}

describe.each(engines)("migrations on %s", (engine) => {
  let store: Store;
  let another: (() => Promise<Store>) | undefined;
  beforeEach(async () => {
    ({ store, another } = await emptyStore(engine));
  });
  afterEach(() => store.close());

  test("the real ones apply to an empty database, once", async () => {
    const applied = await migrate(store);
    expect(applied[0]).toBe(1);
    expect(await migrate(store)).toEqual([]);
    expect(await store.query("select count(*) as n from hub")).toEqual([{ n: 1 }]);
    const rows = await store.query<{ number: number; sha256: string }>(
      "select number, sha256 from migration",
    );
    expect(rows).toHaveLength(applied.length);
    for (const row of rows) expect(row.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test("what is missing is applied in order, after what is there", async () => {
    expect(await migrate(store, [first])).toEqual([1]);
    expect(await migrate(store, [first, second, third])).toEqual([2, 3]);
  });

  test("one that fails leaves nothing of itself, and can be mended", async () => {
    const bad = step(2, "create table two (id integer); select nonsense");
    await expect(migrate(store, [first, bad])).rejects.toMatchObject({ code: "42703" });
    expect(await migrate(store, [first, second])).toEqual([2]);
  });

  test("a database migrated by other files is refused", async () => {
    await migrate(store, [first]);
    const changed = { ...first, sha256: "something else" };
    await expect(migrate(store, [changed])).rejects.toThrow(StoreRefused);
    await expect(migrate(store, [changed])).rejects.toThrow("0001_step");
  });

  test("a newer database is usable until it says that this release is too old", async () => {
    await migrate(store, [first, second]);
    expect(await migrate(store, [first])).toEqual([]);
    await store.query("update hub set oldest_release = 2");
    await expect(migrate(store, [first])).rejects.toThrow("needs migration 2, and this release knows 1");
    expect(await migrate(store, [first, second])).toEqual([]);
  });

  test.runIf(engine === "postgres")(
    "of several hubs that start at once, each migration runs in one",
    async () => {
      const hubs = await Promise.all(Array.from({ length: 4 }, () => another?.() as Promise<Store>));
      const applied = await Promise.all(hubs.map((hub) => migrate(hub, [first, second, third])));
      await Promise.all(hubs.map((hub) => hub.close()));
      expect(applied.flat().sort()).toEqual([1, 2, 3]);
    },
  );

  test.runIf(engine === "postgres")(
    "a long reader holds it up, and nobody waits behind it for longer than a moment",
    async () => {
      await migrate(store, [first, second]);
      const change = step(3, "alter table two add column more integer");
      const reader = (await another?.()) as Store;
      const heldUp: string[] = [];
      let migrating: Promise<number[]> | undefined;
      try {
        await reader.snapshot(async (sql) => {
          await sql.query("select * from two");
          await new Promise<void>((resolve) => {
            const waits = (because: string) => {
              heldUp.push(because);
              // Between two tries the release before goes on.
              if (heldUp.length === 1) void store.query("insert into two values (1)").then(() => resolve());
            };
            migrating = migrate(store, [first, second, change], { waits, again: 100 });
          });
        });
        expect(await migrating).toEqual([3]);
        expect(heldUp[0]).toContain("migration 0003_step changes, as pg_dump does");
        expect(await store.query("select id, more from two")).toEqual([{ id: 1, more: null }]);
      } finally {
        await reader.close();
      }
    },
  );
});
