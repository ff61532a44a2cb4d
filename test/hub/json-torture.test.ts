import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Endpoint, endpoints } from "../../lib/contract/endpoints.ts";
import { may } from "../../lib/contract/permissions.ts";
import { jsonTorture, type TortureCase } from "../fixtures/json-torture.ts";
import { ADMIN_TOKEN, type TestHub, testHub } from "../support/hub.ts";
import { connect, type Sender } from "../support/send.ts";
import { engines } from "../support/stores.ts";

const EVENT = '"type":"track","event":"x","userId":"u"';
const expected = Object.getOwnPropertyNames(Object.prototype);

test("the cases are what a parser that follows the RFC says they are", () => {
  expect(jsonTorture.length).toBeGreaterThan(300);
  for (const { name, bytes, verdict } of jsonTorture) {
    if (verdict === "either") continue;
    let isJson = true;
    try {
      JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
    } catch {
      isJson = false;
    }
    expect([name, isJson]).toEqual([name, verdict === "json"]);
  }
});

describe.each(engines)("a JSON parser's torture on %s", (engine) => {
  let hub: TestHub;
  let sender: Sender;
  beforeAll(async () => {
    hub = await testHub(engine);
    sender = await connect(hub);
  });
  afterAll(async () => {
    await hub.close();
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(expected);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  /** Sends each, some at a time, and gives what was answered that should not have been. */
  async function surprises(
    send: (one: TortureCase) => Promise<Response>,
    mayAnswer: (one: TortureCase) => readonly number[],
    cases: readonly TortureCase[] = jsonTorture,
  ): Promise<string[]> {
    const found: string[] = [];
    for (let n = 0; n < cases.length; n += 10) {
      await Promise.all(
        cases.slice(n, n + 10).map(async (one) => {
          const { status } = await send(one);
          if (!mayAnswer(one).includes(status)) found.push(`${one.name}: ${status}`);
        }),
      );
    }
    return found;
  }
  const REFUSED = [400, 413];

  test("as whole bodies of /v1/batch, plain and zipped", async () => {
    const may = ({ verdict }: TortureCase) => (verdict === "not json" ? REFUSED : [200, ...REFUSED]);
    expect(await surprises(({ bytes }) => sender.post("/v1/batch", bytes), may)).toEqual([]);
    const zipped = ({ bytes }: TortureCase) =>
      sender.post("/v1/track", gzipSync(bytes), { "content-encoding": "gzip" });
    expect(await surprises(zipped, may)).toEqual([]);
  });

  test("as a property and as any field of an event, beside another that is taken", async () => {
    // A text that ends the batch before its time is another body, and no case of this.
    const inside = jsonTorture.filter(
      ({ bytes }) => !/^\s*$|^[\]},:/]|[\]}] *[\]}x]|\/\/|^\uFEFF/.test(bytes.toString()),
    );
    let wellBehaved = 0;
    const may = ({ verdict }: TortureCase) =>
      verdict === "json" ? [200] : verdict === "not json" ? REFUSED : [200, ...REFUSED];
    for (const field of ['properties":{"x', "traits", "context", "userId", "timestamp", "event"]) {
      const close = field.startsWith("properties") ? "}" : "";
      const fieldCases = field.startsWith("properties") ? inside : inside.slice(0, 100);
      const found = await surprises(
        async ({ bytes }) => {
          wellBehaved++;
          const event = `{${EVENT},"messageId":"${randomUUID()}","${field}":`;
          const other = `,{${EVENT},"messageId":"${randomUUID()}"}]}`;
          const body = Buffer.concat([
            Buffer.from(`{"batch":[${event}`),
            bytes,
            Buffer.from(`${close}}${other}`),
          ]);
          return sender.post("/v1/batch", body);
        },
        may,
        fieldCases,
      );
      expect([field, found]).toEqual([field, []]);
    }
    const kept = await hub.hub.store.query<{ n: number }>("select count(*)::int as n from raw_event");
    expect(kept[0]?.n).toBeGreaterThan(wellBehaved / 4);
  });

  test("what is kept reads back as it was", async () => {
    const valid = jsonTorture.filter(
      ({ verdict, bytes }) => verdict === "json" && !bytes.includes("\\u0000") && bytes.length < 20_000,
    );
    expect(valid.length).toBeGreaterThan(80);
    for (const { name, bytes } of valid) {
      const messageId = randomUUID();
      const text = `{${EVENT},"messageId":"${messageId}","properties":{"x":${bytes.toString()}}}`;
      expect((await sender.post("/v1/track", text)).status).toBe(200);
      const [raw] = await hub.hub.store.query<{ body: string }>(
        "select body from raw_event where message_id = $1",
        [messageId],
      );
      const [aside] = await hub.hub.store.query<{ body: Buffer }>(
        "select bytes as body from rejected_event where message_id = $1",
        [messageId],
      );
      // As JavaScript reads it: the same name twice is the later one.
      const sent = JSON.stringify(JSON.parse(text));
      expect([name, raw?.body ?? aside?.body.toString()]).toEqual([name, sent]);
    }
  });

  test.runIf(engine === "pglite")("as bodies of every call of the API", async () => {
    const said = Object.values<Endpoint>(endpoints).filter(
      ({ method, upload }) => method === "POST" && upload === undefined,
    );
    expect(said.length).toBeGreaterThan(25);
    const { token } = await hub.join("boss@acme.example", "admin");
    for (const [turn, { path, needs, request }] of said.entries()) {
      const bearer = may("automation", needs) ? ADMIN_TOKEN : token;
      // A call that takes nothing, such as signing out, reads no body.
      if (request === undefined) continue;
      const found = await surprises(
        ({ bytes }) =>
          hub.request(path, {
            method: "POST",
            headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
            body: new Uint8Array(bytes),
          }),
        ({ verdict }) => (verdict === "not json" ? REFUSED : [200, 404, 409, ...REFUSED]),
        // All read their bodies in one way: every fourth case each, so that each case comes several times.
        jsonTorture.filter((_, n) => n % 4 === turn % 4),
      );
      expect([path, found]).toEqual([path, []]);
    }
  });
});
