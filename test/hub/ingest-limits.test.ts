import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { eventMeaning } from "../../hub/context/record-events.ts";
import { ingestRoutes } from "../../hub/ingest/routes.ts";
import { findSource } from "../../hub/sources/find-source.ts";
import { type TestHub, testHub } from "../support/hub.ts";
import { connect } from "../support/send.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await testHub("pglite");
});
afterAll(() => hub.close());

it("who sends too much is told when to come again, by key and by address, readable from any page", async () => {
  const slow = 0.001;
  const app = ingestRoutes(hub.hub, {
    findSource,
    meaning: eventMeaning("UTC"),
    clientAddress: (context) => context.req.header("test-address") ?? "",
    limits: { key: { perSecond: slow, burst: 3 }, address: { perSecond: slow, burst: 5 } },
  });
  const [one, other] = [await connect(hub), await connect(hub)];
  const send = (writeKey: string, address: string) =>
    app.request("/track", {
      method: "POST",
      headers: { "test-address": address },
      body: JSON.stringify({ writeKey, event: "A", userId: "u", messageId: randomUUID() }),
    });
  const statuses = async (writeKey: string, address: string, times: number) => {
    const answers: number[] = [];
    for (let n = 0; n < times; n++) answers.push((await send(writeKey, address)).status);
    return answers;
  };
  expect(await statuses(one.writeKey, "a", 4)).toEqual([200, 200, 200, 429]);
  expect(await statuses(other.writeKey, "a", 2)).toEqual([200, 429]);
  expect(await statuses(other.writeKey, "b", 1)).toEqual([200]);
  // An unknown key costs its address only.
  expect(await statuses("no key", "c", 6)).toEqual([401, 401, 401, 401, 401, 429]);

  const refused = await send(one.writeKey, "d");
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(900);
  expect(refused.headers.get("access-control-allow-origin")).toBe("*");
  expect(refused.headers.get("access-control-expose-headers")).toMatch(/retry-after/i);
  expect(await refused.json()).toMatchObject({ success: false, error: { code: "rate_limited" } });
  expect(await hub.hub.store.query("select count(*)::int as n from raw_event")).toEqual([{ n: 5 }]);
});
