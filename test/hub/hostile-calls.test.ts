import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { type Endpoint, type EndpointName, endpoints } from "../../lib/contract/endpoints.ts";
import { may } from "../../lib/contract/permissions.ts";
import { hostileTexts, nasty } from "../fixtures/hostile-texts.ts";
import { ADMIN_TOKEN, type TestHub, testHub } from "../support/hub.ts";
import { engines } from "../support/stores.ts";

type Json = Record<string, unknown>;
interface JsonSchema {
  type?: string;
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
  format?: string;
  minLength?: number;
  minimum?: number;
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
}

/** What some field of the contract takes; the first that fits its pattern is a sound value of it. */
const SOUND = [
  "some text",
  "https://acme.example/page",
  "dana@acme.example",
  "00000000-0000-4000-8000-000000000000",
  "2026-03-02T09:00:00.000Z",
  "acme",
  "17",
  "Lead",
  "00Q5g00000A1b2CEAR",
  "2026-03-02",
  "EUR",
];

/** Of a choice of forms, the first. */
const firstForm = ({ anyOf, oneOf }: JsonSchema) => (anyOf ?? oneOf)?.[0];

function soundValue(schema: JsonSchema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum.find((value) => value !== "") ?? "";
  const form = firstForm(schema);
  if (form) return soundValue(form);
  switch (schema.type) {
    case "object":
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, part]) => [name, soundValue(part)]),
      );
    case "array":
      return [soundValue(schema.items ?? {})];
    case "string":
      if (schema.format === "uri") return "https://acme.example/page";
      return SOUND.find((text) => new RegExp(schema.pattern ?? "", "u").test(text)) ?? "some text";
    case "boolean":
      return true;
    case "null":
      return null;
    default:
      return Math.max(1, schema.minimum ?? 1);
  }
}

/** The paths of every text in a request, those of closed lists too. */
function textPaths(schema: JsonSchema, path: string[] = []): string[][] {
  const form = firstForm(schema);
  if (form) return textPaths(form, path);
  if (schema.type === "object") {
    return Object.entries(schema.properties ?? {}).flatMap(([name, part]) =>
      textPaths(part, [...path, name]),
    );
  }
  if (schema.type === "array") return textPaths(schema.items ?? {}, [...path, "0"]);
  return schema.type === "string" || schema.enum ? [path] : [];
}

function withText(value: unknown, [first, ...rest]: readonly string[], text: string): unknown {
  if (first === undefined) return text;
  if (Array.isArray(value)) return [withText(value[0], rest, text)];
  const object = value as Json;
  return { ...object, [first]: withText(object[first], rest, text) };
}

const schemaOf = (request: z.ZodType) =>
  z.toJSONSchema(request, { io: "input", unrepresentable: "any" }) as JsonSchema;
const calls = (Object.entries(endpoints) as [EndpointName, Endpoint][]).flatMap(([name, endpoint]) =>
  endpoint.request ? [{ name, endpoint, schema: schemaOf(endpoint.request) }] : [],
);

describe.each(engines)("hostile text in calls on %s", (engine) => {
  let hub: TestHub;
  let token: string;
  beforeAll(async () => {
    hub = await testHub(engine);
    ({ token } = await hub.join("boss@acme.example", "admin"));
  });
  afterAll(() => hub.close());
  const bearerOf = ({ needs }: Endpoint) => (may("automation", needs) ? ADMIN_TOKEN : token);

  test("the contract's texts are found: each call's sound request is read by its schema", () => {
    expect(calls.length).toBeGreaterThan(35);
    expect(calls.flatMap(({ schema }) => textPaths(schema)).length).toBeGreaterThan(80);
    for (const { name, endpoint, schema } of calls) {
      const all = soundValue(schema) as Json;
      // Of some calls only one of several may be said.
      const asked = [all, ...Object.keys(all).map((only) => ({ [only]: all[only] }))];
      expect([name, asked.some((one) => endpoint.request?.safeParse(one).success)]).toEqual([name, true]);
    }
  });

  test("as every text of every call: an answer of the contract, never a 5xx", async () => {
    let asked = 0;
    const statuses = new Map<number, number>();
    for (const { name, endpoint, schema } of calls) {
      const sound = soundValue(schema);
      for (const [turn, path] of textPaths(schema).entries()) {
        // Every nasty one everywhere; of the long list each has its turn somewhere.
        const texts = hostileTexts.filter(
          (text, n) =>
            (nasty.includes(text) && (engine === "pglite" || n % 3 === turn % 3)) || (n + asked) % 40 === 0,
        );
        await Promise.all(
          texts.map(async (text, n) => {
            // An address cannot hold half a character, and a server reads only so much of one.
            const inAddress = endpoint.method === "GET" || endpoint.upload !== undefined;
            const said = inAddress ? text.slice(0, 2_000).replace(/\p{Surrogate}/gu, "\ufffd") : text;
            const answer = await hub.ask(name, withText(sound, path, said), {
              token: bearerOf(endpoint),
              from: `198.51.${turn % 250}.${n % 250}`,
              ...(endpoint.upload ? { file: "Email\ndana@initech.example\n" } : {}),
            });
            const { status } = answer;
            statuses.set(status, (statuses.get(status) ?? 0) + 1);
            expect([200, 400, 403, 404, 409, 410, 429], `${name} ${path.join(".")} ${text}`).toContain(
              status,
            );
            const reply = (await answer.json()) as Json;
            expect(typeof reply.hubId).toBe("string");
          }),
        );
        asked += texts.length;
      }
    }
    expect(asked).toBeGreaterThan(1_000);
    expect(statuses.get(200)).toBeGreaterThan(50);
    expect(statuses.get(400)).toBeGreaterThan(500);
  });

  test("as names that are kept: they read back as they were, or are refused", async () => {
    let taken = 0;
    const admin = { token: ADMIN_TOKEN };
    for (const text of hostileTexts.filter(
      (one, n) => nasty.includes(one) || (engine === "pglite" && n % 5 === 0),
    )) {
      const added = await hub.ask("addSource", { type: "segment", name: text }, admin);
      const invite = await hub.call("invite", { email: `${randomUUID()}@acme.example`, role: "rep" }, admin);
      const joined = await hub.ask("join", { code: invite.code, name: text, device: text.slice(0, 120) });
      expect([added.status, joined.status]).toEqual([joined.status, added.status]);
      const fits = text.trim().length > 0 && text.trim().length <= 120 && !/\0|\p{Surrogate}/u.test(text);
      expect([text, added.status]).toEqual([text, fits ? 200 : 400]);
      if (!fits) continue;
      taken++;
      const { id } = (await added.json()) as { id: string };
      const { items } = await hub.call("sources", {}, admin);
      expect(items.find((source) => source.id === id)?.name).toBe(text.trim());
      const own = { token: ((await joined.json()) as { token: string }).token };
      expect((await hub.call("me", undefined, own)).member.name).toBe(text.trim());
      const [device] = (await hub.call("devices", undefined, own)).items;
      expect(device?.name ?? "").not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }
    expect(taken).toBeGreaterThan(engine === "pglite" ? 60 : 15);
  });

  test.runIf(engine === "pglite")(
    "as headers and addresses of the API: a clear answer, never a 5xx",
    async () => {
      for (const text of hostileTexts) {
        const header = text
          .replace(/[^\x20-\x7e]/g, "")
          .slice(0, 4_000)
          .trim();
        const inAddress = encodeURIComponent(text.slice(0, 500).replace(/\p{Surrogate}/gu, "\ufffd"));
        const bearer = `Bearer ${ADMIN_TOKEN}`;
        const asked = [
          hub.request("/api/me", { headers: { authorization: header } }),
          hub.request("/api/me", { headers: { authorization: `Bearer ${header}` } }),
          hub.request("/api/invites", {
            method: "POST",
            headers: { authorization: bearer, "idempotency-key": header },
            body: "{}",
          }),
          hub.request("/api/sources", {
            headers: { authorization: bearer, origin: header, "x-forwarded-for": header, accept: header },
          }),
          hub.request(`/api/imports/${inAddress}`, { headers: { authorization: bearer } }),
          hub.request(`/api/imports?cursor=${inAddress}`, { headers: { authorization: bearer } }),
          hub.request(`/api/sources?${inAddress}=1&deleted=${inAddress}`, {
            headers: { authorization: bearer },
          }),
          hub.request(`/api/${inAddress}`, { headers: { authorization: bearer } }),
          hub.request(`/${inAddress}`),
          hub.request(`/join/${inAddress}`),
        ];
        for (const [n, answer] of (await Promise.all(asked)).entries()) {
          expect([200, 400, 401, 403, 404], `${n} ${text}`).toContain(answer.status);
          expect(answer.headers.get("set-cookie")).toBeNull();
          expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
        }
      }
      for (const path of [
        "/%",
        "/%00",
        "/%ff",
        "/api/%E0%A4%A",
        "/api/imports/%00",
        "/join/..%2f..%2fpackage.json",
      ]) {
        const { status } = await hub.request(path, { headers: { authorization: `Bearer ${ADMIN_TOKEN}` } });
        expect([400, 404], path).toContain(status);
      }
    },
  );
});
