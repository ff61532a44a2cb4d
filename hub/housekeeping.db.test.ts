import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type TestHub, testHub } from "../test/support/hub.ts";
import { engines } from "../test/support/stores.ts";
import { keepHouse } from "./housekeeping.ts";

const now = new Date("2026-06-01T12:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 3_600_000);

describe.each(engines)("housekeeping on %s", (engine) => {
  let hub: TestHub;
  beforeEach(async () => {
    hub = await testHub(engine);
    hub.setNow(now);
  });
  afterEach(() => hub.close());

  test("forgets look-ups after 90 days, and windows of tries that are over", async () => {
    const { store } = hub.hub;
    for (const days of [0, 89.9, 90.1, 400]) {
      await store.query(
        "insert into look_up (member_id, at, by, record, snapshot) values ($1, $2, 'record', $3, pg_current_snapshot())",
        [randomUUID(), daysAgo(days), `${days} days`],
      );
    }
    await store.query("insert into attempt values ('old', $1, 3), ('running', $2, 3)", [
      daysAgo(1),
      new Date("2026-06-01T12:00:00Z"),
    ]);
    await keepHouse(hub.hub);
    await keepHouse(hub.hub);
    expect(await store.query("select record from look_up order by at desc")).toEqual([
      { record: "0 days" },
      { record: "89.9 days" },
    ]);
    expect(await store.query("select bucket from attempt")).toEqual([{ bucket: "running" }]);
  });

  test("one chore that fails keeps none of the others from being done", async () => {
    const { store } = hub.hub;
    await store.query("insert into attempt values ('old', $1, 3)", [daysAgo(1)]);
    const warned: unknown[] = [];
    const log = { ...hub.hub.log, warn: (what: unknown) => warned.push(what) };
    const failing = {
      ...store,
      query: (text: string, values?: readonly unknown[]) =>
        text.includes("ingest_count") ? Promise.reject(new Error("no")) : store.query(text, values),
    };
    await keepHouse({ ...hub.hub, log: log as never, store: failing as never });
    expect(await store.query("select * from attempt")).toEqual([]);
    expect(warned).toEqual([{ chore: "foldCounts", error: "Error" }]);
  });
});
