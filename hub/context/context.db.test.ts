import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ADMIN_TOKEN, type TestHub, testHub } from "../../test/support/hub.ts";
import { connect, type Sender, type SentEvent } from "../../test/support/send.ts";
import { engines } from "../../test/support/stores.ts";

const NOW = new Date("2026-11-18T12:00:00.000Z");
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const ago = (ms: number) => new Date(NOW.getTime() - ms).toISOString();
const lead = (id: string, org = "acme") => ({ crm: "salesforce", org, object: "Lead", id });
const IDS = {
  maya: "00Q000000000001EAA",
  tomasz: "00Q000000000002EAA",
  nobody: "00Q000000000003EAA",
  contact: "003000000000004AAA",
};

describe.each(engines)("what a member is told, on %s", (engine) => {
  let hub: TestHub;
  let sender: Sender;
  let rep: { token: string; id: string };

  const context = (
    record: ReturnType<typeof lead>,
    hints?: { email: string; emailFrom?: "page" | "typed" },
  ) => hub.call("context", { record, ...(hints ? { hints } : {}) }, rep);
  const track = (email: string, event: string, at: string, properties: object = {}): SentEvent => ({
    type: "track",
    userId: email,
    event,
    timestamp: at,
    properties,
  });

  beforeAll(async () => {
    hub = await testHub(engine, { timeZone: "America/New_York" });
    hub.setNow(NOW);
    rep = await hub.join("dana@acme.example");
    sender = await connect(hub, { org: "acme" });
    await sender.send(
      {
        type: "identify",
        timestamp: ago(9 * DAY),
        traits: {
          email: "Maya@Initech.com",
          name: "Maya Okafor",
          title: "VP Data",
          company: "Initech",
          stage: "evaluating",
          salesforceId: IDS.maya,
        },
      },
      {
        type: "identify",
        timestamp: ago(9 * DAY),
        traits: { email: "tomasz@initech.com", name: "Tomasz Zieliński", salesforceId: IDS.tomasz },
      },
      track("maya@initech.com", "Webinar Attended", ago(2 * DAY), {
        title: "Migration without downtime",
        minutes_watched: 38,
        total_minutes: 45,
      }),
      track("maya@initech.com", "Email Sent", ago(DAY), { subject: "Newsletter" }),
      track("maya@initech.com", "Content Downloaded", ago(20 * DAY), {
        title: "Migration guide",
        utm_campaign: "cutover",
      }),
      track("tomasz@initech.com", "Demo Requested", ago(3 * DAY), { message: "<b>We need this</b>" }),
    );
  });
  afterAll(() => hub.close());

  it("who it is, what they did, and who is beside them", async () => {
    const reply = await context(lead(IDS.maya));
    expect(reply.match).toEqual({ by: "record" });
    expect(reply.person).toMatchObject({
      name: "Maya Okafor",
      title: "VP Data",
      stage: "evaluating",
      emails: ["Maya@Initech.com"],
    });
    expect(reply.person?.company).toMatchObject({ name: "Initech", domain: "initech.com" });
    expect(reply.person?.unsubscribed).toBeUndefined();
    expect(reply.touchpoints.items.map((item) => [item.title, item.detail, item.campaign])).toEqual([
      ["Watched webinar, 38 of 45 min", "Migration without downtime", undefined],
      ["Downloaded migration guide", undefined, "cutover"],
    ]);
    expect(reply.touchpoints.next).toBeNull();
    expect(reply.kinds).toEqual(
      expect.arrayContaining([
        { kind: "email_sent", passive: true, count: 1 },
        { kind: "webinar_attended", passive: false, count: 1 },
        { kind: "content_downloaded", passive: false, count: 1 },
      ]),
    );
    expect(reply.weeks).toHaveLength(26);
    expect(reply.weeks.at(-1)).toEqual({ week: "2026-11-16", active: 1, passive: 1 });
    expect(reply.weeks.reduce((sum, week) => sum + week.active, 0)).toBe(2);
    expect(reply.colleagueCount).toBe(1);
    expect(reply.colleagues).toEqual([
      {
        id: expect.any(String),
        name: "Tomasz Zieliński",
        last: { title: "Asked for a demo", at: ago(3 * DAY) },
        record: lead(IDS.tomasz),
      },
    ]);
    expect(reply.sources).toEqual([
      { id: sender.sourceId, name: "Website", type: "segment", lastEventAt: NOW.toISOString() },
    ]);
    expect(reply.asOf).toBe(NOW.toISOString());
  });

  it("nobody for a record that no tool named, and no address makes it so for good", async () => {
    expect((await context(lead(IDS.nobody))).match).toEqual({ by: "none" });
    const hinted = await context(lead(IDS.nobody), { email: "MAYA@initech.com", emailFrom: "typed" });
    expect(hinted.match).toEqual({ by: "email", email: "MAYA@initech.com" });
    expect(hinted.person?.name).toBe("Maya Okafor");
    const again = await context(lead(IDS.nobody));
    expect(again.match).toEqual({ by: "none" });
    expect(again.person).toBeUndefined();
    expect(again.weeks).toHaveLength(26);
    expect(again.sources).toHaveLength(1);
    const looks = await hub.hub.store.query(
      "select by, email, record, person_id is not null as found from look_up where member_id = $1 order by id desc limit 3",
      [rep.id],
    );
    const record = `salesforce/acme/${IDS.nobody}`;
    expect(looks).toEqual([
      { by: "record", email: null, record, found: false },
      { by: "email_typed", email: "MAYA@initech.com", record, found: true },
      { by: "record", email: null, record, found: false },
    ]);
  });

  it("what is no id of the record's CRM is asked of nobody, whatever address comes with it", async () => {
    const looked = async () => (await hub.hub.store.query("select 1 from look_up")).length;
    const before = await looked();
    for (const id of ["x", "00Q000000000001AAA"]) {
      const record = { crm: "salesforce", org: "acme", object: "Lead", id };
      const refused = await hub.ask("context", { record, hints: { email: "maya@initech.com" } }, rep);
      expect(refused.status).toBe(400);
      expect(await refused.json()).toMatchObject({ error: { code: "bad_request" } });
    }
    expect(await looked()).toBe(before);
  });

  it("a record counts in its own org, or in any but a sandbox if the tool named none", async () => {
    const anywhere = await connect(hub, { name: "No org" });
    const id = "00Q000000000009EAA";
    await anywhere.send({ type: "identify", userId: "u9", traits: { salesforceId: id, name: "Noor" } });
    expect((await context(lead(id))).person?.name).toBe("Noor");
    expect((await context(lead(id, "other"))).person?.name).toBe("Noor");
    expect((await context(lead(id, "acme--uat.sandbox"))).match.by).toBe("none");
    expect((await context(lead(IDS.maya, "other"))).match.by).toBe("none");
    expect((await context(lead(IDS.maya, "acme--uat.sandbox"), { email: "maya@initech.com" })).match.by).toBe(
      "none",
    );
  });

  it("new is what came since this member looked, by receipt, less what was shown", async () => {
    const record = lead("00Q00000000000aEAA");
    const email = "aya@initech.com";
    const at = (minutes: number) => hub.setNow(new Date(NOW.getTime() + minutes * MINUTE));
    await sender.send({ type: "identify", traits: { email, salesforceId: record.id } });
    await sender.send(track(email, "Page Viewed", ago(DAY)), track(email, "Page Viewed", ago(2 * DAY)));
    const first = await context(record);
    expect(first.unseen).toEqual({ since: null, count: 2 });
    expect(await hub.call("brief", { record }, rep)).toEqual({ unseen: { since: null, count: 2 } });

    at(1);
    // Received before the member said what was seen, though the answer did not show it.
    await sender.send(track(email, "Demo Requested", ago(3 * DAY)), track(email, "Email Opened", ago(0)));
    at(2);
    const newest = first.touchpoints.items[0]?.id ?? null;
    const seen = await hub.call("seen", { record, newest }, rep);
    expect(seen.since).toBe(first.asOf);
    expect((await context(record)).unseen).toEqual({ since: first.asOf, count: 1 });
    expect((await hub.call("brief", { record }, rep)).unseen.count).toBe(1);

    at(3);
    const second = await context(record);
    const demo = second.touchpoints.items.find((item) => item.kind === "demo_requested");
    await hub.call("seen", { record, newest: demo?.id ?? null }, rep);
    expect((await context(record)).unseen).toEqual({ since: second.asOf, count: 0 });
    // Said again, and the older word late: nothing goes back.
    await hub.call("seen", { record, newest }, rep);
    expect((await context(record)).unseen).toEqual({ since: second.asOf, count: 0 });

    const other = await hub.join("sam@acme.example");
    expect((await hub.call("context", { record }, other)).unseen).toEqual({ since: null, count: 3 });
    expect((await hub.ask("seen", { record, newest: "9999999" }, rep)).status).toBe(404);
    expect((await hub.ask("seen", { record, newest: "x" }, rep)).status).toBe(400);
    hub.setNow(NOW);
  });

  it("what commits late is new, though something received after it was seen before", async () => {
    const record = lead("00Q00000000000bEAA");
    const email = "bo@initech.com";
    await sender.send({ type: "identify", traits: { email, salesforceId: record.id } });
    await sender.send(track(email, "Page Viewed", ago(DAY)));
    const shown = await context(record);
    hub.setNow(new Date(NOW.getTime() - MINUTE));
    await sender.send(track(email, "Demo Requested", ago(2 * DAY)));
    hub.setNow(NOW);
    await hub.call("seen", { record, newest: shown.touchpoints.items[0]?.id ?? null }, rep);
    expect((await context(record)).unseen.count).toBe(1);
  });

  it("a rep's confirmation binds a record, once, and can be taken back by them", async () => {
    const record = { ...lead(IDS.contact), object: "Contact" };
    const personId = (await context(lead(IDS.maya))).person?.id ?? "";
    const key = randomUUID();
    expect(await hub.call("confirm", { record, personId }, { ...rep, key })).toEqual({ id: key });
    expect(await hub.call("confirm", { record, personId }, { ...rep, key })).toEqual({ id: key });
    expect((await context(record)).match).toEqual({ by: "picked", confirmationId: key });

    const other = await hub.join("lee@acme.example");
    expect((await hub.call("context", { record }, other)).match).toEqual({ by: "picked" });
    expect((await hub.ask("undoConfirm", { id: key }, other)).status).toBe(403);
    await hub.call("undoConfirm", { id: key }, rep);
    await hub.call("undoConfirm", { id: key }, rep);
    expect((await context(record)).match.by).toBe("none");
    // The same write once more is not a new word.
    await hub.call("confirm", { record, personId }, { ...rep, key });
    expect((await context(record)).match.by).toBe("none");

    const refused = await hub.ask("confirm", { record: lead(IDS.tomasz), personId }, rep);
    expect(refused.status).toBe(409);
    expect(
      (await hub.ask("confirm", { record: lead(IDS.nobody, "acme--uat.sandbox"), personId }, rep)).status,
    ).toBe(409);
    const account = { ...lead("0013X00002wGVyCQAW"), object: "Account" };
    const notPerson = await hub.ask("confirm", { record: account, personId }, rep);
    expect([notPerson.status, await notPerson.text()]).toEqual([400, expect.stringContaining("a contact")]);
    expect((await hub.ask("confirm", { record, personId: randomUUID() }, rep)).status).toBe(404);
    expect((await hub.ask("confirm", { record, personId }, { token: ADMIN_TOKEN })).status).toBe(403);
  });

  it.each([
    ["and its address at once", true],
    ["first, and an address later", false],
  ])("a wrong confirmation marries nobody once a tool names the record %s", async (_how, atOnce) => {
    const own = (name: string) => `${name}-${atOnce}`;
    const record = lead(atOnce ? "00Q00000000001aEAA" : "00Q00000000001bEAA");
    const [wrong, right] = [`${own("wrong")}@initech.com`, `${own("right")}@initech.com`];
    const named = (traits: object) => ({ type: "identify", userId: own("r78"), traits });
    await sender.send(
      { type: "identify", userId: own("w"), traits: { email: wrong } },
      track(wrong, "Demo Requested", ago(DAY)),
    );
    const personId = (await context(record, { email: wrong })).person?.id ?? "";
    const { id } = await hub.call("confirm", { record, personId }, rep);

    // What names the record alone says nothing of whose it is.
    await sender.send({ type: "identify", traits: { salesforceId: record.id, name: "Said of the record" } });
    expect((await context(record)).match.by).toBe("picked");

    if (atOnce) await sender.send(named({ salesforceId: record.id, email: right }));
    else await sender.send(named({ salesforceId: record.id }), named({ email: right }));
    const apart = async () => {
      expect(await context(record)).toMatchObject({ match: { by: "record" }, person: { emails: [right] } });
      const other = await context(lead(IDS.nobody), { email: wrong });
      expect(other).toMatchObject({ match: { by: "email" }, person: { id: personId, emails: [wrong] } });
    };
    await apart();
    await hub.call("undoConfirm", { id }, rep);
    await apart();
  });

  it("a tool that names the record first is not overruled, whatever address comes later", async () => {
    const record = lead("00Q00000000001cEAA");
    await sender.send({ type: "identify", userId: "r79", traits: { salesforceId: record.id } });
    const wrong = (await context(lead(IDS.maya))).person?.id ?? "";
    expect((await hub.ask("confirm", { record, personId: wrong }, rep)).status).toBe(409);
    await sender.send({ type: "identify", userId: "r79", traits: { email: "right79@initech.com" } });
    expect((await context(record)).person?.emails).toEqual(["right79@initech.com"]);
  });

  it("a tool's word for who a rep confirmed takes its place", async () => {
    const record = lead("00Q00000000001dEAA");
    const email = "gus@initech.com";
    await sender.send(track(email, "Page Viewed", ago(DAY)));
    const personId = (await context(record, { email })).person?.id ?? "";
    const { id } = await hub.call("confirm", { record, personId }, rep);
    await sender.send({ type: "identify", traits: { email, salesforceId: record.id } });
    await hub.call("undoConfirm", { id }, rep);
    expect(await context(record)).toMatchObject({ match: { by: "record" }, person: { id: personId } });
  });

  it("taking a confirmation back late, or again, leaves a newer one as it is", async () => {
    const record = lead("00Q00000000001eEAA");
    const other = await hub.join("kim@acme.example");
    const [first, second] = ["hal@initech.com", "ida@initech.com"];
    await sender.send(track(first, "Page Viewed", ago(DAY)), track(second, "Page Viewed", ago(DAY)));
    const personOf = async (email: string) => (await context(record, { email })).person?.id ?? "";
    const [one, two] = [await personOf(first), await personOf(second)];
    const { id } = await hub.call("confirm", { record, personId: one }, rep);
    await hub.call("undoConfirm", { id }, rep);
    const newer = await hub.call("confirm", { record, personId: two }, rep);
    await hub.call("undoConfirm", { id }, rep);
    expect((await context(record)).match).toEqual({ by: "picked", confirmationId: newer.id });
    await hub.call("confirm", { record, personId: one }, other);
    await hub.call("undoConfirm", { id: newer.id }, rep);
    expect(await context(record)).toMatchObject({ match: { by: "picked" }, person: { id: one } });
  });

  it("a confirmation is taken back under its own id, and the one it is shown with, after a merge too", async () => {
    for (const [n, shown] of [true, false].entries()) {
      const record = lead(n ? "00Q00000000001fEAA" : "00Q00000000001gEAA");
      const [user, email] = [`jan-${n}`, `jan-${n}@initech.com`];
      await sender.send(track(user, "Page Viewed", ago(DAY)));
      const [row] = await hub.hub.store.query<{ person_id: string }>(
        "select person_id from identity_link l join identity i on i.id = l.identity_id where i.value = $1",
        [user],
      );
      const { id } = await hub.call("confirm", { record, personId: row?.person_id ?? "" }, rep);
      await sender.send(track(email, "Page Viewed", ago(DAY)));
      await sender.send({ type: "identify", userId: user, traits: { email } });
      const { match, person } = await context(record);
      expect(match).toEqual({ by: "picked", confirmationId: expect.any(String) });
      expect(person?.emails).toEqual([email]);
      await hub.call("undoConfirm", { id: shown ? (match.confirmationId ?? "") : id }, rep);
      expect((await context(record)).match.by).toBe("none");
    }
  });

  it("a page of the past stays where it was while new things arrive", async () => {
    const email = "cleo@initech.com";
    const record = lead("00Q00000000000cEAA");
    await sender.send({ type: "identify", userId: "cleo", traits: { email, salesforceId: record.id } });
    const events = Array.from({ length: 130 }, (_, n) =>
      // Several at one instant, under two names of hers, with mail between.
      ({
        ...track(
          n % 3 ? email : "cleo",
          n % 5 ? "Page Viewed" : "Email Sent",
          ago(Math.floor(n / 4) * MINUTE),
          { title: `Page ${n}` },
        ),
      }),
    );
    await sender.send(...events);
    const first = await context(record);
    const personId = first.person?.id ?? "";
    const collected = [...first.touchpoints.items];
    for (let cursor = first.touchpoints.next; cursor; ) {
      await sender.send(track(email, "Page Viewed", ago(0), { title: "Late" }));
      const page = await hub.call("touchpoints", { personId, cursor, limit: 17 }, rep);
      collected.push(...page.items);
      cursor = page.next;
    }
    expect(collected).toHaveLength(104);
    expect(new Set(collected.map((item) => item.id)).size).toBe(104);
    const order = collected.map((item) => [item.at, Number(item.id)] as const);
    expect(order).toEqual(order.toSorted((a, b) => (a[0] === b[0] ? b[1] - a[1] : a[0] < b[0] ? 1 : -1)));
    const sent = await hub.call(
      "touchpoints",
      { personId, kinds: ["email_sent"], passive: true, limit: 200 },
      rep,
    );
    expect(sent.items).toHaveLength(26);
    expect(sent.items.every((item) => item.passive)).toBe(true);
    expect((await hub.ask("touchpoints", { personId, cursor: "bm9uZQ" }, rep)).status).toBe(400);
  });

  it("a history is read by who looked the person up, and nobody else's is", async () => {
    const [mine, theirs] = [lead(IDS.maya), lead(IDS.tomasz)];
    const kit = await hub.join("kit@acme.example");
    const lena = await hub.join("lena@acme.example");
    const seen = await hub.call("context", { record: mine }, kit);
    const personId = seen.person?.id ?? "";
    const status = async (request: object, who = kit) => (await hub.ask("touchpoints", request, who)).status;
    expect(await status({ personId })).toBe(200);
    expect(await status({ personId, record: mine })).toBe(200);
    expect(await status({ personId, record: theirs })).toBe(403);
    expect(await status({ personId: seen.colleagues[0]?.id })).toBe(403);
    expect(await status({ personId: randomUUID() })).toBe(403);
    expect(await status({ personId }, lena)).toBe(403);
    hub.setNow(new Date(NOW.getTime() + DAY));
    expect(await status({ personId })).toBe(403);
    hub.setNow(NOW);
  });

  it("a person who was merged into another is still found under the old id", async () => {
    await sender.send(track("dee@initech.com", "Page Viewed", ago(DAY)), {
      ...track("dee-id", "Demo Requested", ago(DAY)),
    });
    const [row] = await hub.hub.store.query<{ person_id: string }>(
      "select person_id from identity_link l join identity i on i.id = l.identity_id where i.value = 'dee-id'",
    );
    await hub.hub.store.query(
      `insert into look_up (member_id, at, by, record, person_id, snapshot)
       values ($1, $2, 'record', 'salesforce/acme/x', $3, pg_current_snapshot())`,
      [rep.id, NOW, row?.person_id],
    );
    await sender.send({ type: "identify", userId: "dee-id", traits: { email: "dee@initech.com" } });
    const page = await hub.call("touchpoints", { personId: row?.person_id ?? "" }, rep);
    expect(page.items).toHaveLength(2);
  });

  it("a shared mailbox's touchpoints say so on everyone who has it", async () => {
    const record = lead("00Q00000000000dEAA");
    await sender.send({
      type: "identify",
      userId: "ed",
      traits: { email: "info@initech.com", salesforceId: record.id, name: "Ed" },
    });
    await sender.send(
      track("info@initech.com", "Page Viewed", ago(DAY)),
      track("ed", "Demo Requested", ago(DAY)),
    );
    const { touchpoints, person } = await context(record);
    expect(touchpoints.items.map((item) => [item.kind, item.sharedMailbox])).toEqual([
      ["demo_requested", undefined],
      ["page_viewed", true],
    ]);
    expect(person?.emails).toEqual([]);
    expect((await context(lead(IDS.nobody), { email: "info@initech.com" })).match.by).toBe("none");
  });

  it("who unsubscribed is marked so", async () => {
    await sender.send(track("tomasz@initech.com", "Email Unsubscribed", ago(DAY)));
    expect((await context(lead(IDS.tomasz))).person?.unsubscribed).toBe(true);
    await sender.send(track("tomasz@initech.com", "Email Subscribed", ago(DAY / 2)));
    expect((await context(lead(IDS.tomasz))).person?.unsubscribed).toBe(false);
  });
});
