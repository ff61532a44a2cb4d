import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { StoreUnavailable } from "../../hub/store/errors.ts";
import { openPostgres } from "../../hub/store/postgres.ts";
import type { Store } from "../../hub/store/store.ts";
import { type PostgresServer, startPostgres } from "../support/postgres.ts";

describe("PostgreSQL that goes away", () => {
  let server: PostgresServer;
  let store: Store;
  beforeAll(async () => {
    server = await startPostgres({ durable: true });
    store = await openPostgres(server.url);
    await store.script("create table kept (id integer primary key)");
  });
  afterAll(async () => {
    await store.close();
    await server.stop();
  });

  const ids = async () =>
    (await store.query<{ id: number }>("select id from kept order by id")).map((row) => row.id);

  test("in the middle of transactions: each is said to be unavailable, nothing hangs, and all is well after", async () => {
    await store.query("insert into kept values (1)");
    const inside = Array.from({ length: 4 }, () => {
      let open = () => {};
      const opened = new Promise<void>((resolve) => {
        open = resolve;
      });
      const done = store.transaction(async (sql) => {
        await sql.query("insert into kept values (2) on conflict do nothing").catch(() => {});
        open();
        await sql.query("select pg_sleep(30)");
      });
      return { opened, done };
    });
    await inside[0]?.opened;
    const asleep = store.query("select pg_sleep(30)");
    const outcomes = Promise.allSettled([...inside.map(({ done }) => done), asleep]);
    await server.crash();
    for (const outcome of await outcomes) {
      expect(outcome).toMatchObject({ status: "rejected", reason: expect.any(StoreUnavailable) });
    }
    // Away, so that connecting is what fails.
    await expect(ids()).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(store.transaction((sql) => sql.query("select 1"))).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(store.script("select 1")).rejects.toBeInstanceOf(StoreUnavailable);

    await server.restart();
    expect(await ids()).toEqual([1]);
    await store.transaction((sql) => sql.query("insert into kept values (3)"));
    expect(await ids()).toEqual([1, 3]);
  });

  test("while connections are idle: nobody who asks notices", async () => {
    await Promise.all(Array.from({ length: 5 }, () => store.query("select pg_sleep(0.01)")));
    await server.crash();
    await server.restart();
    expect(await ids()).toEqual([1, 3]);
    await server.crash();
    await server.restart();
    await store.transaction((sql) => sql.query("insert into kept values (4)"));
    expect(await ids()).toEqual([1, 3, 4]);
  });
});
