import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hostileTexts, nasty } from "../fixtures/hostile-texts.ts";
import { sampleRecordId } from "../fixtures/sample/salesforce-id.ts";
import { type TestHub, testHub } from "../support/hub.ts";
import { connect, type Sender } from "../support/send.ts";
import { engines } from "../support/stores.ts";

const TYPES = ["track", "identify", "page", "screen", "group", "alias"] as const;
type Json = Record<string, unknown>;

/** Puts a text into one field of an event, by its path; a path that ends in `*` is a name, not a value. */
const FIELDS = [
  ...["type", "event", "name", "userId", "anonymousId", "groupId", "previousId", "messageId"],
  ...["timestamp", "originalTimestamp", "sentAt", "receivedAt", "writeKey", "integrations", "channel", "*"],
  ...[
    "email",
    "name",
    "firstName",
    "lastName",
    "title",
    "company",
    "stage",
    "salesOwner",
    "salesforceId",
    "*",
  ].map((name) => `traits.${name}`),
  ...["name", "domain", "industry", "country", "employees", "id"].map((name) => `traits.company.${name}`),
  ...[
    "url",
    "title",
    "campaign",
    "message",
    "email",
    "form",
    "fields",
    "minutes",
    "subject",
    "asset",
    "*",
  ].map((name) => `properties.${name}`),
  ...["ip", "userAgent", "locale", "timezone", "library", "*"].map((name) => `context.${name}`),
  ...[
    "page.url",
    "page.title",
    "page.search",
    "page.referrer",
    "campaign.name",
    "traits.email",
    "traits.name",
  ].map((name) => `context.${name}`),
];

function eventOf(type: string, fields: readonly string[], text: string): Json {
  const event: Json = {
    type,
    event: "Form Submitted",
    messageId: randomUUID(),
    userId: "u1",
    groupId: "g1",
    previousId: "p1",
    timestamp: "2026-11-20T10:00:00.000Z",
  };
  for (const field of fields) {
    const steps = field.split(".");
    const last = steps.pop() ?? "";
    let place = event;
    for (const step of steps) {
      if (typeof place[step] !== "object" || place[step] === null) place[step] = {};
      place = place[step] as Json;
    }
    const name = last === "*" ? text : last;
    Object.defineProperty(place, name, { value: text, enumerable: true, configurable: true, writable: true });
  }
  return event;
}

/** An address cannot hold half a character. */
const sendable = (text: string, length: number) => text.slice(0, length).replace(/\p{Surrogate}/gu, "\ufffd");

describe.each(engines)("hostile text in events on %s", (engine) => {
  let hub: TestHub;
  let sender: Sender;
  beforeAll(async () => {
    hub = await testHub(engine);
    sender = await connect(hub, { org: "acme" });
  });
  afterAll(() => hub.close());

  const send = async (events: readonly Json[]) => {
    for (let n = 0; n < events.length; ) {
      // A body may have 500 kB: as many events as fit.
      const batch: string[] = [];
      for (let size = 0; n < events.length && size < 400_000; n++) {
        const json = JSON.stringify(events[n]);
        size += Buffer.byteLength(json);
        batch.push(json);
      }
      const answer = await sender.post("/v1/batch", `{"batch":[${batch.join(",")}]}`);
      expect(answer.status).toBe(200);
      expect(await answer.json()).toEqual({ success: true });
    }
  };

  /** All that is kept of what was sent, as it was sent. */
  async function kept(): Promise<Set<string>> {
    const rows = await hub.hub.store.query<{ body: string }>(
      `select body from raw_event union all select body from conflicting_event
       union all select convert_from(bytes, 'UTF8') from rejected_event`,
    );
    return new Set(rows.map(({ body }) => body));
  }

  test("as every field, alone and all together: nothing is refused, and each is kept as it came", async () => {
    const alone = TYPES.flatMap((type, turn) =>
      FIELDS.flatMap((field, n) =>
        nasty
          .filter((_, place) => engine === "pglite" || (place + n + turn) % 4 === 0)
          .map((text) => eventOf(type, [field], text)),
      ),
    );
    const together = hostileTexts.map((text, n) =>
      eventOf(
        TYPES[n % TYPES.length] ?? "",
        FIELDS.filter((field) => !["type", "messageId", "userId", "*"].includes(field)),
        // An event may have 32 kB, and has this text in forty places.
        text.length > 500 ? text.slice(0, 500) : text,
      ),
    );
    const inTurn = hostileTexts.flatMap((text, n) =>
      FIELDS.filter((_, place) => (place + n) % 8 === 0).map((field) =>
        eventOf(TYPES[n % TYPES.length] ?? "", [field], text),
      ),
    );
    const events = [...alone, ...together, ...inTurn];
    await send(events);
    const all = await kept();
    const missing = events.map((event) => JSON.stringify(event)).filter((json) => !all.has(json));
    // Under an id that was taken before, what says the same is known already.
    const ids = new Set(hostileTexts.map((text) => text.trim()));
    expect(missing.filter((json) => !ids.has(String((JSON.parse(json) as Json).messageId).trim()))).toEqual(
      [],
    );
    const [figures] = await hub.hub.store.query<Record<string, number>>(
      `select sum(accepted + duplicates + rejected + conflicts)::int as all, sum(accepted)::int as accepted
       from ingest_count`,
    );
    expect(figures?.all).toBe(events.length);
    expect(figures?.accepted).toBeGreaterThan(events.length * 0.7);
    expect(missing.length).toBeLessThan(events.length / 20);
  });

  test("nothing of it becomes an address that runs, half a character, or a row without bounds", async () => {
    const rows = await hub.hub.store.query<Record<string, string | null>>(
      "select title, detail, words, campaign, url from touchpoint union all select key, value, null, null, null from fact",
    );
    expect(rows.length).toBeGreaterThan(1_000);
    for (const row of rows) {
      if (row.url) expect(["http:", "https:"]).toContain(new URL(row.url).protocol);
      for (const text of Object.values(row)) {
        expect(text ?? "").not.toMatch(/\0|\p{Surrogate}/u);
        expect((text ?? "").length).toBeLessThan(5_000);
      }
    }
  });

  test("as what is shown of a lead: the answer is of the contract, and says it as text", async () => {
    const { token } = await hub.join("dana@acme.example");
    const shown = hostileTexts.filter((text, n) => nasty.includes(text) || n % 10 === 0);
    let named = 0;
    for (const [n, text] of shown.entries()) {
      const id = sampleRecordId("00Q", 500 + n);
      // An event may have 32 kB.
      const short = text.length > 500 ? text.slice(0, 500) : text;
      const long = text.slice(0, 6_000);
      const traits = {
        name: long,
        title: short,
        company: short,
        stage: short,
        salesOwner: short,
        salesforceId: id,
      };
      await send([
        { type: "identify", userId: `lead-${n}`, messageId: randomUUID(), traits },
        eventOf("track", ["properties.message", "properties.title", "properties.url", "event"], text),
        {
          type: "track",
          event: text,
          userId: `lead-${n}`,
          messageId: randomUUID(),
          properties: { message: text },
        },
      ]);
      const record = { crm: "salesforce", org: "acme", object: "Lead", id };
      const { person, match } = await hub.call("context", { record }, { token });
      if (/\0|\p{Surrogate}/u.test(text)) {
        // Nobody was ever named so: the event that says it stands aside.
        expect(match.by).toBe("none");
        continue;
      }
      expect([text, match.by]).toEqual([text, "record"]);
      const name = person?.name;
      if (name === undefined) continue;
      named++;
      const whole = long.trim();
      expect(name.endsWith("…") ? whole.startsWith(name.slice(0, -1)) : name === whole, text).toBe(true);
    }
    expect(named).toBeGreaterThan(shown.length * 0.7);
  });

  test("as write key, header, address and query: a clear answer, never a 5xx", async () => {
    const body = () => JSON.stringify({ batch: [eventOf("track", [], "")] });
    const statuses = new Set<number>();
    const texts = hostileTexts.filter(
      (text, n) => nasty.includes(text) || (engine === "pglite" && n % 4 === 0),
    );
    for (const text of texts) {
      const inHeader = text
        .replace(/[^\x20-\x7e]/g, "")
        .slice(0, 4_000)
        .trim();
      const asked = [
        sender.post("/v1/batch", JSON.stringify({ ...JSON.parse(body()), writeKey: text }), {
          authorization: "",
        }),
        sender.post("/v1/batch", body(), {
          authorization: `Basic ${Buffer.from(`${text}:`).toString("base64")}`,
        }),
        sender.post("/v1/batch", body(), { authorization: inHeader }),
        sender.post("/v1/batch", body(), {
          "content-type": inHeader,
          "user-agent": inHeader,
          "x-forwarded-for": inHeader,
          origin: inHeader,
        }),
        sender.post("/v1/batch", body(), { "content-encoding": inHeader.slice(0, 50) }),
        sender.post(`/v1/batch?${encodeURIComponent(sendable(text, 900))}`, body()),
        sender.post(`/v1/batch?x=${encodeURI(sendable(text, 300)).replaceAll("#", "%23")}`, body()),
        sender.post(`/v1/${encodeURIComponent(sendable(text, 300))}`, body()),
      ];
      for (const answer of await Promise.all(asked)) {
        statuses.add(answer.status);
        expect([200, 400, 401, 404], text).toContain(answer.status);
      }
    }
    expect([...statuses].sort()).toEqual([200, 400, 401, 404]);
  });
});
