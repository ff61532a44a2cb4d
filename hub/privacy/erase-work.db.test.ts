import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ADMIN_TOKEN, type TestHub, testHub } from "../../test/support/hub.ts";
import { expectWeeksRight } from "../../test/support/recount.ts";
import { connect, type Sender } from "../../test/support/send.ts";
import { engines } from "../../test/support/stores.ts";
import { runNextJob } from "../jobs/run-job.ts";
import { works } from "../works.ts";

const admin = { token: ADMIN_TOKEN };

describe.each(engines)("while an erasure is at work on %s", (engine) => {
  let hub: TestHub;
  let sender: Sender;
  beforeAll(async () => {
    hub = await testHub(engine);
    sender = await connect(hub);
  });
  afterAll(() => hub.close());

  const phaseOf = async (id: string) =>
    (
      await hub.hub.store.query<{ phase: string | null }>(
        "select payload -> 'progress' ->> 'phase' as phase from job where key = $1",
        [id],
      )
    )[0]?.phase;
  /** One step, and no more. */
  const step = async () => {
    await hub.hub.store.query("update job set run_at = now()");
    await runNextJob(hub.hub, works, randomUUID(), () => false);
  };

  test("the planner's samples forget the person too", async () => {
    const { store } = hub.hub;
    const her = (n: number) => ({
      type: "identify",
      userId: `planned-${n}`,
      traits: { email: `planned${n}@x.example` },
    });
    await sender.send(...Array.from({ length: 30 }, (_, n) => her(n)));
    await store.query("analyze");
    const sampled = () =>
      store.query(
        `select tablename, attname from pg_stats where schemaname = current_schema()
           and concat(most_common_vals::text, histogram_bounds::text) like '%planned7@x.example%'`,
      );
    expect((await sampled()).length).toBeGreaterThan(0);
    await hub.call("erasePerson", { email: "planned7@x.example" }, admin);
    await hub.work();
    expect(await sampled()).toEqual([]);
  });

  test("what happens between two steps on a browser that others use too is kept, and counted", async () => {
    const kiosk = { anonymousId: "kiosk" };
    const view = { type: "track", event: "Pricing Viewed", ...kiosk };
    await sender.send(
      { type: "identify", userId: "one", traits: { email: "one@k.example" }, ...kiosk },
      view,
    );
    await sender.send(
      { type: "identify", userId: "two", traits: { email: "two@k.example" }, ...kiosk },
      view,
    );
    const { id } = await hub.call("erasePerson", { email: "two@k.example" }, admin);
    for (let steps = 0; (await phaseOf(id)) !== "rows"; steps += 1) {
      expect(steps).toBeLessThan(200);
      await step();
    }
    await sender.send(view);
    await hub.work();
    expect((await hub.call("erasure", { id }, admin)).state).toBe("done");
    const left = await hub.hub.store.query(
      "select 1 from touchpoint t join identity i on i.id = t.identity_id where i.value = 'kiosk'",
    );
    expect(left).toHaveLength(2);
    await expectWeeksRight(hub.hub.store);
  });
});
