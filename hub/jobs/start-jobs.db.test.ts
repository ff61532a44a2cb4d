import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestHub, testHub } from "../../test/support/hub.ts";
import { engines } from "../../test/support/stores.ts";
import { waitForValue } from "../../test/support/wait-for.ts";
import { enqueue } from "./queue.ts";
import { startJobs } from "./start-jobs.ts";
import type { Works } from "./work.ts";

describe.each(engines)("a hub at work on %s", (engine) => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await testHub(engine);
  });
  afterAll(() => hub.close());

  test("what somebody waits for does not stand behind a long step, and nothing is done twice at once", async () => {
    const done: string[] = [];
    let goOn = () => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const works: Works = {
      long: async (_hub, { key }) => {
        done.push(`long ${key} begins`);
        await held;
        return "done";
      },
      mail: async () => {
        done.push("mail");
        return "done";
      },
    };
    const end = startJobs(hub.hub, works, ["mail"]);
    try {
      await enqueue(hub.hub.store, { kind: "long", key: "1" });
      await waitForValue("the long one to begin", async () => done[0]);
      await enqueue(hub.hub.store, { kind: "long", key: "2" });
      await enqueue(hub.hub.store, { kind: "mail", key: "1" });
      await waitForValue("the mail", async () => done[1]);
      expect(done).toEqual(["long 1 begins", "mail"]);
    } finally {
      goOn();
      await end();
    }
  });
});
