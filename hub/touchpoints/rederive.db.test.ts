import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ADMIN_TOKEN, type TestHub, testHub } from "../../test/support/hub.ts";
import { connect } from "../../test/support/send.ts";
import { engines } from "../../test/support/stores.ts";
import { rederive } from "./rederive.ts";

describe.each(engines)("rules run again, on %s", (engine) => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await testHub(engine, { timeZone: "Asia/Tokyo" });
  });
  afterAll(() => hub.close());

  it("end where they would have ended at once, with the weeks", async () => {
    const sender = await connect(hub);
    const names = ["Demo Requested", "Email Opened", "page_viewed", "Some Thing", "Webinar Attended"];
    const events = Array.from({ length: 1200 }, (_, n) => ({
      type: "track",
      event: names[n % names.length],
      userId: `u${n % 9}`,
      timestamp: new Date(Date.UTC(2026, 0, 1) + n * 3_600_000).toISOString(),
      properties: { title: `T ${n}`, message: "words" },
    }));
    for (let n = 0; n < events.length; n += 300) await sender.send(...events.slice(n, n + 300));
    const all = () =>
      Promise.all([
        hub.hub.store.query("select * from touchpoint order by id"),
        hub.hub.store.query("select * from touchpoint_week where count > 0 order by 1, 2, 3, 4"),
      ]);
    const right = await all();
    expect(right[1].length).toBeGreaterThan(50);
    expect(await rederive(hub.hub.store, "Asia/Tokyo")).toMatchObject({ read: 1200, changed: 0 });

    // As if older rules had known less.
    await hub.hub.store.query(
      "update touchpoint set kind = 'other', passive = false, title = 'Old', words = 'w', rules = 0 where id % 3 = 0",
    );
    await hub.hub.store.query("delete from touchpoint_week");
    await hub.hub.store.query(
      `insert into touchpoint_week select identity_id, date_trunc('week', at at time zone 'Asia/Tokyo')::date, kind, passive, count(*)
       from touchpoint group by 1, 2, 3, 4`,
    );
    let cursor: string | null | undefined;
    const total = { read: 0, changed: 0 };
    while (cursor !== null) {
      const reply = await hub.call("rerunRules", cursor ? { cursor } : {}, { token: ADMIN_TOKEN });
      total.read += reply.read;
      total.changed += reply.changed;
      cursor = reply.next;
    }
    expect(total).toEqual({ read: 1200, changed: 400 });
    expect(await all()).toEqual(right);
  });
});
