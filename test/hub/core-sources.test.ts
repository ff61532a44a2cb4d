import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { keepHouse } from "../../hub/housekeeping.ts";
import { findSource } from "../../hub/sources/find-source.ts";
import { ADMIN_TOKEN, type TestHub, testHub } from "../support/hub.ts";
import { engines } from "../support/stores.ts";

const admin = { token: ADMIN_TOKEN };
const start = new Date("2026-03-02T09:00:00.000Z");

describe.each(engines)("sources on %s", (engine) => {
  let hub: TestHub;
  beforeEach(async () => {
    hub = await testHub(engine);
    hub.setNow(start);
  });
  afterEach(() => hub.close());
  const find = (key: string | undefined) => findSource(hub.hub.store, key ?? "", hub.hub.now());

  test("are added, found by their write key, and listed", async () => {
    const added = await hub.call(
      "addSource",
      { type: "segment", name: "Website", org: "acme--uat.sandbox" },
      admin,
    );
    const found = await find(added.writeKey);
    expect(found).toEqual({ id: added.id, name: "Website", type: "segment", org: "acme--uat.sandbox" });
    expect(await find("another key")).toBeUndefined();
    expect(await find("")).toBeUndefined();

    await hub.call("addSource", { type: "webhook", name: "Other" }, admin);
    const { items, next } = await hub.call("sources", {}, admin);
    expect(next).toBeNull();
    expect(items.find((item) => item.id === added.id)).toEqual({
      id: added.id,
      type: "segment",
      name: "Website",
      org: "acme--uat.sandbox",
      createdAt: start.toISOString(),
      lastEventAt: null,
      accepted: 0,
      duplicates: 0,
      rejected: 0,
      conflicts: 0,
      suppressed: 0,
      keys: 1,
      deletedAt: null,
    });
    expect(items.map((item) => item.org)).toContain(null);
  });

  test("the same write again gives another key and revokes the one before; later, none", async () => {
    const key = randomUUID();
    const request = { type: "segment", name: "Website" };
    const lost = await hub.call("addSource", request, { ...admin, key });
    const got = await hub.call("addSource", request, { ...admin, key });
    expect(got.id).toBe(key);
    expect(await find(lost.writeKey)).toBeUndefined();
    expect(await find(got.writeKey)).toMatchObject({ id: key });
    hub.setNow(new Date(start.getTime() + 16 * 60_000));
    expect(await hub.call("addSource", request, { ...admin, key })).toEqual({ id: key });
    expect(await find(got.writeKey)).toMatchObject({ id: key });
    expect((await hub.call("sources", {}, admin)).items).toHaveLength(1);
  });

  test("counts of past days are folded without changing what is listed", async () => {
    const { id } = await hub.call("addSource", { type: "segment", name: "Website" }, admin);
    const count = (at: string, accepted: number) =>
      hub.hub.store.query(
        `insert into ingest_count (source_id, at, accepted, duplicates, rejected, conflicts, suppressed)
         values ($1, $2, $3, 1, 2, 3, 4)`,
        [id, at, accepted],
      );
    for (const [at, accepted] of [
      ["2026-02-28T00:00:00Z", 1],
      ["2026-02-28T23:59:59.999Z", 2],
      ["2026-03-01T12:00:00Z", 4],
      ["2026-03-02T00:00:00Z", 8],
      ["2026-03-02T08:59:00Z", 16],
    ] as const) {
      await count(at, accepted);
    }
    // Nothing that could be read: no sign that the tool is well.
    for (const at of ["2026-03-01T23:00:00Z", "2026-03-02T08:59:30Z"]) {
      await hub.hub.store.query(
        `insert into ingest_count (source_id, at, accepted, duplicates, rejected, conflicts)
         values ($1, $2, 0, 0, 5, 0)`,
        [id, at],
      );
    }
    const before = await hub.call("sources", {}, admin);
    await Promise.all([keepHouse(hub.hub), keepHouse(hub.hub)]);
    expect(await hub.call("sources", {}, admin)).toEqual(before);
    expect(before.items[0]).toMatchObject({
      accepted: 31,
      duplicates: 5,
      rejected: 20,
      conflicts: 15,
      suppressed: 20,
      lastEventAt: "2026-03-02T08:59:00.000Z",
    });
    const rows = await hub.hub.store.query("select at, accepted from ingest_count order by at");
    expect(rows).toEqual([
      { at: new Date("2026-02-28T23:59:59.999Z"), accepted: 3 },
      { at: new Date("2026-03-01T12:00:00Z"), accepted: 4 },
      { at: new Date("2026-03-02T00:00:00Z"), accepted: 8 },
      { at: new Date("2026-03-02T08:59:00Z"), accepted: 16 },
      { at: new Date("2026-03-02T08:59:30Z"), accepted: 0 },
    ]);
  });
});
