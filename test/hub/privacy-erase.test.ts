import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findEverywhere } from "../support/find-everywhere.ts";
import { ADMIN_TOKEN, type TestHub, testHub } from "../support/hub.ts";
import { connect, type Sender } from "../support/send.ts";
import { engines } from "../support/stores.ts";

const MAYA = "maya.okafor@initech.example";
const admin = { token: ADMIN_TOKEN };

const identify = (email: string, fields: Record<string, unknown> = {}, traits: object = {}) => ({
  type: "identify",
  traits: { email, ...traits },
  ...fields,
});
const track = (event: string, fields: Record<string, unknown> = {}) => ({ type: "track", event, ...fields });

describe.each(engines)("erasing a person on %s", (engine) => {
  let hub: TestHub;
  let sender: Sender;

  beforeAll(async () => {
    hub = await testHub(engine);
    sender = await connect(hub);
  });
  afterAll(() => hub.close());

  const erase = async (email: string) => {
    const { id } = await hub.call("erasePerson", { email }, admin);
    await hub.work();
    return hub.call("erasure", { id }, admin);
  };
  const count = async (statement: string, values: unknown[] = []) =>
    (await hub.hub.store.query<{ n: number }>(`select count(*)::int as n from ${statement}`, values))[0]?.n;

  test("nothing of hers is left in any table, and what others did stays", async () => {
    const record = "00Q5g00000ABCDEEA5";
    await sender.send(
      track("Pricing Viewed", {
        anonymousId: "browser-1",
        properties: { url: `https://x.example/?e=${encodeURIComponent(MAYA)}` },
      }),
      identify(
        "Maya.Okafor@Initech.Example",
        { userId: "usr_maya", anonymousId: "browser-1" },
        {
          name: "Maya Plantedname",
          salesforceId: record,
          company: "Plantedname Consulting",
        },
      ),
      track("Demo Requested", { userId: "usr_maya", properties: { message: "We need this live" } }),
      track("Form Submitted", {
        userId: "usr_bob",
        properties: { message: `My colleague ${MAYA} told me`, name: `Ask ${MAYA}` },
      }),
      identify(
        "bob@initech.example",
        { userId: "usr_bob" },
        { name: "Bob", title: `Deputy of MAYA.OKAFOR@INITECH.EXAMPLE` },
      ),
      { type: "track", messageId: `m-${MAYA}`, event: "", userId: "usr_bob" },
      {
        type: "track",
        event: "",
        userId: "usr_maya",
        messageId: randomUUID(),
        properties: { note: "planted-reject" },
      },
    );
    const rep = await hub.join("dana@acme.example");
    const ref = { crm: "salesforce", org: "acme", object: "Lead", id: record };
    const shown = await hub.call("context", { record: ref }, { token: rep.token });
    expect(shown.person?.name).toBe("Maya Plantedname");
    await hub.call(
      "seen",
      { record: ref, newest: shown.touchpoints.items[0]?.id ?? null },
      { token: rep.token },
    );
    await hub.call(
      "context",
      { record: { ...ref, id: "00Q5g00000ABCDFEA5" }, hints: { email: MAYA, emailFrom: "typed" } },
      { token: rep.token },
    );
    expect((await findEverywhere(hub.hub.store, MAYA)).length).toBeGreaterThan(5);

    const erasure = await erase(" Maya.Okafor@initech.example");
    expect(erasure.state).toBe("done");
    for (const planted of [MAYA, "Plantedname", "usr_maya", "browser-1", record, "planted-reject", "live"])
      expect(await findEverywhere(hub.hub.store, planted), planted).toEqual([]);
    const tables = Object.fromEntries((erasure.receipt?.tables ?? []).map((row) => [row.table, row]));
    expect(tables).toMatchObject({
      touchpoint: { deleted: 2, redacted: 1 },
      raw_event: { deleted: 3, redacted: 2 },
      rejected_event: { deleted: 1, redacted: 1 },
      person: { deleted: 1 },
      look_up: { deleted: 2 },
      seen: { deleted: 1 },
      identity: { deleted: 4 },
      fact: { redacted: 1 },
    });
    expect(erasure.receipt?.suppressed).toBe(4);
    expect(JSON.stringify(erasure)).not.toMatch(/maya|okafor|initech/i);
    const [job] = await hub.hub.store.query("select payload, done_at from job where kind = 'erase'");
    expect(job).toMatchObject({ payload: {}, done_at: expect.any(Date) });
    const bob = await hub.hub.store.query<{ words: string }>(
      "select words from touchpoint t join identity i on i.id = t.identity_id where i.value = 'usr_bob'",
    );
    expect(bob).toEqual([{ words: "My colleague [erased] told me" }]);
    expect(await count("event_key")).toBe(5);
  });
});
