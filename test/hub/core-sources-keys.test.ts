import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { keepHouse } from "../../hub/housekeeping.ts";
import { ADMIN_TOKEN, type TestHub, testHub, twoTestHubs } from "../support/hub.ts";
import { connect, type Sender } from "../support/send.ts";
import { engines } from "../support/stores.ts";

const admin = { token: ADMIN_TOKEN };
const start = new Date("2026-03-02T09:00:00.000Z");
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const later = (ms: number) => new Date(start.getTime() + ms);
const event = () => ({ type: "track", event: "Signed up", userId: "u1", messageId: randomUUID() });
const basic = (key: string | undefined) => `Basic ${Buffer.from(`${key}:`).toString("base64")}`;

describe.each(engines)("a source's keys on %s", (engine) => {
  let hub: TestHub;
  let sender: Sender;
  beforeEach(async () => {
    hub = await testHub(engine);
    hub.setNow(start);
    sender = await connect(hub);
  });
  afterEach(() => hub.close());

  const rotate = (options: { graceMinutes?: number; key?: string } = {}) => {
    const { key, ...request } = options;
    return hub.call("rotateKey", { id: sender.sourceId, ...request }, { ...admin, ...(key ? { key } : {}) });
  };
  /** The status that a key gets. */
  const send = async (key: string | undefined) =>
    (await sender.post("/v1/track", JSON.stringify(event()), { authorization: basic(key) })).status;
  const listed = async (deleted?: "1") =>
    (await hub.call("sources", deleted ? { deleted } : {}, admin)).items.find(
      ({ id }) => id === sender.sourceId,
    );

  test("rotated, the new one is taken at once and the old one for a day more", async () => {
    const { writeKey, previousUntil } = await rotate();
    expect(previousUntil).toBe(later(DAY).toISOString());
    expect([await send(writeKey), await send(sender.writeKey)]).toEqual([200, 200]);
    expect((await listed())?.keys).toBe(2);
    hub.setNow(later(DAY - 1));
    expect(await send(sender.writeKey)).toBe(200);
    hub.setNow(later(DAY));
    expect([await send(writeKey), await send(sender.writeKey)]).toEqual([200, 401]);
    expect((await listed())?.keys).toBe(1);
    await keepHouse(hub.hub);
    // For a hub of the release before, which knows only revocation.
    expect(
      await hub.hub.store.query("select revoked_at from source_key where revoked_at is not null"),
    ).toEqual([{ revoked_at: later(DAY) }]);
    expect([await send(writeKey), await send(sender.writeKey)]).toEqual([200, 401]);
  });

  test("rotated because one leaked, that one is refused from then on, and sooner stays sooner", async () => {
    const second = await rotate({ graceMinutes: 10 });
    const third = await rotate({ graceMinutes: 60 });
    hub.setNow(later(10 * MINUTE));
    expect([await send(sender.writeKey), await send(second.writeKey)]).toEqual([401, 200]);
    const fourth = await rotate({ graceMinutes: 0 });
    expect(fourth.previousUntil).toBe(later(10 * MINUTE).toISOString());
    expect([await send(second.writeKey), await send(third.writeKey), await send(fourth.writeKey)]).toEqual([
      401, 401, 200,
    ]);
  });

  test("a rotation whose answer was lost gives another key, once nothing else happened since", async () => {
    const key = randomUUID();
    const lost = await rotate({ key });
    hub.setNow(later(MINUTE));
    const got = await rotate({ key });
    expect(got.previousUntil).toBe(lost.previousUntil);
    expect([await send(lost.writeKey), await send(got.writeKey), await send(sender.writeKey)]).toEqual([
      401, 200, 200,
    ]);
    const other = await rotate();
    expect(await rotate({ key })).toEqual({ id: sender.sourceId, previousUntil: lost.previousUntil });
    expect([await send(got.writeKey), await send(other.writeKey)]).toEqual([200, 200]);
    hub.setNow(later(20 * MINUTE));
    expect(await rotate({ key })).not.toHaveProperty("writeKey");
  });

  test("the write that made the source, told again, does not undo a rotation", async () => {
    const key = randomUUID();
    const request = { type: "segment", name: "App" };
    await hub.call("addSource", request, { ...admin, key });
    const { writeKey } = await hub.call("rotateKey", { id: key }, admin);
    expect(await hub.call("addSource", request, { ...admin, key })).toEqual({ id: key });
    expect(await send(writeKey)).toBe(200);
  });

  test("two rotations at once leave one key that does not run out", async () => {
    await Promise.all(Array.from({ length: 5 }, () => rotate()));
    expect(
      await hub.hub.store.query(
        "select count(*) as n from source_key where expires_at is null and revoked_at is null and source_id = $1",
        [sender.sourceId],
      ),
    ).toEqual([{ n: 1 }]);
  });

  test("of a deleted source are refused at once, in the body too, until it is restored", async () => {
    const body = JSON.stringify({ batch: [event()], writeKey: sender.writeKey });
    const { deletedAt } = await hub.call("deleteSource", { id: sender.sourceId }, admin);
    expect(deletedAt).toBe(start.toISOString());
    expect(await send(sender.writeKey)).toBe(401);
    expect((await hub.request("/v1/batch", { method: "POST", body })).status).toBe(401);
    expect(await listed()).toBeUndefined();
    expect(await listed("1")).toMatchObject({ deletedAt, keys: 1 });
    expect((await hub.ask("rotateKey", { id: sender.sourceId }, admin)).status).toBe(409);
    hub.setNow(later(MINUTE));
    expect(await hub.call("deleteSource", { id: sender.sourceId }, admin)).toEqual({ deletedAt });

    expect(await hub.call("restoreSource", { id: sender.sourceId }, admin)).toEqual({ restored: true });
    expect(await send(sender.writeKey)).toBe(200);
    expect((await hub.request("/v1/batch", { method: "POST", body })).status).toBe(200);
    expect(await listed()).toMatchObject({ deletedAt: null, accepted: 2 });
  });

  test("of a source that is none are not rotated, deleted or restored", async () => {
    const id = randomUUID();
    for (const name of ["rotateKey", "deleteSource", "restoreSource"] as const) {
      expect((await hub.ask(name, { id }, admin)).status).toBe(404);
    }
  });

  // On PGlite one connection does one thing after the other: nothing can come between.
  test.runIf(engine === "postgres").each(["rotateKey", "deleteSource"] as const)(
    "what came before a %s is committed after it",
    async (name) => {
      const gate = await heldBack(hub);
      const underWay = send(sender.writeKey);
      await gate.reached();
      const grace = name === "rotateKey" ? { graceMinutes: 0 } : {};
      await hub.call(name, { id: sender.sourceId, ...grace }, admin);
      expect(await send(sender.writeKey)).toBe(401);
      gate.release();
      expect(await underWay).toBe(200);
      expect(await hub.hub.store.query("select count(*) as n from raw_event")).toEqual([{ n: 1 }]);
    },
  );
});

/** Keeps batches from being written, as a slow disk would, until it is let go. */
async function heldBack(hub: TestHub): Promise<{ reached(): Promise<void>; release(): void }> {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await new Promise<void>((locked) => {
    void hub.hub.store.transaction(async (sql) => {
      await sql.query("lock table event_key in exclusive mode");
      locked();
      await held;
    });
  });
  return {
    release,
    async reached() {
      for (;;) {
        const waiting = await hub.hub.store.query(
          "select 1 from pg_locks where relation = 'event_key'::regclass and not granted",
        );
        if (waiting.length > 0) return;
      }
    },
  };
}

describe("two hubs on one PostgreSQL", () => {
  test("refuse at once what they revoked, and soon after what the other one did", async () => {
    const [one, two] = await twoTestHubs();
    try {
      const { sourceId, writeKey } = await connect(one);
      const send = async (hub: TestHub) =>
        (
          await hub.request("/v1/track", {
            method: "POST",
            headers: { authorization: basic(writeKey) },
            body: JSON.stringify(event()),
          })
        ).status;
      expect([await send(one), await send(two)]).toEqual([200, 200]);
      await one.call("deleteSource", { id: sourceId }, admin);
      expect(await send(one)).toBe(401);
      await expect.poll(() => send(two), { timeout: 10_000 }).toBe(401);

      const rep = await one.join("dana@acme.example");
      const me = async (hub: TestHub) => (await hub.ask("me", undefined, { token: rep.token })).status;
      expect([await me(one), await me(two)]).toEqual([200, 200]);
      await one.call("changeMember", { id: rep.id, active: false }, admin);
      expect(await me(one)).toBe(401);
      await expect.poll(() => me(two), { timeout: 10_000 }).toBe(401);
    } finally {
      await one.close();
    }
  });
});
