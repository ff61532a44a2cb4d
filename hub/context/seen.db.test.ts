import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../../hub/app.ts";
import { type TestHub, testHub } from "../../test/support/hub.ts";
import { connect, type Sender, type SentEvent } from "../../test/support/send.ts";
import { engines } from "../../test/support/stores.ts";
import type { Sql } from "../store/store.ts";

const NOW = Date.parse("2026-11-18T12:00:00.000Z");
const MINUTE = 60_000;

const view = (email: string, at = NOW - 86_400_000): SentEvent => ({
  type: "track",
  userId: email,
  event: "Page Viewed",
  timestamp: new Date(at).toISOString(),
});

describe.each(engines)("what is new, on %s", (engine) => {
  let hub: TestHub;
  let sender: Sender;
  let rep: { token: string; id: string };
  let people = 0;

  beforeAll(async () => {
    hub = await testHub(engine);
    at(0);
    rep = await hub.join("dana@acme.example");
    sender = await connect(hub, { org: "acme" });
  });
  afterAll(() => hub.close());

  const at = (minutes: number) => hub.setNow(new Date(NOW + minutes * MINUTE));
  const look = (record: Awaited<ReturnType<typeof someone>>["record"]) =>
    hub.call("context", { record }, rep);
  const newest = ({ touchpoints }: Awaited<ReturnType<typeof look>>) =>
    touchpoints.items.toSorted((a, b) => b.receivedAt.localeCompare(a.receivedAt))[0]?.id ?? null;
  async function someone() {
    people += 1;
    const email = `p${people}@initech.com`;
    const record = {
      crm: "salesforce",
      org: "acme",
      object: "Lead",
      id: `00Q${String(people).padStart(12, "0")}EAA`,
    };
    await sender.send({ type: "identify", traits: { email, salesforceId: record.id } });
    return { email, record };
  }
  async function backfill(email: string, count: number) {
    for (let sent = 0; sent < count; sent += 1000) {
      await sender.send(
        ...Array.from({ length: Math.min(1000, count - sent) }, (_, n) => view(email, NOW - n * 1000)),
      );
    }
  }
  const shownIds = async () => {
    const rows = await hub.hub.store.query<{ most: number }>(
      "select max(cardinality(shown_ids))::int as most from seen",
    );
    return rows[0]?.most ?? 0;
  };

  it.each([300, 10_000])("%i rows that were there when the rep looked are seen at once", async (count) => {
    at(0);
    const { email, record } = await someone();
    await backfill(email, count);
    const first = await look(record);
    expect(first.unseen).toEqual({ since: null, count });
    expect(await hub.call("seen", { record, newest: newest(first) }, rep)).toMatchObject({
      since: first.asOf,
    });
    expect((await look(record)).unseen).toEqual({ since: first.asOf, count: 0 });
    expect(await shownIds()).toBeLessThanOrEqual(50);
    // And what comes after is counted whole, within the same instant too.
    await backfill(email, count);
    const second = await look(record);
    expect(second.unseen).toEqual({ since: first.asOf, count });
    at(1);
    await hub.call("seen", { record, newest: newest(second) }, rep);
    expect((await look(record)).unseen.count).toBe(0);
  });

  it("never goes back", async () => {
    const { email, record } = await someone();
    at(0);
    await sender.send(view(email));
    const first = await look(record);
    await hub.call("seen", { record, newest: newest(first) }, rep);
    at(5);
    await sender.send(view(email));
    const second = await look(record);
    const answer = await hub.call("seen", { record, newest: newest(second) }, rep);
    expect(answer.since).toBe(second.asOf);
    expect(await hub.call("seen", { record, newest: newest(first) }, rep)).toEqual(answer);
    expect((await look(record)).unseen).toEqual({ since: second.asOf, count: 0 });
  });

  it("nothing known is something seen too", async () => {
    const { email, record } = await someone();
    at(0);
    const first = await look(record);
    expect((await hub.call("seen", { record, newest: null }, rep)).since).toBe(first.asOf);
    await sender.send(view(email));
    expect((await look(record)).unseen).toEqual({ since: first.asOf, count: 1 });
  });

  it("what no look-up of theirs showed was not seen", async () => {
    const { email, record } = await someone();
    const other = await someone();
    at(0);
    await sender.send(view(email), view(other.email));
    await backfill(other.email, 300);
    const theirs = newest(await look(other.record));
    expect((await hub.ask("seen", { record, newest: theirs }, rep)).status).toBe(404);
    expect((await hub.ask("seen", { record, newest: null }, rep)).status).toBe(404);
    const first = await look(record);
    expect((await hub.ask("seen", { record, newest: theirs }, rep)).status).toBe(404);
    const sam = await hub.join("sam@acme.example");
    expect((await hub.ask("seen", { record, newest: newest(first) }, sam)).status).toBe(404);
    expect((await look(record)).unseen).toEqual({ since: null, count: 1 });
  });

  it("two hubs on one database mean the same", async () => {
    const { email, record } = await someone();
    at(0);
    await sender.send(view(email));
    const first = await look(record);
    // Another hub's clock is a little behind.
    const behind = createApp({ ...hub.hub, now: () => new Date(NOW - MINUTE / 2) });
    const response = await behind.request(`${hub.hub.settings.publicUrl}/v1/track`, {
      method: "POST",
      headers: { authorization: `Basic ${Buffer.from(`${sender.writeKey}:`).toString("base64")}` },
      body: JSON.stringify({ messageId: randomUUID(), ...view(email) }),
    });
    expect(response.status).toBe(200);
    const seen = await behind.request(`${hub.hub.settings.publicUrl}/api/seen`, {
      method: "POST",
      headers: { authorization: `Bearer ${rep.token}` },
      body: JSON.stringify({ record, newest: newest(first) }),
    });
    expect(seen.status).toBe(200);
    expect((await look(record)).unseen).toEqual({ since: first.asOf, count: 1 });
  });

  // The embedded database runs one transaction at a time.
  it.skipIf(engine === "pglite")(
    "what was under way while the rep looked is new once it is there",
    async () => {
      const { email, record } = await someone();
      at(0);
      await sender.send(view(email));
      const { store } = hub.hub;
      let commit = () => {};
      const wait = new Promise<void>((resolve) => {
        commit = resolve;
      });
      let written = () => {};
      const isWritten = new Promise<void>((resolve) => {
        written = resolve;
      });
      const late = store.transaction(async (sql: Sql) => {
        await sql.query(
          `insert into touchpoint (id, identity_id, at, received_at, at_basis, kind, passive, title, source_id, rules)
           select nextval('event_id'), id, $2, $2, 'received', 'demo_requested', false, 'Asked for a demo', $3, 1
           from identity where kind = 'email' and value = $1`,
          [email, new Date(NOW - MINUTE), sender.sourceId],
        );
        written();
        await wait;
      });
      await isWritten;
      const first = await look(record);
      expect(first.touchpoints.items).toHaveLength(1);
      commit();
      await late;
      await hub.call("seen", { record, newest: newest(first) }, rep);
      const second = await look(record);
      expect(second.unseen.count).toBe(1);
      await hub.call("seen", { record, newest: newest(second) }, rep);
      expect((await look(record)).unseen.count).toBe(0);
    },
  );
});
