import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestHub, testHub, twoTestHubs } from "../../test/support/hub.ts";
import { engines } from "../../test/support/stores.ts";
import { waitForValue } from "../../test/support/wait-for.ts";
import { readFigures } from "../http/status.ts";
import { StoreUnavailable } from "../store/errors.ts";
import { enqueue } from "./queue.ts";
import { runNextJob } from "./run-job.ts";
import type { Works } from "./work.ts";

describe.each(engines)("jobs on %s", (engine) => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await testHub(engine);
  });
  afterAll(() => hub.close());

  test("a statement that takes too long is the job's failure; a database that is away costs no try", async () => {
    const { store } = hub.hub;
    await enqueue(store, { kind: "slow", key: "1" });
    const run = async (code: string) => {
      const works: Works = {
        slow: async () => {
          throw new StoreUnavailable("no", { cause: { code } });
        },
      };
      await runNextJob(hub.hub, works, randomUUID()).catch(() => {});
      const [job] = await store.query<{ tries: number; last_error: string | null; failed: boolean }>(
        "select tries, last_error, failed_at is not null as failed from job where kind = 'slow'",
      );
      await store.query(
        "update job set run_at = now() - interval '1 minute', claimed_until = null where kind = 'slow'",
      );
      return job;
    };
    for (let n = 0; n < 20; n += 1)
      expect(await run("ECONNREFUSED")).toMatchObject({ tries: 0, failed: false });
    for (let n = 1; n < 10; n += 1)
      expect(await run("57014")).toEqual({ tries: n, last_error: "57014", failed: false });
    expect(await run("57014")).toEqual({ tries: 10, last_error: "57014", failed: true });
    await store.query("delete from job");
  });

  test("a job at work counts as due until it is done", async () => {
    const { store } = hub.hub;
    const due = new Date(Date.now() - 3_600_000);
    await enqueue(store, { kind: "long", key: "1", runAt: due });
    let during: string | null = null;
    const works: Works = {
      long: async () => {
        during = (await readFigures(store)).jobs.oldestDueAt;
        return "done";
      },
    };
    await runNextJob(hub.hub, works, randomUUID());
    expect(during).toBe(due.toISOString());
    expect((await readFigures(store)).jobs.oldestDueAt).toBeNull();
  });

  test("one that goes on and on lets others have their turn", async () => {
    const { store } = hub.hub;
    await enqueue(store, { kind: "endless", key: "1" });
    await enqueue(store, { kind: "short", key: "1" });
    const done: string[] = [];
    const works: Works = {
      endless: async () => (done.length > 0 ? "done" : "more"),
      short: async () => {
        done.push("short");
        return "done";
      },
    };
    await store.query("update job set run_at = now() - interval '1 minute' where kind = 'endless'");
    while (await runNextJob(hub.hub, works, randomUUID()));
    expect(done).toEqual(["short"]);
    expect(await store.query("select 1 from job where done_at is null")).toEqual([]);
  });
});

test("a step longer than its claim is one hub's work", async () => {
  const [one, two] = await twoTestHubs();
  const { store } = one.hub;
  await enqueue(store, { kind: "long", key: "1" });
  let runs = 0;
  const works: Works = {
    long: async () => {
      runs += 1;
      // As if it had been at work for as long as a claim holds.
      await store.query("update job set claimed_until = now() + interval '1 millisecond'");
      await waitForValue("the claim to be renewed", async () => {
        const [job] = await store.query(
          "select 1 from job where claimed_until > now() + interval '10 seconds'",
        );
        return job;
      });
      expect(await runNextJob(two.hub, works, randomUUID())).toBe(false);
      return "done";
    },
  };
  expect(await runNextJob(one.hub, works, randomUUID())).toBe(true);
  expect(runs).toBe(1);
  await two.close();
  await one.close();
});
