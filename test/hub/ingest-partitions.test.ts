import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestHub, testHub } from "../support/hub.ts";
import { connect, type SentEvent } from "../support/send.ts";
import { engines } from "../support/stores.ts";

const NAMES = ["Page Viewed", "Email Opened", "Demo Requested", "Webinar Attended"];
const START = Date.UTC(2026, 4, 1);

/** One event, whose id is its place in the stream. */
const eventArbitrary = fc.record({
  person: fc.integer({ min: 0, max: 4 }),
  name: fc.integer({ min: 0, max: NAMES.length - 1 }),
  day: fc.integer({ min: 0, max: 190 }),
});

/** How a stream reaches the hub: pieces of it, again and again, in any order, some of them at once. */
const deliveryArbitrary = fc.array(
  fc.record({
    from: fc.integer({ min: 0, max: 39 }),
    length: fc.integer({ min: 1, max: 15 }),
    atOnce: fc.boolean(),
  }),
  { minLength: 1, maxLength: 8 },
);

describe.each(engines)("any way to deliver a stream, on %s", (engine) => {
  let hub: TestHub;
  let turn = 0;
  beforeAll(async () => {
    hub = await testHub(engine, { timeZone: "America/New_York" });
    hub.setNow(new Date(Date.UTC(2026, 10, 18, 12)));
  });
  afterAll(() => hub.close());

  it("ends as the same touchpoints, and a member is told numbers that the rows bear out", async () => {
    const rep = await hub.join("dana@acme.example");
    const stream = fc.array(eventArbitrary, { minLength: 40, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(stream, deliveryArbitrary, async (planned, deliveries) => {
        const sender = await connect(hub, { org: `org${++turn}` });
        const record = (person: number) => `00Q00000000000${person}`;
        const events: SentEvent[] = planned.map(({ person, name, day }, n) => ({
          type: "track",
          messageId: `m${n}`,
          userId: `u${person}`,
          event: NAMES[name],
          timestamp: new Date(START + day * 86_400_000 + n * 60_000).toISOString(),
        }));
        await sender.send(
          ...[0, 1, 2, 3, 4].map((person) => ({
            type: "identify",
            userId: `u${person}`,
            traits: { salesforceId: record(person), name: `Person ${person}` },
          })),
        );
        let underWay: Promise<void>[] = [];
        for (const { from, length, atOnce } of deliveries) {
          underWay.push(sender.send(...events.slice(from, from + length)));
          if (atOnce) continue;
          await Promise.all(underWay);
          underWay = [];
        }
        await Promise.all(underWay);
        await sender.send(...events);

        for (const person of [0, 1, 2, 3, 4]) {
          const own = planned.map((event, n) => ({ ...event, n })).filter((event) => event.person === person);
          const passive = ({ name }: { name: number }) => NAMES[name] === "Email Opened";
          const [{ n: rows } = { n: 0 }] = await hub.hub.store.query<{ n: number }>(
            `select count(*)::int as n from touchpoint t join identity i on i.id = t.identity_id
             where i.namespace = $1 and i.value = $2`,
            [sender.sourceId, `u${person}`],
          );
          expect(rows).toBe(own.length);

          const salesforceId = await hub.hub.store.query<{ value: string }>(
            "select value from identity where kind = 'crm_record' and namespace = $1 and left(value, 15) = $2",
            [`salesforce:org${turn}`, record(person)],
          );
          const reply = await hub.call(
            "context",
            {
              record: {
                crm: "salesforce",
                org: `org${turn}`,
                object: "Lead",
                id: salesforceId[0]?.value ?? "",
              },
            },
            rep,
          );
          expect(reply.unseen.count).toBe(own.filter((event) => !passive(event)).length);
          expect(reply.kinds.reduce((sum, kind) => sum + kind.count, 0)).toBe(own.length);
          const weeks = await hub.hub.store.query<{ week: string; active: number; passive: number }>(
            `select to_char(week, 'YYYY-MM-DD') as week, count(t.id) filter (where not t.passive)::int as active,
               count(t.id) filter (where t.passive)::int as passive
             from generate_series(timestamp '2026-11-16' - interval '25 weeks', timestamp '2026-11-16', interval '1 week') as week
             left join (
               select t.* from touchpoint t join identity i on i.id = t.identity_id where i.namespace = $1 and i.value = $2
             ) t on date_trunc('week', t.at at time zone 'America/New_York') = week
             group by week order by week`,
            [sender.sourceId, `u${person}`],
          );
          expect(reply.weeks).toEqual(weeks);
        }
      }),
      { numRuns: 6, seed: 7 },
    );
  });
});
