import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type TestHub, testHub } from "../support/hub.ts";
import { connect, type Sender } from "../support/send.ts";
import { engines } from "../support/stores.ts";

const track = (fields: Record<string, unknown> = {}) => ({
  type: "track",
  event: "Page Viewed",
  userId: "u1",
  messageId: randomUUID(),
  timestamp: "2026-11-20T10:00:00.000Z",
  properties: {},
  ...fields,
});

describe.each(engines)("ingestion on %s", (engine) => {
  let hub: TestHub;
  let sender: Sender;
  const count = async (table: string) =>
    (
      await hub.hub.store.query<{ n: number }>(
        `select count(*)::int as n from ${table} where source_id = $1`,
        [sender.sourceId],
      )
    )[0]?.n;
  const counts = async () =>
    (
      await hub.hub.store.query(
        `select sum(accepted)::int as accepted, sum(duplicates)::int as duplicates,
           sum(rejected)::int as rejected, sum(conflicts)::int as conflicts from ingest_count where source_id = $1`,
        [sender.sourceId],
      )
    )[0];
  const own = (query: string) => hub.hub.store.query(query, [sender.sourceId]);

  // One database for all: each test has a source of its own, and a source's ids are its own.
  beforeAll(async () => {
    hub = await testHub(engine);
  });
  beforeEach(async () => {
    sender = await connect(hub);
  });
  afterAll(() => hub.close());

  describe("exactly once", () => {
    it("keeps one of two in a batch, and of the same again later", async () => {
      const event = track();
      await sender.send(event, event);
      await sender.send(event);
      expect(await count("touchpoint")).toBe(1);
      expect(await count("raw_event")).toBe(1);
      expect(await counts()).toEqual({ accepted: 1, duplicates: 2, rejected: 0, conflicts: 0 });
      expect(await hub.hub.store.query("select sum(count)::int as n from touchpoint_week")).toEqual([
        { n: 1 },
      ]);
    });

    it("keeps one of each when two batches arrive at once, in opposite order", async () => {
      const events = Array.from({ length: 60 }, (_, n) => track({ userId: `u${n % 7}` }));
      await Promise.all([
        sender.send(...events),
        sender.send(...events.toReversed()),
        ...Array.from({ length: 4 }, () => sender.send(...events.toSorted(() => Math.random() - 0.5))),
      ]);
      expect(await count("touchpoint")).toBe(60);
      expect(await counts()).toEqual({ accepted: 60, duplicates: 300, rejected: 0, conflicts: 0 });
    });

    it("knows a repetition by what it says, not by how it was carried", async () => {
      const event = track({ context: { ip: "1.2.3.4" }, sentAt: "2026-11-20T10:00:01Z" });
      await sender.send(event);
      await sender.send({
        ...event,
        context: { ip: "5.6.7.8" },
        sentAt: "2026-11-20T10:05:00Z",
        integrations: {},
      });
      expect(await counts()).toMatchObject({ accepted: 1, duplicates: 1, conflicts: 0 });
    });

    it("keeps the same id of another source apart", async () => {
      const other = await connect(hub, { name: "App" });
      const event = track();
      await sender.send(event);
      await other.send(event);
      expect(await count("touchpoint")).toBe(1);
      expect(
        await own(
          "select 1 from touchpoint where source_id <> $1 and id > (select min(id) from touchpoint where source_id = $1)",
        ),
      ).toHaveLength(1);
    });

    it("keeps another payload under a taken id aside, once, and counts it", async () => {
      const event = track();
      const other = { ...event, properties: { title: "Other" } };
      await sender.send(event, other);
      await sender.send(other);
      expect(await count("touchpoint")).toBe(1);
      expect(await own("select count from conflicting_event where source_id = $1")).toEqual([{ count: 2 }]);
      expect(await counts()).toEqual({ accepted: 1, duplicates: 0, rejected: 0, conflicts: 2 });
    });
  });

  describe("one bad event loses none of the others", () => {
    it.each([
      ["over 32 kB", track({ properties: { text: "x".repeat(33_000) } }), /32 kB/],
      ["a NUL", track({ properties: { text: "a\0b" } }), /NUL/],
      ["a NUL in a name", track({ properties: { "a\0b": 1 } }), /NUL/],
      ["half a character", track({ userId: "\ud83d" }), /half of a character/],
      ["no messageId", track({ messageId: undefined }), /messageId/],
      ["a messageId that is an object", track({ messageId: {} }), /messageId/],
      ["nobody", track({ userId: undefined }), /neither userId/],
      [
        "nobody, though something is called an address",
        track({ userId: undefined, properties: { email: "me" } }),
        /neither/,
      ],
      ["no type", track({ type: undefined }), /type/],
      ["an unknown type", track({ type: "constructor" }), /type/],
      ["no name", track({ event: "  " }), /name/],
      ["too deep", track({ properties: JSON.parse(`${"[".repeat(100)}${"]".repeat(100)}`) }), /deep/],
      ["an id of 600 characters", track({ userId: "x".repeat(600) }), /longer/],
      ["a number", 7, /object/],
      ["a list", [track()], /object/],
      ["null", null, /object/],
    ])("%s", async (_what, bad, reason) => {
      const body = JSON.stringify({ batch: [track(), bad, track()] });
      const response = await sender.post("/v1/batch", body);
      expect(response.status).toBe(200);
      await sender.post("/v1/batch", body);
      expect(await count("touchpoint")).toBe(2);
      const kept = await hub.hub.store.query<{ reason: string; count: number; bytes: Buffer }>(
        "select reason, count, bytes from rejected_event where source_id = $1",
        [sender.sourceId],
      );
      expect(kept).toHaveLength(1);
      expect(kept[0]?.reason).toMatch(reason);
      expect(kept[0]?.count).toBe(2);
      expect(JSON.parse(Buffer.from(kept[0]?.bytes ?? "").toString())).toEqual(
        JSON.parse(JSON.stringify(bad)),
      );
      expect(await counts()).toMatchObject({ accepted: 2, duplicates: 2, rejected: 2 });
    });
  });

  describe("bodies", () => {
    it.each([
      ["no JSON", "{", 400],
      ["not UTF-8", Buffer.from([0x22, 0xff, 0x22]), 400],
      ["a text", '"hello"', 400],
      ["nothing", "", 400],
      ["null", "null", 400],
      ["over-deep", "[".repeat(100_000), 400],
      ["over-deep inside a batch", `{"batch":[{"properties":${"[".repeat(5000)}${"]".repeat(5000)}}]}`, 400],
      [
        "larger than 500 kB",
        JSON.stringify({ batch: [track({ properties: { x: "x".repeat(500_000) } })] }),
        413,
      ],
    ])("%s is a clear refusal", async (_what, body, status) => {
      const response = await sender.post("/v1/batch", body);
      expect(response.status).toBe(status);
      expect(await response.json()).toMatchObject({ success: false, error: { message: expect.any(String) } });
      expect(await count("raw_event")).toBe(0);
    });

    it("refuses gzip that is none, that unpacks to too much, and other compressions", async () => {
      const zip = (bytes: Uint8Array, encoding = "gzip") =>
        sender.post("/v1/batch", bytes, { "content-encoding": encoding });
      expect((await zip(Buffer.from("plain"))).status).toBe(400);
      expect((await zip(gzipSync(Buffer.alloc(50_000_000, 32)))).status).toBe(413);
      expect((await zip(gzipSync(Buffer.from(JSON.stringify({ batch: [track()] }))), "br")).status).toBe(400);
      expect(
        (await zip(gzipSync(Buffer.from(JSON.stringify({ batch: [track()] }))).subarray(0, 40))).status,
      ).toBe(400);
      expect(await count("raw_event")).toBe(0);
    });

    it("takes one event, a list and a batch at every address", async () => {
      const addresses = [
        "batch",
        "b",
        "track",
        "t",
        "identify",
        "i",
        "page",
        "p",
        "screen",
        "s",
        "group",
        "g",
        "alias",
        "a",
      ];
      for (const address of addresses) {
        for (const body of [track(), [track()], { batch: [track()] }]) {
          const response = await sender.post(`/v1/${address}`, JSON.stringify(body), {
            "content-type": "text/plain",
          });
          expect([address, response.status, await response.json()]).toEqual([
            address,
            200,
            { success: true },
          ]);
        }
      }
      expect(await count("touchpoint")).toBe(3 * addresses.length);
    });

    it("reads the type from the address only where the event says none", async () => {
      await sender.post(
        "/v1/page",
        JSON.stringify(track({ type: undefined, name: "Pricing", event: undefined })),
      );
      await sender.post("/v1/page", JSON.stringify(track({ event: "Demo Requested" })));
      expect(await own("select title from touchpoint where source_id = $1 order by id")).toEqual([
        { title: "Read pricing page" },
        { title: "Asked for a demo" },
      ]);
    });

    it("takes the write key from the body, and refuses an unknown one", async () => {
      const post = (body: object, headers = {}) =>
        hub.request("/v1/batch", { method: "POST", body: JSON.stringify(body), headers });
      expect((await post({ batch: [track()], writeKey: sender.writeKey })).status).toBe(200);
      expect((await post({ batch: [track()], writeKey: "wrong" })).status).toBe(401);
      expect((await post({ batch: [track()] })).status).toBe(401);
      const wrong = `Basic ${Buffer.from("wrong:").toString("base64")}`;
      expect(
        (await post({ batch: [track()], writeKey: sender.writeKey }, { authorization: wrong })).status,
      ).toBe(401);
      expect(await count("touchpoint")).toBe(1);
    });

    it("answers a page's preflight without credentials", async () => {
      const response = await hub.request("/v1/t", {
        method: "OPTIONS",
        headers: {
          origin: "https://www.initech.example",
          "access-control-request-headers": "authorization,content-type",
        },
      });
      expect(response.status).toBe(204);
      expect(response.headers.get("access-control-allow-origin")).toBe("*");
      expect(response.headers.get("access-control-allow-credentials")).toBeNull();
      expect(response.headers.get("access-control-allow-headers")).toContain("authorization");
      expect((await sender.post("/v1/t", "{")).headers.get("access-control-allow-origin")).toBe("*");
      expect((await hub.request("/v1/t")).status).toBe(405);
    });
  });

  it("keeps what the sender said of the time beside what it was corrected to", async () => {
    const now = new Date("2026-11-20T12:00:00.000Z");
    hub.setNow(now);
    const event = track({ timestamp: "2026-11-20T12:30:00Z" });
    await sender.post("/v1/batch", JSON.stringify({ batch: [event], sentAt: "2026-11-20T13:00:00.000Z" }));
    expect(await own("select at, received_at, at_basis from touchpoint where source_id = $1")).toEqual([
      { at: new Date("2026-11-20T11:30:00.000Z"), received_at: now, at_basis: "corrected" },
    ]);
    const [raw] = await hub.hub.store.query<{ sent_at: string; body: string }>(
      "select sent_at, body from raw_event where source_id = $1",
      [sender.sourceId],
    );
    expect(raw?.sent_at).toBe("2026-11-20T13:00:00.000Z");
    expect(JSON.parse(raw?.body ?? "")).toEqual(event);
  });

  it("keeps hostile values of every field as text, and answers 200", async () => {
    const values = [
      "<img src=x onerror=alert(1)>",
      "'; drop table person; --",
      "__proto__",
      "\u202egnp.exe",
      "{}",
      "\\u0000",
      "😀".repeat(100),
      -1,
      1e308,
      true,
      [],
      {},
      null,
      "x".repeat(20_000),
    ];
    const names = [
      "event",
      "name",
      "userId",
      "anonymousId",
      "groupId",
      "previousId",
      "traits",
      "properties",
      "context",
      "timestamp",
      "originalTimestamp",
      "sentAt",
      "integrations",
    ];
    for (const type of ["track", "identify", "page", "group", "alias", "screen"]) {
      const batch = names.flatMap((name) =>
        values.map((value) => ({ ...track({ type, groupId: "g", previousId: "p" }), [name]: value })),
      );
      const nested = [
        "email",
        "name",
        "company",
        "title",
        "salesforceId",
        "url",
        "campaign",
        "message",
        "duration",
        "fields",
      ].flatMap((name) =>
        values.flatMap((value) => [
          {
            ...track({ type, groupId: "g", previousId: "p" }),
            traits: { [name]: value },
            properties: { [name]: value },
            context: {
              [name]: value,
              traits: { [name]: value },
              page: { [name]: value, search: value },
              campaign: { [name]: value },
            },
          },
        ]),
      );
      for (const part of [batch, nested]) {
        for (let n = 0; n < part.length; n += 20) {
          const response = await sender.post(
            "/v1/batch",
            JSON.stringify({ batch: part.slice(n, n + 20), sentAt: values[n % values.length] }),
          );
          expect(response.status).toBe(200);
        }
      }
    }
    expect(await count("touchpoint")).toBeGreaterThan(500);
    expect(
      await hub.hub.store.query("select 1 from touchpoint where url is not null and url !~ '^https?://'"),
    ).toEqual([]);
  });
});
