import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventMeaning } from "../../hub/context/record-events.ts";
import { checkEvent } from "../../hub/ingest/event-check.ts";
import { writeBatch } from "../../hub/ingest/write-batch.ts";
import { runNextJob } from "../../hub/jobs/run-job.ts";
import { works } from "../../hub/works.ts";
import { dumpText, findEverywhere } from "../support/find-everywhere.ts";
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
    const dump = await dumpText(hub.hub.store);
    if (dump !== undefined) expect(dump).not.toMatch(/maya|okafor|plantedname|browser-1/i);
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
    const [job] = await hub.hub.store.query(
      "select payload, done_at from job where kind = 'erase_with_feedback'",
    );
    expect(job).toMatchObject({ payload: {}, done_at: expect.any(Date) });
    const bob = await hub.hub.store.query<{ words: string }>(
      "select words from touchpoint t join identity i on i.id = t.identity_id where i.value = 'usr_bob'",
    );
    expect(bob).toEqual([{ words: "My colleague [erased] told me" }]);
    expect(await count("event_key")).toBe(5);
  });

  describe("who was erased does not come back", () => {
    test("by no name, while others on the same browser are kept", async () => {
      const her = "held@off.example";
      await sender.send(
        identify(
          her,
          { userId: "held_user", anonymousId: "held_browser" },
          { salesforceId: "003000000000AAAAA2" },
        ),
      );
      await erase(her);
      const before = await count("raw_event");
      await sender.send(
        track("Seen Again", { userId: "held_user" }),
        track("Seen Again", { anonymousId: "held_browser" }),
        track("Seen Again", {
          anonymousId: "new_browser",
          context: { traits: { email: "HELD@Off.example" } },
        }),
        track("Seen Again", { userId: `auth0|${her}` }),
        identify("other@x.example", {
          traits: { email: "other@x.example", salesforceId: "003000000000AAA" },
        }),
        { type: "alias", userId: "somebody", previousId: her },
        { type: "track", event: "", userId: "x", properties: { about: her } },
      );
      expect(await count("raw_event")).toBe(before);
      expect(await findEverywhere(hub.hub.store, "held")).toEqual([]);
      const [counted] = await hub.hub.store.query(
        "select sum(suppressed)::int as n from ingest_count where source_id = $1",
        [sender.sourceId],
      );
      expect(counted).toEqual({ n: 7 });
      const { items } = await hub.call("suppressions", { email: her }, admin);
      expect(items).toMatchObject([{ heldOff: 7, liftedAt: null, lastAt: expect.any(String) }]);

      await sender.send(identify("kim@x.example", { userId: "kim", anonymousId: "held_browser" }));
      expect(await count("identity where value = 'kim'")).toBe(1);
    });

    test("in no other person's event, whose rest is kept", async () => {
      const her = "zoë@bücher.example";
      await erase(her);
      await sender.send(
        track("Form Submitted", {
          messageId: "form-zoë@bücher.example-1",
          userId: "friend",
          properties: {
            message: "Ask ZOË@xn--bcher-kva.example, she knows",
            url: `https://x.example/?a=${encodeURIComponent(her)}`,
          },
        }),
        { type: "group", userId: "friend", groupId: her, traits: { name: `Club of ${her}` } },
      );
      const kept = await hub.hub.store.query(
        "select words, url from touchpoint t join identity i on i.id = t.identity_id where i.value = 'friend'",
      );
      expect(kept).toEqual([{ words: "Ask [erased], she knows", url: "https://x.example/?a=[erased]" }]);
      expect(await findEverywhere(hub.hub.store, "zoë")).toEqual([]);
    });

    test("until it is lifted; what was sent before stays out for ever", async () => {
      const her = "back@again.example";
      const early = { ...track("Demo Requested", { userId: "back" }), messageId: randomUUID() };
      await sender.send(identify(her, { userId: "back" }), early);
      const { id } = await erase(her);
      const late = { ...track("Demo Requested", { userId: "back" }), messageId: randomUUID() };
      await sender.send(late);
      expect(await hub.call("liftSuppression", { email: her.toUpperCase() }, admin)).toMatchObject({
        lifted: 2,
      });
      expect(await hub.call("liftSuppression", { erasureId: id }, admin)).toMatchObject({ lifted: 0 });
      await sender.send(early, late, track("Pricing Viewed", { userId: "back" }));
      expect(await count("touchpoint t join identity i on i.id = t.identity_id where i.value = 'back'")).toBe(
        1,
      );
      const again = await erase(her);
      expect(again.receipt?.suppressed).toBe(1);
      await sender.send(identify(her, { userId: "back" }));
      expect(await findEverywhere(hub.hub.store, her)).toEqual([]);
    });

    test("by no look-up and no rep's word", async () => {
      const her = "looked@up.example";
      const record = "00Q000000000BBBEA2";
      await sender.send(identify(her, { userId: "looked" }, { salesforceId: record }));
      await sender.send(identify("sam@x.example", { userId: "sam" }, { salesforceId: "00Q000000000CCCEA2" }));
      await erase(her);
      const { token } = await hub.join(`${randomUUID()}@acme.example`);
      const ref = (id: string) => ({ crm: "salesforce", org: "acme", object: "Lead", id });
      const none = await hub.call(
        "context",
        { record: ref("00Q000000000DDDEA2"), hints: { email: her } },
        { token },
      );
      expect(none.match.by).toBe("none");
      expect(await findEverywhere(hub.hub.store, her)).toEqual([]);
      const sam = await hub.call("context", { record: ref("00Q000000000CCCEA2") }, { token });
      const answer = await hub.ask("confirm", { record: ref(record), personId: sam.person?.id }, { token });
      expect(answer.status).toBe(409);
      expect(await answer.text()).toContain("erased");
    });

    test("by no import, under way or later", async () => {
      const her = "imported@x.example";
      const csv = [
        "Email,Name,Title,Lead Owner",
        `${her},Imported Person,Boss,`,
        `owned@x.example,Owned Person,,${her}`,
        "",
      ].join("\n");
      await hub.call("importPeople", {}, { ...admin, file: csv });
      const { id } = await hub.call("erasePerson", { email: her }, admin);
      await hub.work();
      await hub.call("importPeople", {}, { ...admin, file: `${csv} ` });
      await hub.work();
      expect((await hub.call("erasure", { id }, admin)).state).toBe("done");
      expect(await findEverywhere(hub.hub.store, her)).toEqual([]);
      expect(await findEverywhere(hub.hub.store, "Imported Person")).toEqual([]);
      const { items } = await hub.call("imports", {}, admin);
      expect(items.slice(0, 2).map(({ suppressed, state }) => [suppressed, state])).toEqual([
        [1, "done"],
        [1, "done"],
      ]);
      expect(await count("identity where value = 'owned@x.example'")).toBe(1);
    });
  });

  test("all names of a person go: merged ones, other addresses, copies in sandboxes; nobody else's", async () => {
    const sandbox = await connect(hub, { org: "acme--uat.sandbox", name: "Copy" });
    await sender.send(
      track("Pricing Viewed", { userId: "many-a" }),
      identify("many@one.example", { userId: "many-a" }),
      track("Pricing Viewed", { userId: "many-b" }),
      { type: "alias", userId: "many-a", previousId: "many-b" },
    );
    await sandbox.send(identify("many@one.example", { userId: "copy" }, { name: "Copied Manyname" }));
    await sandbox.send(identify("else@one.example", { userId: "copy-else" }, { name: "Kept" }));
    const erasure = await erase("Many@One.Example");
    for (const planted of ["many", "Manyname"])
      expect(await findEverywhere(hub.hub.store, planted)).toEqual([]);
    expect(await count("identity where value = 'else@one.example'")).toBe(1);
    expect(erasure.receipt?.tables.find(({ table }) => table === "person")?.deleted).toBeGreaterThanOrEqual(
      2,
    );
    await sandbox.send(identify("many@one.example", { userId: "copy" }));
    expect(await findEverywhere(hub.hub.store, "many@one.example")).toEqual([]);
  });

  test("a mailbox that several read goes, and not who reads it", async () => {
    await sender.send(
      identify("info@shared.example", { userId: "reader" }, { name: "A Reader" }),
      track("Email Opened", { properties: { email: "info@shared.example" } }),
      track("Pricing Viewed", { userId: "reader" }),
    );
    await erase("info@shared.example");
    expect(await findEverywhere(hub.hub.store, "info@shared.example")).toEqual([]);
    expect(await count("touchpoint t join identity i on i.id = t.identity_id where i.value = 'reader'")).toBe(
      1,
    );
    await sender.send(
      track("Pricing Viewed", { userId: "reader", context: { traits: { email: "info@shared.example" } } }),
      track("Email Opened", { properties: { email: "info@shared.example" } }),
    );
    expect(await findEverywhere(hub.hub.store, "info@shared.example")).toEqual([]);
    expect(await count("touchpoint t join identity i on i.id = t.identity_id where i.value = 'reader'")).toBe(
      2,
    );
  });

  test("a browser that others use too keeps what is theirs", async () => {
    const kiosk = { anonymousId: "kiosk" };
    await sender.send(track("Pricing Viewed", kiosk));
    await sender.send(identify("first@kiosk.example", { userId: "k1", ...kiosk }));
    await sender.send(identify("second@kiosk.example", { userId: "k2", ...kiosk }));
    await sender.send(track("Demo Requested", kiosk));
    const erasure = await erase("second@kiosk.example");
    expect(erasure.receipt?.suppressed).toBe(2);
    expect(
      await hub.hub.store.query(
        `select t.title from touchpoint t join identity i on i.id = t.identity_id where i.value = 'kiosk'`,
      ),
    ).toHaveLength(1);
    // What comes next is not the first one's, though the second is gone.
    await sender.send(track("Video Watched", kiosk));
    expect(
      await hub.hub.store.query(
        `select 1 from touchpoint t join identity i on i.id = t.identity_id
         join identity_link l on l.identity_id = i.id and l.ended_at is null
         where i.value = 'kiosk' and t.kind = 'video_watched'`,
      ),
    ).toEqual([]);
    await erase("first@kiosk.example");
    await sender.send(track("Video Watched", kiosk));
    expect(
      await count("touchpoint t join identity i on i.id = t.identity_id where i.value = 'kiosk'"),
    ).toBeLessThan(2);
  });

  test("an address that nobody has is held off too; a member's stays, and the receipt says so", async () => {
    await hub.join("colleague@acme.example", "rep", "Colleague");
    const erasure = await erase("colleague@acme.example");
    expect(erasure.receipt?.tables).toEqual([]);
    expect(erasure.receipt?.notes.join(" ")).toMatch(/member's own.*Invitations/s);
    await sender.send(identify("colleague@acme.example", { userId: "colleague-u" }));
    expect(await count("identity where value = 'colleague-u'")).toBe(0);
  });

  test("an address in a table that nobody thought of is found, cut out and named", async () => {
    await hub.hub.store.script(
      "create table later (id int primary key, note text, doc jsonb, list text[], raw bytea, other text)",
    );
    const her = "later@x.example";
    await hub.hub.store.query(
      "insert into later select n, $1, $2::jsonb, array['a', $1], convert_to($1, 'UTF8'), 'kept' from generate_series(1, 500) n",
      [`to ${her}!`, JSON.stringify({ a: [her, 'q"'], b: 1 })],
    );
    const erasure = await erase(her);
    expect(erasure.receipt?.tables).toEqual([{ table: "later", deleted: 0, redacted: 500 }]);
    expect(
      await hub.hub.store.query(
        "select note, doc, list, convert_from(raw, 'UTF8') as raw, other from later limit 1",
      ),
    ).toEqual([
      {
        note: "to [erased]!",
        doc: { a: ["[erased]", 'q"'], b: 1 },
        list: ["a", "to [erased]!"],
        raw: "to [erased]!",
        other: "kept",
      },
    ]);
    await hub.hub.store.script("drop table later");
  });

  test("killed between any two steps, another goes on, and the receipt counts once", async () => {
    const her = "steps@x.example";
    await sender.send(
      identify(her, { userId: "steps" }),
      ...Array.from({ length: 5 }, () => track("Pricing Viewed", { userId: "steps" })),
      track("Form Submitted", { userId: "steps-friend", properties: { message: `as ${her} said` } }),
    );
    const { id } = await hub.call("erasePerson", { email: her }, admin);
    const [job] = await hub.hub.store.query<{ id: string; text: string }>(
      "select id, payload::text as text from job where key = $1",
      [id],
    );
    expect(job?.text).not.toMatch(/steps/);
    for (let steps = 0; (await hub.call("erasure", { id }, admin)).state !== "done"; steps += 1) {
      expect(steps).toBeLessThan(50);
      // One step, then the worker is dead and its claim over.
      await runNextJob(hub.hub, works, randomUUID(), () => false).catch(() => {});
      await hub.hub.store.query(
        "update job set claimed_by = null, claimed_until = null, run_at = now() where id = $1",
        [job?.id],
      );
    }
    const { receipt } = await hub.call("erasure", { id }, admin);
    const tables = Object.fromEntries((receipt?.tables ?? []).map((row) => [row.table, row]));
    expect(tables.touchpoint).toMatchObject({ deleted: 5, redacted: 1 });
    expect(tables.raw_event).toMatchObject({ deleted: 6, redacted: 1 });
    expect(await findEverywhere(hub.hub.store, "steps@")).toEqual([]);
  });

  test("one that was given up says so, and keeps nobody else from being lifted", async () => {
    await erase("lifted@x.example");
    const { id } = await hub.call("erasePerson", { email: "stuck@x.example" }, admin);
    await hub.hub.store.query("update job set failed_at = now(), last_error = '57014' where key = $1", [id]);
    const stuck = await hub.call("erasure", { id }, admin);
    expect(stuck).toMatchObject({ state: "failed", failedJob: { lastError: "57014" } });
    expect(await hub.call("liftSuppression", { email: "lifted@x.example" }, admin)).toEqual({ lifted: 1 });
    const refused = await hub.ask("liftSuppression", { email: "stuck@x.example" }, admin);
    expect([refused.status, await refused.text()]).toEqual([409, expect.stringContaining(id)]);

    await hub.call("retryJob", { id: stuck.failedJob?.id ?? "" }, admin);
    await hub.work();
    expect(await hub.call("erasure", { id }, admin)).toMatchObject({ state: "done", failedJob: null });
    expect(await hub.call("liftSuppression", { email: "stuck@x.example" }, admin)).toEqual({ lifted: 1 });
  });

  test("said again with its key it is one erasure; the key's digest gives no address away", async () => {
    const key = randomUUID();
    const first = await hub.call("erasePerson", { email: "once@x.example" }, { ...admin, key });
    expect(await hub.call("erasePerson", { email: "Once@x.example" }, { ...admin, key })).toMatchObject({
      id: first.id,
    });
    expect((await hub.ask("erasePerson", { email: "twice@x.example" }, { ...admin, key })).status).toBe(409);
    expect((await hub.ask("erasePerson", { email: "nobody@localhost" }, admin)).status).toBe(400);
    await hub.work();
  });
});

test("on PostgreSQL, a batch that was under way when somebody was erased is waited for, and swept", async () => {
  const hub = await testHub("postgres");
  const her = "race@x.example";
  const sender = await connect(hub);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const meaning = eventMeaning("UTC");
  const checked = checkEvent(
    {
      type: "track",
      event: "Pricing Viewed",
      messageId: "race",
      userId: "race",
      context: { traits: { email: her } },
    },
    { type: undefined, sentAt: undefined, depth: 4, saysWho: () => true },
  );
  const source = { id: sender.sourceId, name: "Website", type: "segment", org: null };
  let begun = () => {};
  const reading = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const batch = hub.hub.store.transaction(async (sql) => {
    await writeBatch(sql, { source, events: [checked], receivedAt: new Date() }, meaning);
    begun();
    await held;
  });
  await reading;
  const { id } = await hub.call("erasePerson", { email: her }, { token: ADMIN_TOKEN });
  await hub.work();
  expect((await hub.call("erasure", { id }, admin)).state).toBe("waiting");
  release();
  await batch;
  expect(await findEverywhere(hub.hub.store, her)).not.toEqual([]);
  await hub.hub.store.query("update job set run_at = now()");
  await hub.work();
  expect((await hub.call("erasure", { id }, admin)).state).toBe("done");
  expect(await findEverywhere(hub.hub.store, her)).toEqual([]);
  await hub.close();
});

test("on PostgreSQL, erased while forty batches of hers and others come in, nothing of hers stays", async () => {
  const hub = await testHub("postgres");
  const sender = await connect(hub);
  const her = "storm@x.example";
  const batch = (n: number) =>
    sender.send(
      identify(her, { userId: "storm", anonymousId: `storm-${n % 3}` }),
      track("Pricing Viewed", { userId: "storm" }),
      track("Pricing Viewed", { anonymousId: `storm-${n % 3}` }),
      track("Form Submitted", { userId: `calm-${n % 5}`, properties: { message: `said ${her}` } }),
      { type: "track", event: "", userId: "storm", properties: { n } },
    );
  await Promise.all(Array.from({ length: 10 }, (_, n) => batch(n)));
  const [{ id }] = await Promise.all([
    hub.call("erasePerson", { email: her }, admin),
    ...Array.from({ length: 15 }, (_, n) => batch(n)),
  ]);
  await Promise.all([hub.work(), hub.work(), ...Array.from({ length: 15 }, (_, n) => batch(n))]);
  for (let tries = 0; (await hub.call("erasure", { id }, admin)).state !== "done"; tries += 1) {
    expect(tries).toBeLessThan(200);
    await hub.hub.store.query("update job set run_at = now() where key = $1", [id]);
    await hub.work();
  }
  expect(await findEverywhere(hub.hub.store, "storm")).toEqual([]);
  expect(
    await hub.hub.store.query(
      "select count(*)::int as n from touchpoint t join identity i on i.id = t.identity_id where i.value like 'calm-%'",
    ),
  ).toEqual([{ n: 40 }]);
  await hub.close();
});
