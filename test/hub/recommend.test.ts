import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { queueFigures } from "../../hub/library/queue-figures.ts";
import type { Condition, Conditions } from "../../lib/contract/condition.ts";
import { addContent, type Wanted } from "../support/add-content.ts";
import { ADMIN_TOKEN, type TestHub, testHub } from "../support/hub.ts";
import { connect, type Sender, type SentEvent } from "../support/send.ts";
import { engines } from "../support/stores.ts";

const NOW = new Date("2026-11-18T12:00:00.000Z");
const DAY = 24 * 3_600_000;
const ago = (days: number) => new Date(NOW.getTime() - days * DAY).toISOString();
const everybody: Conditions = { to: [], joint: "and", when: [], except: [] };

describe.each(engines)("recommended content, on %s", (engine) => {
  let hub: TestHub;
  let sender: Sender;
  let rep: { token: string; id: string };
  let people = 0;

  beforeAll(async () => {
    hub = await testHub(engine);
    hub.setNow(NOW);
    rep = await hub.join("dana@acme.example");
    sender = await connect(hub, { org: "acme" });
  });
  afterAll(() => hub.close());

  async function someone(traits: object = {}, ...events: SentEvent[]) {
    people += 1;
    const email = `p${people}@initech.com`;
    const id = `00Q${String(people).padStart(12, "0")}EAA`;
    const record = { crm: "salesforce", org: "acme", object: "Lead", id };
    await sender.send(
      {
        type: "identify",
        timestamp: ago(9),
        traits: { email, name: "Maya Okafor", ...traits, salesforceId: id },
      },
      ...events.map((event) => ({ userId: email, ...event })),
    );
    return { email, record };
  }
  type Record = Awaited<ReturnType<typeof someone>>["record"];
  const recommended = async (record: Record, as = rep) =>
    (await hub.call("context", { record }, as)).recommended ?? [];
  const titles = async (record: Record, as = rep) =>
    (await recommended(record, as)).map(({ title }) => title);
  const add = (wanted: Partial<Wanted> & { title: string }) => addContent(hub.hub, wanted);
  const clear = () =>
    hub.hub.store.script(
      "truncate asset, share, put_away, asset_reader cascade; update library set stamp = stamp + 1",
    );
  const pageRead = (title: string, days: number, url?: string): SentEvent => ({
    type: "page",
    name: title,
    timestamp: ago(days),
    ...(url ? { properties: { url } } : {}),
  });

  it("says nothing where there is no content", async () => {
    await clear();
    const { record } = await someone();
    const reply = await hub.call("context", { record }, rep);
    expect(reply.recommended).toBeUndefined();
    expect(reply.shares).toBeUndefined();
  });

  it("what fits, with the facts that matched and the rows behind them", async () => {
    await clear();
    await add({
      title: "Security overview",
      toGet: "a technical call",
      conditions: {
        to: [{ fact: "role", seniority: ["vice_president"], fields: ["data"] }],
        joint: "and",
        when: [{ fact: "did", kinds: ["page_viewed"], about: ["pricing"] }],
        except: [{ fact: "stage", any: ["Lost"] }],
      },
      how: { openWith: "You looked at pricing.", show: "", ask: "Who signs off?", nextStep: "" },
    });
    await add({
      title: "For finance",
      conditions: { ...everybody, to: [{ fact: "role", fields: ["finance"] }] },
    });
    await add({ title: "No guidance", conditions: undefined });
    const { record } = await someone(
      { title: "VP Data", stage: "Evaluation" },
      pageRead("Pricing", 3),
      pageRead("Pricing", 2),
    );
    expect(await recommended(record)).toEqual([
      {
        assetId: expect.any(String),
        versionId: expect.any(String),
        version: 1,
        title: "Security overview",
        kind: "pdf",
        length: "PDF, 12 pages",
        whenToUse: "VP of data, when they read pricing, to get a technical call",
        whenNotToUse: "When they are at Lost",
        how: { openWith: "You looked at pricing.", ask: "Who signs off?" },
        verified: null,
        reasons: [
          { words: "VP Data", touchpoints: [] },
          {
            words: "Read pricing page, twice",
            at: ago(2),
            touchpoints: [
              { id: expect.any(String), title: "Read pricing page", at: ago(2) },
              { id: expect.any(String), title: "Read pricing page", at: ago(3) },
            ],
          },
        ],
        evidence: { readers: 0, nextStep: 0, interval: null },
        trying: false,
      },
    ]);
  });

  it("what cannot be decided stands behind what fits, and says so", async () => {
    await clear();
    const at = (stage: string): Conditions => ({ ...everybody, when: [{ fact: "stage", any: [stage] }] });
    await add({ title: "If they evaluate", conditions: at("Evaluation") });
    await add({ title: "For all", conditions: everybody });
    const { record } = await someone();
    const [first, second] = await recommended(record);
    expect([first?.title, first?.undecided]).toEqual(["For all", undefined]);
    expect(second?.undecided).toBe("Fits if they are at Evaluation (stage not known)");
    const lost = await someone({ stage: "Lost" });
    expect(await titles(lost.record)).toEqual(["For all"]);
  });

  it("the first word of a stage is no move", async () => {
    await clear();
    const moved: Condition = { fact: "stage", any: ["Evaluation"], within: 30 };
    await add({ title: "Moved lately", conditions: { ...everybody, when: [moved] } });
    const undecided = async ({ record }: { record: Record }) => {
      const [found] = await recommended(record);
      return found && [found.title, found.undecided];
    };
    expect(await undecided(await someone({ stage: "Evaluation" }))).toEqual([
      "Moved lately",
      "Fits if they moved to Evaluation within 30 days (when they moved is not known)",
    ]);
    const told = (stage: string): SentEvent => ({ type: "identify", timestamp: ago(2), traits: { stage } });
    expect(await undecided(await someone({ stage: "Discovery" }, told("Evaluation")))).toEqual([
      "Moved lately",
      undefined,
    ]);
    expect(await undecided(await someone({ stage: "Evaluation" }, told("Discovery")))).toBeUndefined();
  });

  it("never what was sent or read, is retired, is not ready or is not for this member's team", async () => {
    await clear();
    const [sent, prepared, read] = [
      await add({ title: "Sent" }),
      await add({ title: "Only prepared" }),
      await add({ title: "Read by a link" }),
    ];
    await add({ title: "Read elsewhere", urls: ["https://initrode.example/guide"] });
    await add({ title: "Migration guide", titles: ["migration guide"] });
    await add({ title: "Retired", retired: true });
    await add({ title: "Not ready", state: "processing" });
    await add({ title: "For marketing", audience: "marketing" });
    const { email, record } = await someone(
      {},
      pageRead("Guide", 2, "https://www.initrode.example/guide/?utm_source=x"),
      {
        type: "track",
        event: "Content Downloaded",
        timestamp: ago(2),
        properties: { title: "Migration guide" },
      },
    );
    await share(email, sent.id, { copied: true });
    await share(email, prepared.id, {});
    await share(email, read.id, { read: true });
    expect(await titles(record)).toEqual(["Only prepared"]);
    const marketer = await hub.join("mira@acme.example", "marketer");
    expect(await titles(record, marketer)).toEqual(["Only prepared", "For marketing"]);
  });

  async function share(email: string, asset: string, { copied = false, read = false }) {
    await hub.hub.store.query(
      `insert into share (id, asset_id, identity_id, member_id, record, tracked, token, prepared_at, copied_at, person_read_at)
       select $1::uuid, $2, id, $3, '', true, $1::uuid::text, $4::timestamptz, case when $5 then $4::timestamptz end,
         case when $6 then $4::timestamptz end
       from identity where kind = 'email' and value = $7`,
      [randomUUID(), asset, rep.id, new Date(NOW.getTime() - DAY), copied, read, email],
    );
  }

  it("guidance names no content that this member may not know of", async () => {
    await clear();
    const hidden = await add({
      title: "Board-only price floor",
      audience: "marketing",
      conditions: undefined,
    });
    const [sent, read] = [
      { fact: "asset", was: "sent", ids: [hidden.id] },
      { fact: "asset", was: "read", ids: [hidden.id] },
    ] as const;
    const conditions = {
      ...everybody,
      when: [{ ...sent, ids: [...sent.ids] }],
      except: [{ ...read, ids: [...read.ids] }],
    };
    await add({ title: "Price list", conditions });
    const { email, record } = await someone();
    await share(email, hidden.id, { copied: true });
    const said = async (as = rep) => {
      const [found] = await recommended(record, as);
      const { items } = await hub.call("searchContent", { query: "" }, as);
      expect(items[0]).toMatchObject({ whenToUse: found?.whenToUse, whenNotToUse: found?.whenNotToUse });
      return [found?.whenToUse, found?.whenNotToUse, found?.reasons[0]?.words];
    };
    expect(await said()).toEqual([
      "When they were sent other content",
      "When other content was read",
      "Sent: other content",
    ]);
    expect(await said(await hub.join("mary@acme.example", "marketer"))).toEqual([
      "When they were sent Board-only price floor",
      "When Board-only price floor was read",
      "Sent: Board-only price floor",
    ]);
  });

  it("a stage that is told again began when it was told first, here as in the figures", async () => {
    await clear();
    const moved = { fact: "stage", any: ["Evaluation"], within: 30 } as const;
    const conditions: Conditions = { ...everybody, when: [{ ...moved, any: [...moved.any] }] };
    const { id } = await add({ title: "For who moved", conditions });
    const { email, record } = await someone({ stage: "Discovery" });
    const tell = (stage: string, days: number) =>
      hub.hub.store.query(
        `insert into fact (identity_id, key, value, at)
         select id, 'stage', $1, $2 from identity where kind = 'email' and value = $3`,
        [stage, ago(days), email],
      );
    const fits = async () => {
      await queueFigures(hub.hub.store, randomUUID());
      await hub.work();
      const [row] = await hub.hub.store.query<{ fits: number }>("select fits from asset where id = $1", [id]);
      return row?.fits ?? Number.NaN;
    };
    await hub.hub.store.query("update fact set at = $1 where value = 'Discovery'", [ago(200)]);
    await tell("Evaluation", 60);
    await tell("Evaluation", 5);
    // Others of this hub moved there too.
    const others = await fits();
    expect(await titles(record)).toEqual([]);
    await tell("Lost", 4);
    await tell("Evaluation", 3);
    expect([await titles(record), await fits()]).toEqual([["For who moved"], others + 1]);
  });

  it("not for this lead, and back", async () => {
    await clear();
    const { id } = await add({ title: "Overview" });
    const { record } = await someone();
    expect((await hub.ask("putAway", { record, assetId: id }, rep)).status).toBe(403);
    expect(await titles(record)).toEqual(["Overview"]);
    const key = randomUUID();
    const away = await hub.call("putAway", { record, assetId: id }, { ...rep, key });
    expect(away).toEqual({ id: key });
    expect(await titles(record)).toEqual([]);
    const other = await hub.join("sam@acme.example");
    expect((await hub.ask("undoPutAway", { id: key }, other)).status).toBe(403);
    await hub.call("undoPutAway", { id: key }, rep);
    expect(await titles(record)).toEqual(["Overview"]);
    // Said again by an outbox that got no answer, it stays as it is.
    await hub.call("putAway", { record, assetId: id }, { ...rep, key });
    expect(await titles(record)).toEqual(["Overview"]);
    const someoneElse = await someone();
    await hub.call("putAway", { record, assetId: id }, rep);
    expect(await titles(someoneElse.record)).toEqual(["Overview"]);
  });

  it("of a very long history only the newest part is looked at, and what lies behind is not denied", async () => {
    await clear();
    const did = (about: string): Conditions => ({
      ...everybody,
      when: [{ fact: "did", kinds: ["page_viewed"], about: [about] }],
    });
    await add({ title: "Seen", conditions: did("pricing") });
    await add({ title: "Behind", conditions: did("careers") });
    await add({
      title: "Demo",
      conditions: { ...everybody, when: [{ fact: "did", kinds: ["demo_requested"] }] },
    });
    const { record } = await someone(
      {},
      pageRead("Careers", 300),
      pageRead("Pricing", 100),
      ...Array.from({ length: 198 }, (_, n) => pageRead("Docs", n / 10)),
      pageRead("Docs", 0),
    );
    const found = await recommended(record);
    expect(found.map(({ title, undecided }) => [title, undecided])).toEqual([
      ["Seen", undefined],
      ["Behind", "Fits if they read careers (only their newest history is looked at)"],
    ]);
  });

  it("evidence: readers for whom it held when they read it, and who then took a step", async () => {
    await clear();
    const { id } = await add({
      title: "Migration guide",
      titles: ["migration guide"],
      conditions: { ...everybody, when: [{ fact: "stage", any: ["Evaluation"] }] },
    });
    const download = (days: number): SentEvent => ({
      type: "track",
      event: "Content Downloaded",
      timestamp: ago(days),
      properties: { title: "Migration guide" },
    });
    const at = (stage: string, days: number, email: string): SentEvent => ({
      type: "identify",
      userId: email,
      timestamp: ago(days),
      traits: { email, stage },
    });
    const reader = async (events: SentEvent[], stages: [string, number][] = [["Evaluation", 200]]) => {
      const email = `r${randomUUID()}@initech.com`;
      await sender.send(
        ...stages.map(([stage, days]) => at(stage, days, email)),
        ...events.map((event) => ({ userId: email, ...event })),
      );
    };
    const mail = (days: number): SentEvent => ({
      type: "track",
      event: "Email Opened",
      timestamp: ago(days),
    });
    for (let n = 0; n < 6; n += 1) await reader([download(90), pageRead("Pricing", 80)]);
    // What was done before, what was done to them, the same reading again and what came late are no next step.
    await reader([pageRead("Pricing", 95), download(90), mail(89), download(88), pageRead("Pricing", 59)]);
    await reader([download(90)]);
    await reader(
      [download(90)],
      [
        ["Evaluation", 200],
        ["Lost", 60],
      ],
    );
    await reader([download(40), pageRead("Pricing", 35)]);
    // It did not hold then, or was not known, or the 30 days are not over.
    await reader(
      [download(90), pageRead("Pricing", 80)],
      [
        ["Discovery", 200],
        ["Evaluation", 60],
      ],
    );
    await reader([download(90), pageRead("Pricing", 80)], [["Evaluation", 60]]);
    await reader([download(20), pageRead("Pricing", 10)]);
    await queueFigures(hub.hub.store, randomUUID());
    await hub.work();
    const { record } = await someone({ stage: "Evaluation" });
    const [shown] = await recommended(record);
    expect(shown?.evidence).toEqual({
      readers: 10,
      nextStep: 7,
      interval: [expect.any(Number), expect.any(Number)],
    });
    const [low = 0, high = 0] = shown?.evidence?.interval ?? [];
    expect(low).toBeGreaterThan(0.3);
    expect(high).toBeGreaterThan(0.7);
    expect(high).toBeLessThan(1);
    const fits = async () => {
      const [asset] = await hub.hub.store.query<{ fits: number }>("select fits from asset where id = $1", [
        id,
      ]);
      return asset?.fits ?? Number.NaN;
    };
    // Whoever came since the figures were made is not in them yet.
    const fitted = await fits();

    const stamp = () => hub.hub.store.query("select stamp from library");
    const before = await stamp();
    await queueFigures(hub.hub.store, randomUUID());
    await hub.work();
    expect(await stamp()).toEqual(before);
    expect(await fits()).toBe(fitted + 1);
  });

  it("evidence stays with the first reading of a link, whenever it is read again", async () => {
    await clear();
    const { id } = await add({ title: "Migration guide" });
    const { email } = await someone({}, pageRead("Pricing", 80));
    await share(email, id, { copied: true, read: true });
    const read = (first: number, last: number) =>
      hub.hub.store.query("update share set first_person_read_at = $1, person_read_at = $2", [
        ago(first),
        ago(last),
      ]);
    const readers = async () => {
      await queueFigures(hub.hub.store, randomUUID());
      await hub.work();
      return hub.hub.store.query("select read_at, next_step_at from asset_reader");
    };
    await read(90, 90);
    const counted = [{ read_at: new Date(ago(90)), next_step_at: new Date(ago(80)) }];
    expect(await readers()).toEqual(counted);
    await read(90, 5);
    expect(await readers()).toEqual(counted);
  });

  it("erasing a person takes what was put away for them and that they read; it is handed out before", async () => {
    await clear();
    const { id } = await add({ title: "Overview" });
    const { email, record } = await someone();
    await recommended(record);
    await hub.call("putAway", { record, assetId: id }, rep);
    await hub.hub.store.query(
      `insert into asset_reader (asset_id, identity_id, read_at)
       select $1, id, $2 from identity where kind = 'email' and value = $3`,
      [id, NOW, email],
    );
    const admin = { token: ADMIN_TOKEN };
    const { held } = await hub.call("exportPerson", { email }, admin);
    const rowsOf = (table: string) => held.find((part) => part.table === table)?.rows;
    expect(rowsOf("put_away")).toMatchObject([{ title: "Overview", by: "Dana Rep" }]);
    expect(rowsOf("asset_reader")).toMatchObject([{ title: "Overview" }]);
    const { id: erasure } = await hub.call("erasePerson", { email }, admin);
    await hub.work();
    expect((await hub.call("erasure", { id: erasure }, admin)).state).toBe("done");
    expect(await hub.hub.store.query("select 1 from put_away union all select 1 from asset_reader")).toEqual(
      [],
    );
  });
});
