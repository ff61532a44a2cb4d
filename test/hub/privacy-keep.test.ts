import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { queueDailyRetention } from "../../hub/privacy/retention.ts";
import { weekOf } from "../../hub/touchpoints/week.ts";
import { ADMIN_TOKEN, type TestHub, testHub } from "../support/hub.ts";
import { type Linked, linkScene } from "../support/link-scene.ts";
import { connect, type Sender } from "../support/send.ts";
import { engines } from "../support/stores.ts";

const admin = { token: ADMIN_TOKEN };
const DAY_MS = 24 * 3_600_000;
const identify = (email: string, fields: Record<string, unknown> = {}, traits: object = {}) => ({
  type: "identify",
  traits: { email, ...traits },
  ...fields,
});
const track = (event: string, fields: Record<string, unknown> = {}) => ({ type: "track", event, ...fields });

describe.each(engines)("what is kept, and who is told, on %s", (engine) => {
  let hub: TestHub;
  let sender: Sender;
  beforeAll(async () => {
    hub = await testHub(engine, { timeZone: "America/New_York" });
    sender = await connect(hub);
  });
  afterAll(() => hub.close());

  const count = async (statement: string, values: unknown[] = []) =>
    (await hub.hub.store.query<{ n: number }>(`select count(*)::int as n from ${statement}`, values))[0]?.n;

  test("a person is given all that is held about them, by table and in words, and nobody else's", async () => {
    const record = "00Q000000000EEEEA2";
    await sender.send(
      track("Pricing Viewed", { anonymousId: "told-browser" }),
      identify(
        "told@x.example",
        { userId: "told", anonymousId: "told-browser" },
        { name: "Told Person", salesforceId: record, company: "X" },
      ),
      ...Array.from({ length: 3 }, (_, n) =>
        track("Demo Requested", { userId: "told", properties: { message: `words ${n}` } }),
      ),
      { type: "track", event: "", userId: "told" },
      track("Form Submitted", {
        userId: "not-told",
        properties: { message: "told@x.example is nice", secret: "others-own" },
      }),
    );
    const rep = await hub.join("dana@acme.example", "rep", "Dana Rep");
    await hub.call(
      "context",
      { record: { crm: "salesforce", org: "acme", object: "Lead", id: record } },
      { token: rep.token },
    );
    const told = await hub.call("exportPerson", { email: "TOLD@x.example" }, admin);
    expect(told.next).toBeNull();
    const rows = Object.fromEntries(told.held.map((held) => [held.table, held.rows]));
    expect(Object.fromEntries(told.held.map((held) => [held.table, held.rows.length]))).toEqual({
      identity: 4,
      identity_link: 4,
      fact: 2,
      company_member: 2,
      touchpoint: 4,
      raw_event: 5,
      rejected_event: 1,
      look_up: 1,
    });
    expect(rows.look_up).toMatchObject([{ member: "Dana Rep", record: `salesforce/acme/${record}` }]);
    expect(rows.identity_link?.[0]).toMatchObject({ by: "event", why: expect.any(String) });
    expect(told.held.every(({ what }) => what.length > 20)).toBe(true);
    expect(JSON.stringify(told)).not.toContain("others-own");
    expect((await hub.ask("exportPerson", { email: "unheard@x.example" }, admin)).status).toBe(404);
    expect((await hub.ask("exportPerson", { email: "told@x.example", cursor: "bm9uZQ" }, admin)).status).toBe(
      400,
    );
  });

  test("an export of any size comes in pages that together are all of it, each row once", async () => {
    await sender.send(identify("large@x.example", { userId: "large" }));
    for (let sent = 0; sent < 5; sent += 1) {
      await sender.send(
        ...Array.from({ length: 500 }, () =>
          track("Demo Requested", { userId: "large", properties: { message: "w".repeat(400) } }),
        ),
      );
    }
    const ids: unknown[] = [];
    let pages = 0;
    for (let cursor: string | null | undefined; cursor !== null; pages += 1) {
      const page = await hub.call(
        "exportPerson",
        { email: "large@x.example", ...(cursor === undefined ? {} : { cursor }) },
        admin,
      );
      ids.push(
        ...page.held.flatMap(({ table, rows }) => (table === "touchpoint" ? rows.map(({ id }) => id) : [])),
      );
      cursor = page.next;
    }
    expect(pages).toBeGreaterThan(1);
    expect(new Set(ids).size).toBe(2_500);
    expect(ids).toHaveLength(2_500);
  });

  test("look-ups: by member, person, address and time, in pages; a merged person's too", async () => {
    const record = "00Q000000000FFFEA2";
    await sender.send(
      identify("seen@x.example", { userId: "seen" }, { name: "Seen Person", salesforceId: record }),
    );
    const [one, two] = [
      await hub.join("one@acme.example", "rep", "One"),
      await hub.join("two@acme.example", "rep", "Two"),
    ];
    const ref = (id: string) => ({ crm: "salesforce", org: "acme", object: "Lead", id });
    const start = Date.now() + DAY_MS;
    for (let n = 0; n < 6; n += 1) {
      hub.setNow(new Date(start + n * 1000));
      await hub.call("context", { record: ref(record) }, { token: n % 2 ? two.token : one.token });
    }
    hub.setNow(new Date(start + 10_000));
    await hub.call(
      "context",
      { record: ref("00Q000000000GGGEA2"), hints: { email: "seen@x.example", emailFrom: "typed" } },
      { token: one.token },
    );
    const all = (await hub.call("lookUps", { email: "Seen@x.example" }, admin)).items;
    expect(all).toHaveLength(7);
    expect(all[0]).toMatchObject({
      by: "email_typed",
      email: "seen@x.example",
      member: { name: "One" },
      person: { name: "Seen Person" },
    });
    const paged: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await hub.call(
        "lookUps",
        { memberId: one.id, limit: 3, ...(cursor ? { cursor } : {}) },
        admin,
      );
      paged.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    }
    expect(paged).toEqual(all.filter(({ member }) => member.id === one.id).map(({ id }) => id));
    const between = {
      since: new Date(start + 1000).toISOString(),
      until: new Date(start + 3000).toISOString(),
    };
    expect(
      (await hub.call("lookUps", { personId: all[0]?.person?.id, ...between }, admin)).items,
    ).toHaveLength(2);
    const by = await hub.call("lookUps", { cursor: "xx" }, admin).catch((error: Error) => error.message);
    expect(by).toContain("400");
  });

  describe("retention", () => {
    const recounted = async () => {
      const rows = await hub.hub.store.query<{
        identity_id: number;
        at: Date;
        kind: string;
        passive: boolean;
      }>("select identity_id, at, kind, passive from touchpoint");
      const weeks: Record<string, number> = {};
      for (const { identity_id, at, kind, passive } of rows) {
        const key = `${identity_id} ${weekOf(at, "America/New_York")} ${kind} ${passive}`;
        weeks[key] = (weeks[key] ?? 0) + 1;
      }
      return weeks;
    };
    const counted = async () =>
      Object.fromEntries(
        (
          await hub.hub.store.query<{ key: string; count: number }>(
            "select concat_ws(' ', identity_id, week, kind, passive::text) as key, count from touchpoint_week",
          )
        ).map(({ key, count }) => [key, count]),
      );

    test("each kind goes when it is old, weekly counts follow, and what went is said", async () => {
      const now = new Date("2027-06-01T12:00:00Z");
      hub.setNow(new Date("2027-01-01T12:00:00Z"));
      const old = await connect(hub, { name: "Old" });
      const at = (date: string) => ({ timestamp: `${date}T03:00:00Z`, userId: "aging" });
      await old.send(
        track("Email Opened", at("2026-12-21")),
        track("Pricing Viewed", at("2026-12-21")),
        track("Pricing Viewed", at("2026-12-29")),
        { type: "track", event: "", userId: "aging" },
      );
      const clash = { ...track("Pricing Viewed", at("2026-12-29")), messageId: randomUUID() };
      await old.send(clash);
      await old.send({ ...clash, properties: { other: true } });
      hub.setNow(now);
      await old.send(track("Pricing Viewed", at("2027-05-31")), track("Email Opened", at("2027-05-31")));
      const mine = (table: string) => count(`${table} where source_id = $1`, [old.sourceId]);
      expect([
        await mine("touchpoint"),
        await mine("raw_event"),
        await mine("rejected_event"),
        await mine("conflicting_event"),
      ]).toEqual([6, 6, 1, 1]);

      await queueDailyRetention(hub.hub.store, now);
      await queueDailyRetention(hub.hub.store, now);
      await hub.work();
      expect(await count("job where kind = 'retention'")).toBe(1);
      expect([
        await mine("touchpoint"),
        await mine("raw_event"),
        await mine("rejected_event"),
        await mine("conflicting_event"),
      ]).toEqual([6, 6, 0, 0]);

      const before = (await count("touchpoint")) ?? 0;
      const change = { rawEvents: 30, touchpoints: 155, touchpointKinds: { email_opened: 20 } };
      const jobs = await count("job where kind = 'retention'");
      const preview = await hub.call("changeRetention", { ...change, preview: true }, admin);
      expect(preview.retention).toMatchObject(change);
      expect((await hub.call("retention", undefined, admin)).retention).toMatchObject({ rawEvents: null });
      expect(await count("job where kind = 'retention'")).toBe(jobs);
      const held = await Promise.all(
        (preview.wouldDelete ?? []).map(async ({ table }) => [table, (await count(table)) ?? 0] as const),
      );
      const changed = await hub.call("changeRetention", change, admin);
      expect(changed.wouldDelete).toBeUndefined();
      expect(changed.retention).toEqual({
        rawEvents: 30,
        rejectedEvents: 90,
        conflictingEvents: 90,
        lookUps: 90,
        readings: 365,
        touchpoints: 155,
        touchpointKinds: { email_opened: 20 },
      });
      await hub.work();
      expect([await mine("touchpoint"), await mine("raw_event")]).toEqual([4, 2]);
      const went = await Promise.all(
        held.map(async ([table, rows]) => ({
          table,
          rows: rows - ((await count(table)) ?? 0),
          orMore: false,
        })),
      );
      expect(preview.wouldDelete).toEqual(went);
      expect(went.filter(({ rows }) => rows > 0).map(({ table }) => table)).toContain("touchpoint");
      expect(await counted()).toEqual(await recounted());
      const { last } = await hub.call("retention", undefined, admin);
      expect(last?.at).toBe(now.toISOString());
      // The other tests' are as old.
      const rows = last?.deleted.find(({ table }) => table === "touchpoint")?.rows;
      expect(rows).toBe(before - ((await count("touchpoint")) ?? 0));
      await hub.call(
        "changeRetention",
        { touchpoints: null, touchpointKinds: { email_opened: "default", ad_clicked: null } },
        admin,
      );
      expect((await hub.call("retention", undefined, admin)).retention).toMatchObject({
        rawEvents: 30,
        touchpoints: null,
        touchpointKinds: { ad_clicked: null },
      });
    });

    test("two hubs at once, beside ingestion, count every week as recounting does", async () => {
      hub.setNow(new Date("2027-06-02T12:00:00Z"));
      const busy = await connect(hub, { name: "Busy" });
      const send = () =>
        busy.send(
          ...Array.from({ length: 60 }, (_, n) =>
            track("Pricing Viewed", {
              userId: `busy-${n % 3}`,
              timestamp: new Date(Date.parse("2027-05-01T00:00:00Z") + n * 12 * 3_600_000).toISOString(),
            }),
          ),
        );
      await send();
      await hub.call("changeRetention", { touchpoints: 20 }, admin);
      hub.setNow(new Date("2027-06-02T12:00:01Z"));
      await hub.call("changeRetention", { touchpoints: 15 }, admin);
      await Promise.all([hub.work(), hub.work(), send(), send()]);
      expect(await counted()).toEqual(await recounted());
    });

    test("look-ups are kept 90 days at most, and fewer if an admin says so", async () => {
      expect((await hub.ask("changeRetention", { lookUps: 91 }, admin)).status).toBe(400);
      expect(
        (await hub.ask("changeRetention", { touchpointKinds: { nothing_known: 3 } }, admin)).status,
      ).toBe(400);
      hub.setNow(new Date(Date.now() + 40 * DAY_MS));
      await hub.call("changeRetention", { lookUps: 1 }, admin);
      await hub.work();
      expect(await count("look_up")).toBe(0);
    });

    test("who opened a link goes after its time, with what they looked at; that it was read stays", async () => {
      const opened = new Date("2027-08-01T12:00:00Z");
      hub.setNow(opened);
      const scene = await linkScene(hub);
      const sam = await scene.member();
      const assetId = await scene.asset();
      const [old, fresh] = [
        await scene.link(sam, await scene.person("opened@x.example", sam), assetId),
        await scene.link(sam, await scene.person("fresh@x.example", sam), assetId),
      ];
      const read = async (link: Linked, at: Date) => {
        hub.setNow(at);
        const view = await scene.view(link.path);
        hub.setNow(new Date(at.getTime() + 30_000));
        await scene.tell(link, { view, parts: [[1, 20_000]], scrolled: 2, visibleMs: 20_000 });
      };
      await read(old, opened);
      await scene.open(old.path, { method: "HEAD" });
      await read(fresh, new Date(opened.getTime() + 20 * DAY_MS));
      expect((await hub.call("retention", undefined, admin)).retention.readings).toBe(365);

      hub.setNow(new Date(opened.getTime() + 40 * DAY_MS));
      const { wouldDelete } = await hub.call("changeRetention", { readings: 30, preview: true }, admin);
      expect(wouldDelete).toEqual(
        expect.arrayContaining([
          { table: "link_view", rows: 1, orMore: false },
          { table: "link_fetch", rows: 2, orMore: false },
        ]),
      );
      await hub.call("changeRetention", { readings: 30 }, admin);
      await hub.work();
      expect([await count("link_view"), await count("link_view_part"), await count("link_fetch")]).toEqual([
        1, 1, 1,
      ]);
      const { share, views } = await hub.call("shareViews", { id: old.shareId }, { token: sam.token });
      expect([share.reading.state, views]).toEqual(["person", []]);
    });
  });
});
