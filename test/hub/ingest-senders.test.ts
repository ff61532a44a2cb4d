import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import RudderAnalytics from "@rudderstack/rudder-sdk-node";
import { Analytics } from "@segment/analytics-node";
import pino from "pino";
import { afterEach, describe, expect, inject, it } from "vitest";
import { readSettings } from "../../hub/settings.ts";
import { type RunningHub, startHub } from "../../hub/start.ts";
import { type FaultProxy, startFaultProxy } from "../support/fault-proxy.ts";
import { faultSeed } from "../support/fault-seed.ts";
import { createDatabase, dropDatabase } from "../support/postgres.ts";
import { TEMPLATE } from "../support/postgres-setup.ts";
import { engines } from "../support/stores.ts";

const PEOPLE = 250;
/** Events of each library. */
const EVENTS = 5_000;
// Segment's library waits seconds after a failure, and twice as long after each further one.
const FAULTS = {
  drop: 0.08,
  fail: 0.06,
  loseAnswer: 0.1,
  failAfter: 0.06,
  delay: 0.15,
  longestDelay: 80,
  most: 40,
};

const email = (person: number) => `person-${person}@company-${person % 20}.example`;
const NAMES = ["Page Viewed", "Content Downloaded", "Webinar Attended", "Email Opened", "Demo Requested"];

/** Person and name of the n-th event, the same in every run. */
const plan = (n: number) => ({
  owner: (n * 7919) % PEOPLE,
  event: NAMES[n % NAMES.length] as string,
  timestamp: new Date(Date.UTC(2026, 0, 1) + n * 60_000),
});

describe.each(engines)(
  "libraries that companies already run, through a network that fails, on %s",
  (engine) => {
    const closing: (() => Promise<unknown> | undefined)[] = [];
    afterEach(async () => {
      for (const close of closing.splice(0).reverse()) await close();
    });

    async function start(): Promise<RunningHub> {
      const dataDir = mkdtempSync(join(tmpdir(), "leadside-senders-"));
      closing.push(async () => rmSync(dataDir, { recursive: true, force: true }));
      const server = inject("postgresUrl");
      const databaseUrl = engine === "postgres" ? await createDatabase(server, TEMPLATE) : undefined;
      if (databaseUrl) closing.push(() => dropDatabase(server, databaseUrl));
      const running = await startHub(
        { ...readSettings({}), port: 0, dataDir, databaseUrl },
        pino({ level: "silent" }),
      );
      closing.push(() => running.stop());
      return running;
    }

    async function addSource(running: RunningHub, type: string): Promise<string> {
      const response = await fetch(`${running.address}/api/sources`, {
        method: "POST",
        headers: { authorization: `Bearer ${running.token}`, "content-type": "application/json" },
        body: JSON.stringify({ type, name: type }),
      });
      return ((await response.json()) as { writeKey: string }).writeKey;
    }

    /** Visitors who become people, by Segment's library: many batches at once. */
    async function sendWithSegment(writeKey: string, proxy: FaultProxy): Promise<void> {
      const library = new Analytics({
        writeKey,
        host: proxy.url,
        flushAt: 100,
        flushInterval: 200,
        maxRetries: 50,
      });
      for (let n = 0; n < EVENTS; n++) {
        const { owner, event, timestamp } = plan(n);
        const who = n % 3 === 0 ? { anonymousId: `browser-${owner}` } : { userId: `user-${owner}` };
        library.track({ ...who, event, timestamp, properties: { owner: email(owner), title: `Piece ${n}` } });
        if (n % (EVENTS / PEOPLE) !== 0) continue;
        const person = n / (EVENTS / PEOPLE);
        library.identify({
          userId: `user-${person}`,
          anonymousId: `browser-${person}`,
          traits: { email: email(person), name: `Person ${person}` },
        });
      }
      await library.closeAndFlush({ timeout: 100_000 });
    }

    /** People under their address, by RudderStack's library: one batch after the other, gzip. */
    async function sendWithRudderstack(writeKey: string, proxy: FaultProxy): Promise<void> {
      const library = new RudderAnalytics(writeKey, {
        dataPlaneUrl: proxy.url,
        flushAt: 100,
        flushInterval: 100_000,
        logLevel: "none",
        axiosRetryConfig: { retries: 50, retryDelay: () => 20 },
      });
      for (let n = 0; n < EVENTS; n++) {
        const { owner, event, timestamp } = plan(n);
        library.track({
          userId: email(owner).toUpperCase(),
          event,
          timestamp,
          properties: { owner: email(owner), title: `Piece ${n}` },
        });
        if (n % 100 === 99) await library.flush();
      }
      await library.flush();
    }

    it("10,000 events end as exactly 10,000 touchpoints on the right people", async () => {
      const running = await start();
      const proxy = await startFaultProxy(running.address, faultSeed(20_261_122), FAULTS);
      closing.push(() => proxy.close());
      await Promise.all([
        addSource(running, "segment").then((key) => sendWithSegment(key, proxy)),
        addSource(running, "rudderstack").then((key) => sendWithRudderstack(key, proxy)),
      ]);

      const { store } = running.hub;
      const one = async (query: string) => (await store.query<{ n: number }>(query))[0]?.n;
      expect(await one("select count(*)::int as n from touchpoint")).toBe(2 * EVENTS);
      expect(await one("select sum(count)::int as n from touchpoint_week")).toBe(2 * EVENTS);
      expect(await one("select count(*)::int as n from raw_event where type = 'identify'")).toBe(PEOPLE);
      // Every touchpoint is its owner's, and nobody else's.
      const wrong = await store.query(
        `select raw.body from raw_event raw left join touchpoint t on t.id = raw.id
       left join identity_link mine on mine.identity_id = t.identity_id and mine.ended_at is null
       left join identity_link l on l.person_id = mine.person_id and l.ended_at is null
       left join identity i on i.id = l.identity_id and i.kind = 'email'
       where raw.type = 'track'
       group by raw.id, raw.body
       having array_agg(distinct i.value) filter (where i.value is not null)
         is distinct from array[raw.body::jsonb #>> '{properties,owner}']`,
      );
      expect(wrong).toEqual([]);
      expect(
        await one("select count(distinct person_id)::int as n from identity_link where ended_at is null"),
      ).toBe(PEOPLE);
      expect(await one("select count(*)::int as n from identity_conflict")).toBe(0);
      expect(await one("select count(*)::int as n from conflicting_event")).toBe(0);
      expect(await one("select count(*)::int as n from rejected_event")).toBe(0);
      // The network did what it was told to.
      expect(
        Math.min(proxy.done.drop, proxy.done.fail, proxy.done.loseAnswer, proxy.done.failAfter),
      ).toBeGreaterThan(2);
      expect(await one("select sum(duplicates)::int as n from ingest_count")).toBeGreaterThan(100);
    }, 150_000);
  },
);
