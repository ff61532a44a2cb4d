import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestHub, testHub } from "../../test/support/hub.ts";
import { connect } from "../../test/support/send.ts";
import { engines } from "../../test/support/stores.ts";
import { readPage } from "./read-page.ts";

const HOUR = 3_600_000;

describe.each(engines)("a history by kind, on %s", (engine) => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await testHub(engine, { timeZone: "Pacific/Kiritimati" });
    const sender = await connect(hub);
    const names = ["Page Viewed", "Email Sent", "Page Viewed", "Content Downloaded"];
    // The rare ones at both ends of a week, as the hub's zone and the database's see it.
    const rare = new Map([
      [200, "Demo Requested"],
      [201, "Demo Requested"],
      [368, "Webinar Attended"],
    ]);
    const first = Date.UTC(2026, 0, 4) - 200 * HOUR + 10 * HOUR;
    const events = Array.from({ length: 900 }, (_, n) => ({
      type: "track",
      userId: `u${n % 2}`,
      event: rare.get(n) ?? names[n % names.length],
      timestamp: new Date(first + n * HOUR).toISOString(),
    }));
    await sender.send(...events);
  });
  afterAll(() => hub.close());

  it.each([
    [["demo_requested"]],
    [["webinar_attended"]],
    [["demo_requested", "webinar_attended"]],
    [["content_downloaded"]],
    [["email_sent"]],
    [["trial_started"]],
  ])("%j: just those rows, page by page", async (kinds) => {
    const { store } = hub.hub;
    const bearers = (await store.query<{ id: number }>("select id from identity")).map(({ id }) => ({
      id,
      shared: false,
    }));
    for (const passive of [false, true]) {
      const right = await store.query<{ id: number }>(
        `select id from touchpoint where kind = any($1) and (not passive or $2) order by at desc, id desc`,
        [kinds, passive],
      );
      const ids: number[] = [];
      for (let more = true, after: { at: Date; id: number } | undefined; more; ) {
        const page = await readPage(store, { bearers, kinds, passive, limit: 40, after });
        ids.push(...page.rows.map(({ id }) => id));
        after = page.rows.at(-1);
        more = page.more;
      }
      expect(ids).toEqual(right.map(({ id }) => id));
    }
  });
});
