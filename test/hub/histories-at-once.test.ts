import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { faultSeed } from "../support/fault-seed.ts";
import { ADMIN_TOKEN, type TestHub, twoTestHubs } from "../support/hub.ts";
import { seededRandom } from "../support/seeded-random.ts";
import { connect } from "../support/send.ts";
import { brokenCounts, brokenLinks } from "./histories-checks.ts";

const ROUNDS = 25;
const PEOPLE = 6;
const MARK = "at-once";
const admin = { token: ADMIN_TOKEN };

describe("two hubs on one PostgreSQL, both told of the same few people at once", () => {
  let hubs: [TestHub, TestHub];

  beforeAll(async () => {
    hubs = await twoTestHubs();
  });
  afterAll(async () => {
    await hubs[1].close();
    await hubs[0].close();
  });

  it("lose no link and no touchpoint, and never wait for each other in a circle", async () => {
    const { store } = hubs[0].hub;
    const sender = await connect(hubs[0], { org: MARK });
    const random = seededRandom(faultSeed(3));
    const below = (count: number) => Math.floor(random() * count);
    const user = () => `u${random() < 0.2 ? `new-${below(50)}` : below(PEOPLE)}-${MARK}`;
    const email = () => `p${below(PEOPLE)}@${MARK}.com`;

    const authorization = `Basic ${Buffer.from(`${sender.writeKey}:`).toString("base64")}`;
    let sent = 0;
    const ingest = (hub: TestHub) => {
      const batch = Array.from({ length: 6 }, () => {
        const messageId = String(random());
        const traits = random() < 0.6 ? { email: email() } : {};
        if (random() < 0.2) return { messageId, type: "alias", userId: user(), previousId: user() };
        if (random() < 0.5)
          return { messageId, type: "identify", userId: user(), anonymousId: `b${below(4)}-${MARK}`, traits };
        sent++;
        return {
          messageId,
          type: "track",
          userId: user(),
          event: "Seen",
          properties: {},
          context: { traits },
        };
      });
      return hub.request("/v1/batch", {
        method: "POST",
        headers: { "content-type": "application/json", authorization },
        body: JSON.stringify({ batch }),
      });
    };

    const statuses = new Map<string, number>();
    const count = async (what: string, response: Promise<Response>) => {
      const key = `${what} ${(await response).status}`;
      statuses.set(key, (statuses.get(key) ?? 0) + 1);
    };
    for (let round = 0; round < ROUNDS; round++) {
      const ids = async (statement: string) => {
        const rows = await store.query<{ id: string }>(statement);
        return () => rows[below(rows.length)]?.id;
      };
      const person = await ids("select distinct person_id as id from identity_link where ended_at is null");
      const merge = await ids("select id from person_merge where undone_at is null");
      const conflict = await ids("select id::text from identity_conflict where resolved_at is null");

      const work: Promise<void>[] = [];
      const undone = merge();
      const apart = round % 4 === 0 ? conflict() : undefined;
      for (const hub of hubs) {
        work.push(count("ingest", ingest(hub)), count("ingest", ingest(hub)));
        // Both undo the same merge, and merge among the same few.
        if (undone !== undefined) work.push(count("undo", hub.ask("undoMerge", { id: undone }, admin)));
        const [from, into] = [person(), person()];
        if (from !== undefined && from !== into)
          work.push(count("merge", hub.ask("mergePeople", { from, into, why: "at once" }, admin)));
        if (apart !== undefined) work.push(count("apart", hub.ask("keepApart", { id: apart }, admin)));
      }
      await Promise.all(work);
      expect(await brokenLinks(store, MARK)).toEqual([]);
    }

    // To say no is right: who was merged a moment ago cannot be merged again.
    const allowed = /^ingest 200$|^undo 200$|^(?:merge|apart) (?:200|404|409)$/;
    expect([...statuses.keys()].filter((key) => !allowed.test(key))).toEqual([]);
    expect(statuses.get("ingest 200")).toBe(ROUNDS * 4);
    expect(statuses.get("merge 200")).toBeGreaterThan(ROUNDS / 5);
    expect(statuses.get("undo 200")).toBeGreaterThan(ROUNDS / 5);
    expect(await brokenCounts(store, [sender.sourceId], sent)).toEqual([]);
    const [database] = await store.query<{ deadlocks: number }>(
      "select deadlocks::int from pg_stat_database where datname = current_database()",
    );
    expect(database).toEqual({ deadlocks: 0 });
  });
});
