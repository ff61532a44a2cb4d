import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { engines, freshStore } from "../../test/support/stores.ts";
import { RetryTransaction } from "./errors.ts";
import { openPglite } from "./pglite.ts";
import type { Sql, Store } from "./store.ts";

describe.each(engines)("the store on %s", (engine) => {
  let store: Store;
  beforeEach(async () => {
    store = await freshStore(engine);
    await store.script("drop table if exists probe; create table probe (id integer primary key, n integer)");
  });
  afterEach(async () => {
    await store.script("drop table probe");
    await store.close();
  });

  test("gives the same row shapes", async () => {
    const rows = await store.query(
      `select 9007199254740991::bigint as big, 1.50::numeric as exact, true as yes, null::text as nothing,
              '2026-03-29'::date as day, '2026-03-29T01:30:00.123Z'::timestamptz as at,
              '\\x00ff10'::bytea as bytes, '{"a":[1,null]}'::jsonb as json, '{"b":2}'::json as json_text,
              array[1,2]::bigint[] as bigs, array['2026-03-29']::date[] as days, array['a','NULL',null]::text[] as texts,
              array['2026-03-29T01:30:00Z']::timestamptz[] as times,
              '6f1b24b2-63a2-4a0c-8f0d-6a3d1f4f9a11'::uuid as uuid, 1.5::float8 as ratio`,
    );
    expect(rows).toEqual([
      {
        big: 9007199254740991,
        exact: "1.50",
        yes: true,
        nothing: null,
        day: "2026-03-29",
        at: new Date("2026-03-29T01:30:00.123Z"),
        bytes: Buffer.from([0, 255, 16]),
        json: { a: [1, null] },
        json_text: { b: 2 },
        bigs: [1, 2],
        days: ["2026-03-29"],
        texts: ["a", "NULL", null],
        times: [new Date("2026-03-29T01:30:00Z")],
        uuid: "6f1b24b2-63a2-4a0c-8f0d-6a3d1f4f9a11",
        ratio: 1.5,
      },
    ]);
    expect(Buffer.isBuffer(rows[0]?.bytes)).toBe(true);
  });

  test("takes the same values", async () => {
    const at = new Date("2026-10-25T00:30:00.456Z");
    const bytes = Buffer.from("\\x00 {\"},'é", "utf8");
    const [row] = await store.query(
      `select $1::timestamptz as at, $2::bytea as bytes, $3::jsonb as json, $4::text[] as texts,
              $5::bytea[] as many_bytes, $6::timestamptz[] as times, $7::bigint[] as bigs, $8::uuid as uuid,
              $9::boolean[] as booleans, $10::date as day`,
      [
        at,
        bytes,
        JSON.stringify({ quote: '"\\' }),
        ["a,b", 'q"\\', null, "", "NULL", "{}"],
        [bytes, null],
        [at, null],
        [9007199254740991, null],
        null,
        [true, null, false],
        "2026-01-31",
      ],
    );
    expect(row).toEqual({
      at,
      bytes,
      json: { quote: '"\\' },
      texts: ["a,b", 'q"\\', null, "", "NULL", "{}"],
      many_bytes: [bytes, null],
      times: [at, null],
      bigs: [9007199254740991, null],
      uuid: null,
      booleans: [true, null, false],
      day: "2026-01-31",
    });
  });

  test("rolls a transaction back when its work throws, and can be used afterwards", async () => {
    await expect(
      store.transaction(async (sql) => {
        await sql.query("insert into probe values (1, 1)");
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    expect(await store.query("select * from probe")).toEqual([]);
    await expect(store.query("select nonsense from probe")).rejects.toMatchObject({ code: "42703" });
    await expect(
      store.transaction((sql) => sql.query("insert into probe values (1, 1), (1, 2)")),
    ).rejects.toMatchObject({ code: "23505" });
    expect(await store.query("select 1 as one")).toEqual([{ one: 1 }]);
  });

  test("runs a transaction again when it says so, five times at most", async () => {
    let runs = 0;
    const result = await store.transaction(async (sql) => {
      await sql.query("insert into probe values ($1, 0)", [++runs]);
      if (runs < 3) throw new RetryTransaction();
      return runs;
    });
    expect(result).toBe(3);
    expect(await store.query("select id from probe")).toEqual([{ id: 3 }]);

    let endless = 0;
    await expect(
      store.transaction(async () => {
        endless++;
        throw new RetryTransaction();
      }),
    ).rejects.toBeInstanceOf(RetryTransaction);
    expect(endless).toBe(5);
  });

  test("transactions that lock rows in opposite order all commit", async () => {
    await store.query("insert into probe values (1, 0), (2, 0)");
    const bump = (first: number, second: number) =>
      store.transaction(async (sql) => {
        await sql.query("update probe set n = n + 1 where id = $1", [first]);
        await wait(20);
        await sql.query("update probe set n = n + 1 where id = $1", [second]);
      });
    await Promise.all([bump(1, 2), bump(2, 1)]);
    expect(await store.query("select n from probe order by id")).toEqual([{ n: 2 }, { n: 2 }]);
  });

  test("a script is all or nothing", async () => {
    await expect(
      store.script("insert into probe values (7, 7); insert into probe values (7, 8);"),
    ).rejects.toMatchObject({ code: "23505" });
    expect(await store.query("select * from probe")).toEqual([]);
  });

  test("a snapshot sees what was there at its first query, and can write nothing", async () => {
    await store.query("insert into probe values (1, 1)");
    const count = (sql: Sql) => sql.query("select count(*)::int as n from probe");
    await store.snapshot(async (sql) => {
      expect(await count(sql)).toEqual([{ n: 1 }]);
      // The embedded database keeps everybody else waiting meanwhile.
      const other = store.query("insert into probe values (2, 2)");
      if (engine === "postgres") await other;
      else void other.catch(() => {});
      expect(await count(sql)).toEqual([{ n: 1 }]);
    });
    await expect(store.snapshot((sql) => sql.query("insert into probe values (3, 3)"))).rejects.toThrow(
      "read-only",
    );
    expect(await count(store)).toEqual([{ n: 2 }]);
  });

  test("a rebuild changes tables and rows, all or nothing", async () => {
    const rebuild = (fails: boolean) =>
      store.rebuild(async (sql) => {
        await sql.script("alter table probe add column extra text; insert into probe values (1, 1, 'a')");
        await sql.query("insert into probe values ($1, 2, 'b')", [2]);
        if (fails) throw new Error("no");
      });
    await expect(rebuild(true)).rejects.toThrow("no");
    expect(await store.query("select * from probe")).toEqual([]);
    await rebuild(false);
    expect(await store.query("select id, extra from probe order by id")).toEqual([
      { id: 1, extra: "a" },
      { id: 2, extra: "b" },
    ]);
  });

  test("a statement outlives a change of its table", async () => {
    const read = () => store.query("select * from probe");
    await read();
    await store.script("alter table probe add column extra text default 'x'");
    await store.query("insert into probe values (1, 1)");
    expect(await read()).toEqual([{ id: 1, n: 1, extra: "x" }]);
    await store.script("alter table probe drop column n");
    expect(await store.transaction((sql) => sql.query("select * from probe"))).toEqual([
      { id: 1, extra: "x" },
    ]);
  });
});

test("the embedded database keeps nothing while the disk has no room for its log, and goes on with room", async () => {
  let free = 1e9;
  const store = await openPglite(undefined, () => free);
  await store.script("create table probe (id integer primary key)");
  free = 1e8;
  // The disk is not looked at for every statement.
  await wait(300);
  const full = { name: "StoreUnavailable", cause: { code: "53100" } };
  const insert = "insert into probe values (1)";
  await expect(store.query(insert)).rejects.toMatchObject(full);
  await expect(store.transaction((sql) => sql.query(insert))).rejects.toMatchObject(full);
  await expect(store.rebuild((sql) => sql.query(insert))).rejects.toMatchObject(full);
  await expect(store.script(insert)).rejects.toMatchObject(full);
  await expect(openPglite(undefined, () => free)).rejects.toMatchObject(full);
  expect(await store.query("select count(*)::int as n from probe")).toEqual([{ n: 0 }]);
  expect(await store.snapshot((sql) => sql.query("select 1 as one"))).toEqual([{ one: 1 }]);
  free = 1e9;
  await wait(300);
  await store.transaction((sql) => sql.query(insert));
  expect(await store.query("select count(*)::int as n from probe")).toEqual([{ n: 1 }]);
  await store.close();
});
