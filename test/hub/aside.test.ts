import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ADMIN_TOKEN, type TestHub, testHub, twoTestHubs } from "../support/hub.ts";
import { connect, type Sender } from "../support/send.ts";
import { engines } from "../support/stores.ts";

const admin = { token: ADMIN_TOKEN };
const start = new Date("2026-11-20T12:00:00.000Z");
const later = new Date("2026-11-22T12:00:00.000Z");
const CONFLICT = "Its messageId was used for another event before. The first one stays.";
const track = (fields: Record<string, unknown> = {}) => ({
  type: "track",
  event: "Page Viewed",
  userId: "u1",
  messageId: randomUUID(),
  timestamp: "2026-11-20T10:00:00.000Z",
  properties: {},
  ...fields,
});

describe.each(engines)("events that stand aside on %s", (engine) => {
  let hub: TestHub;
  let sender: Sender;
  // One database for all: each test has a source of its own.
  beforeAll(async () => {
    hub = await testHub(engine);
  });
  beforeEach(async () => {
    hub.setNow(start);
    sender = await connect(hub);
  });
  afterAll(() => hub.close());

  const post = async (body: unknown, path = "/v1/batch") => {
    const answer = await sender.post(path, JSON.stringify(body));
    expect(answer.status).toBe(200);
  };
  const mine = () => ({ sourceId: sender.sourceId });
  const aside = (kind: "rejected" | "conflicting" = "rejected", more = {}) =>
    hub.call("aside", { kind, ...mine(), ...more }, admin);
  const redrive = (kind: "rejected" | "conflicting" = "rejected", more = {}) =>
    hub.call("redrive", { kind, ...mine(), ...more }, admin);
  const own = (query: string) => hub.hub.store.query<Record<string, unknown>>(query, [sender.sourceId]);
  const figures = async () => {
    const { items } = await hub.call("sources", { deleted: "1" }, admin);
    const { accepted, duplicates, rejected, conflicts, lastEventAt } =
      items.find(({ id }) => id === sender.sourceId) ?? {};
    return { accepted, duplicates, rejected, conflicts, lastEventAt };
  };
  /** Sets an event aside as an earlier release's rules or limits would have. */
  const setAside = (event: unknown, { type = null as string | null, sentAt = null as string | null } = {}) =>
    hub.hub.store.query(
      `insert into rejected_event (source_id, received_at, reason, digest, bytes, said_type, sent_at)
       values ($1, $2, 'An old rule.', $3, $4, $5, $6)`,
      [sender.sourceId, start, Buffer.from(randomUUID()), Buffer.from(JSON.stringify(event)), type, sentAt],
    );

  it("that are dismissed while they are read again are not taken", async () => {
    await setAside(track({ messageId: "dismissed-meanwhile" }));
    const { store } = hub.hub;
    const { transaction } = store;
    // Dismissed once the call has found them, before its transaction reads them.
    store.transaction = async (work) => {
      store.transaction = transaction;
      await store.query("delete from rejected_event where source_id = $1", [sender.sourceId]);
      return transaction(work);
    };
    try {
      expect(await redrive()).toMatchObject({ read: 1, accepted: 0, duplicates: 0, stillAside: 0 });
    } finally {
      store.transaction = transaction;
    }
    expect(await own("select 1 from raw_event where source_id = $1")).toEqual([]);
  });

  it("are listed by reason and shape, never by what they say", async () => {
    await post({ batch: [track({ userId: undefined }), track({ userId: undefined }), 7] });
    await post({
      batch: [track({ type: "nonsense", traits: { email: "dana@acme.example", tags: ["secret"] } })],
    });
    const { items, reasons, next } = await aside();
    expect(next).toBeNull();
    expect(reasons[0]).toEqual({ reason: expect.stringContaining("neither userId"), events: 2 });
    expect(reasons.map(({ events }) => events)).toEqual([2, 1, 1]);
    expect(items).toHaveLength(4);
    expect(items[0]).toMatchObject({
      kind: "rejected",
      source: { id: sender.sourceId, name: "Website" },
      receivedAt: start.toISOString(),
      count: 1,
      reason: "Its type is none of Segment's.",
      shape: expect.stringContaining('"traits":{"email":"string","tags":["string"]}'),
    });
    expect(JSON.stringify(items)).not.toMatch(/dana|secret/);
    const { body } = await hub.call("asideBody", { kind: "rejected", id: items[0]?.id ?? "" }, admin);
    expect(JSON.parse(body).traits.email).toBe("dana@acme.example");
    expect((await hub.ask("asideBody", { kind: "conflicting", id: "999999999" }, admin)).status).toBe(404);
  });

  it("are listed by pages that stay the same while others come", async () => {
    for (let n = 0; n < 7; n++) await post({ batch: [track({ userId: undefined, n })] });
    const first = await aside("rejected", { limit: 3 });
    await post({ batch: [track({ userId: undefined, n: "later" })] });
    const ids = first.items.map(({ id }) => id);
    for (let cursor = first.next; cursor !== null; ) {
      const page = await aside("rejected", { limit: 3, cursor });
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    }
    expect(new Set(ids).size).toBe(7);
    expect(ids.map(Number)).toEqual(ids.map(Number).toSorted((a, b) => b - a));
    expect((await hub.ask("aside", { kind: "rejected", cursor: "x'--" }, admin)).status).toBe(400);
  });

  it("five megabytes of one are listed by their beginning", async () => {
    await setAside({ type: "track", properties: { text: "x".repeat(4_000_000) }, after: 1 });
    const { items } = await aside();
    expect(items[0]).toMatchObject({ shape: '{"type":"string","properties":{"text":"string"…' });
    expect(items[0]?.bytes).toBeGreaterThan(4_000_000);
  });

  it("are read again: taken as new, happened when they came first, and gone from aside", async () => {
    const event = track({ type: undefined, timestamp: "2026-11-20T12:30:00.000Z" });
    await setAside(event, { type: "page", sentAt: "2026-11-20T13:00:00.000Z" });
    hub.setNow(later);
    expect(await redrive()).toEqual({ read: 1, accepted: 1, duplicates: 0, stillAside: 0, next: null });
    expect(await own("select at, at_basis, received_at, kind from touchpoint where source_id = $1")).toEqual([
      // An hour fast by what its batch said of the sending, at its first receipt.
      {
        at: new Date("2026-11-20T11:30:00.000Z"),
        at_basis: "corrected",
        received_at: later,
        kind: "page_viewed",
      },
    ]);
    expect(await own("select type, received_at, sent_at from raw_event where source_id = $1")).toEqual([
      { type: "page", received_at: later, sent_at: "2026-11-20T13:00:00.000Z" },
    ]);
    expect((await aside()).items).toEqual([]);
    // When the tool was heard is when it sent that, not when somebody read it again.
    expect(await figures()).toEqual({
      accepted: 1,
      duplicates: 0,
      rejected: 0,
      conflicts: 0,
      lastEventAt: start.toISOString(),
    });
    expect(await redrive()).toEqual({ read: 0, accepted: 0, duplicates: 0, stillAside: 0, next: null });
  });

  it("what the address and the batch said is kept beside those that ingestion sets aside", async () => {
    const nobody = { messageId: randomUUID(), sentAt: undefined };
    await post({ ...nobody, event: "x" }, "/v1/track");
    await post({ batch: [{ ...nobody, event: "y" }], sentAt: "2026-11-20T11:00:00.000Z" });
    expect(
      await own("select said_type, sent_at from rejected_event where source_id = $1 order by id"),
    ).toEqual([
      { said_type: "track", sent_at: null },
      { said_type: null, sent_at: "2026-11-20T11:00:00.000Z" },
    ]);
    const first = track();
    await post({ batch: [first] });
    await post({ batch: [{ ...first, event: "Other" }], sentAt: "2026-11-20T11:00:00.000Z" });
    expect(await own("select said_type, sent_at from conflicting_event where source_id = $1")).toEqual([
      { said_type: null, sent_at: "2026-11-20T11:00:00.000Z" },
    ]);
  });

  it("what still cannot be taken stays, with today's reason, and takes nothing else along", async () => {
    const known = track();
    await post({ batch: [known] });
    await setAside(track());
    await setAside(known);
    await setAside({ ...known, event: "Another" });
    await setAside(track({ type: undefined }));
    await setAside(track({ userId: "\u0000" }));
    expect(await redrive()).toEqual({ read: 5, accepted: 1, duplicates: 1, stillAside: 3, next: null });
    const { reasons } = await aside();
    expect(reasons.map(({ reason }) => reason).toSorted()).toEqual([
      "It holds a NUL or half of a character, which no text may.",
      "Its type is none of Segment's.",
    ]);
    expect((await aside("conflicting")).items).toMatchObject([
      { reason: CONFLICT, messageId: known.messageId, receivedAt: start.toISOString() },
    ]);
    expect(await figures()).toMatchObject({ accepted: 2, duplicates: 1, conflicts: 1 });
    expect(await redrive()).toMatchObject({ read: 2, accepted: 0, stillAside: 2 });
  });

  it("of those under a taken id, what says the same by today's rules goes, the rest stays and is not counted again", async () => {
    const first = track({ anonymousId: "a1", userId: undefined });
    await post({ batch: [first] });
    await post({ batch: [{ ...first, event: "Another" }] });
    await hub.hub.store.query(
      `insert into conflicting_event (source_id, received_at, message_id, key, digest, body)
       select source_id, received_at, message_id, key, '\\x00', $2 from conflicting_event where source_id = $1`,
      [sender.sourceId, JSON.stringify({ ...first, userId: "learned since" })],
    );
    const before = await figures();
    expect(await redrive("conflicting")).toEqual({
      read: 2,
      accepted: 0,
      duplicates: 1,
      stillAside: 1,
      next: null,
    });
    expect((await aside("conflicting")).items).toMatchObject([{ count: 1, reason: CONFLICT }]);
    expect(await figures()).toEqual({ ...before, duplicates: 1 });
  });

  it("one value that the database refuses keeps no other aside", async () => {
    for (let n = 0; n < 5; n++) await setAside(track({ n }));
    await hub.hub.store.query(`alter table raw_event add constraint planted check (body not like '%"n":3%')`);
    try {
      expect(await redrive()).toMatchObject({ read: 5, accepted: 4, stillAside: 1 });
    } finally {
      await hub.hub.store.query("alter table raw_event drop constraint planted");
    }
    expect(await redrive()).toMatchObject({ read: 1, accepted: 1 });
  });

  it("some hundreds are read a call, however large, and the cursor leads through all", async () => {
    for (let n = 0; n < 410; n++) await setAside(track({ userId: `u${n % 3}` }));
    for (let n = 0; n < 3; n++) await setAside(track({ properties: { text: `${n}`.repeat(3_000_000) } }));
    const calls = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const done: Awaited<ReturnType<typeof redrive>> = await redrive("rejected", cursor ? { cursor } : {});
      calls.push(done.read);
      cursor = done.next;
    }
    expect(calls.slice(0, 2)).toEqual([200, 200]);
    expect(calls.reduce((sum, read) => sum + read)).toBe(413);
    expect(calls.length).toBeGreaterThan(3);
    expect(await own("select count(*)::int as n from touchpoint where source_id = $1")).toEqual([{ n: 410 }]);
    expect((await aside()).reasons).toEqual([{ reason: "It is larger than 32 kB.", events: 3 }]);
  });

  it("of a deleted source stay aside until it is restored", async () => {
    await setAside(track());
    await hub.call("deleteSource", { id: sender.sourceId }, admin);
    expect(await redrive()).toMatchObject({ read: 1, accepted: 0, stillAside: 1 });
    expect((await aside()).items).toHaveLength(1);
    await hub.call("restoreSource", { id: sender.sourceId }, admin);
    expect(await redrive()).toMatchObject({ read: 1, accepted: 1, stillAside: 0 });
  });

  it("are thrown away by id, or by source and reason, and nothing more than was said", async () => {
    await post({ batch: [track({ userId: undefined }), track({ userId: undefined }), 7, 8] });
    const { items } = await aside();
    const dismiss = (request: object) => hub.ask("dismiss", { kind: "rejected", ...request }, admin);
    const done = async (request: object) => (await (await dismiss(request)).json()) as unknown;
    expect((await dismiss({})).status).toBe(400);
    expect((await dismiss(mine())).status).toBe(400);
    expect((await dismiss({ reason: "It is not an object." })).status).toBe(400);
    const one = items.find(({ reason }) => reason === "It is not an object.")?.id;
    expect(await done({ ids: [one] })).toMatchObject({ dismissed: 1 });
    expect(await done({ ids: [one] })).toMatchObject({ dismissed: 0 });
    expect(await done({ ...mine(), reason: "It is not an object." })).toMatchObject({ dismissed: 1 });
    expect(await done({ ...mine(), reason: "No such reason" })).toMatchObject({ dismissed: 0 });
    expect((await aside()).items).toHaveLength(2);
    const first = track();
    await post({ batch: [first, { ...first, event: "a" }, { ...first, event: "b" }] });
    expect(await done({ kind: "conflicting", ...mine(), reason: "No such reason" })).toMatchObject({
      dismissed: 0,
    });
    expect(await done({ kind: "conflicting", ...mine() })).toMatchObject({ dismissed: 2 });
    expect((await aside("conflicting")).items).toEqual([]);
    // What was counted was counted.
    expect(await figures()).toMatchObject({ rejected: 4, conflicts: 2 });
  });
});

describe("two hubs on one PostgreSQL", () => {
  it("read the same events again, while they come once more, and take each once", async () => {
    const [one, two] = await twoTestHubs();
    try {
      const sender = await connect(one);
      const events = Array.from({ length: 120 }, (_, n) => track({ userId: `u${n % 5}` }));
      for (const [n, event] of events.entries()) {
        await one.hub.store.query(
          `insert into rejected_event (source_id, received_at, reason, digest, bytes)
           values ($1, $2, 'An old rule.', decode(md5($3), 'hex'), convert_to($3, 'UTF8'))`,
          [sender.sourceId, new Date(start.getTime() + (n % 4)), JSON.stringify(event)],
        );
      }
      const nobody = events.map(({ userId, ...event }) => event);
      await Promise.all([
        one.call("redrive", { kind: "rejected" }, admin),
        two.call("redrive", { kind: "rejected" }, admin),
        sender.send(...events.toReversed()),
        sender.send(...nobody.toReversed()),
      ]);
      const count = async (table: string) =>
        (await one.hub.store.query<{ n: number }>(`select count(*) as n from ${table}`))[0]?.n;
      expect(await count("touchpoint")).toBe(120);
      expect(await count("raw_event")).toBe(120);
      expect(await one.hub.store.query("select sum(count)::int as n from touchpoint_week")).toEqual([
        { n: 120 },
      ]);
      expect((await one.call("aside", { kind: "rejected" }, admin)).items).toHaveLength(50);
      expect(await count("rejected_event")).toBe(120);
    } finally {
      await one.close();
    }
  });
});
