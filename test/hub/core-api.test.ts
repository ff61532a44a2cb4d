import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../../hub/app.ts";
import { StoreUnavailable } from "../../hub/store/errors.ts";
import type { Store } from "../../hub/store/store.ts";
import { type Endpoint, endpoints } from "../../lib/contract/endpoints.ts";
import { ERROR_STATUS, type ErrorCode, ErrorReply } from "../../lib/contract/error.ts";
import { Envelope } from "../../lib/contract/hub.ts";
import { ADMIN_TOKEN, type TestHub, testHub } from "../support/hub.ts";
import { engines } from "../support/stores.ts";

const bearer = { authorization: `Bearer ${ADMIN_TOKEN}` };
const post = (body: string, headers: Record<string, string> = bearer): RequestInit => ({
  method: "POST",
  headers,
  body,
});

describe.each(engines)("the API on %s", (engine) => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await testHub(engine);
  });
  afterAll(() => hub.close());

  /** Every error is of the contract, with the status that its code has, and says who answered. */
  async function expectError(response: Response, code: ErrorCode, words?: string | RegExp) {
    const json: unknown = await response.json();
    const { error } = ErrorReply.parse(json);
    expect([response.status, error.code]).toEqual([ERROR_STATUS[code], code]);
    expect(Envelope.parse(json)).toEqual({ hubId: hub.hub.id, contract: 1, minContract: 1 });
    if (words) expect(error.message).toMatch(words);
    return error;
  }

  test("health and readiness say who answers, and are honest about power cuts", async () => {
    const health = await hub.request("/healthz");
    expect(await health.json()).toMatchObject({ ok: true, hubId: hub.hub.id, contract: 1, minContract: 1 });
    const ready = await hub.call("ready", undefined);
    expect(ready.store.engine).toBe(engine);
    expect(ready.store.survivesPowerCut).toBe(engine === "postgres");
    expect(ready.store.note === undefined).toBe(engine === "postgres");
  });

  test("an unknown path and an unknown method are said to be so", async () => {
    await expectError(await hub.request("/api/nothing"), "not_found");
    await expectError(await hub.request("/nothing"), "not_found");
    const wrong = await hub.request("/api/join");
    expect(wrong.headers.get("allow")).toBe("POST, OPTIONS");
    await expectError(wrong, "method_not_allowed", "Use POST here");
    await expectError(
      await hub.request("/healthz", { method: "DELETE" }),
      "method_not_allowed",
      "GET or HEAD",
    );
    await expectError(await hub.request("/api/sources", { method: "PUT" }), "method_not_allowed");
  });

  test("a body that cannot be read is refused", async () => {
    await expectError(await hub.request("/api/invites", post("{")), "not_json");
    await expectError(await hub.request("/api/invites", post("")), "not_json");
    await expectError(await hub.request("/api/invites", post(`"${"x".repeat(70_000)}"`)), "too_large");
    await expectError(await hub.request("/api/invites", post("[".repeat(20) + "]".repeat(20))), "too_deep");
    await expectError(
      await hub.request("/api/invites", post('{"email":"a\\u0000@b.example"}')),
      "bad_request",
    );
  });

  test.each([
    ["null", "null", /object/],
    ["a list", "[]", /object/],
    ["without a field", '{"role":"rep"}', /^email: /],
    ["with a bad address", '{"role":"rep","email":"<script>alert(1)</script>"}', /^email: .*not an e-mail/],
    ["with a domain that cannot be", '{"role":"rep","email":"a@b c"}', /^email: /],
    ["with an unknown role", '{"role":"king","email":"a@b.example"}', /^role: /],
    ["with a field of another type", '{"role":"rep","email":{"$ne":1}}', /^email: /],
  ])("a request %s is refused with field and cause", async (_what, body, words) => {
    const error = await expectError(await hub.request("/api/invites", post(body)), "bad_request", words);
    expect(error.message).not.toContain("script");
    expect(error.details?.issues).toBeInstanceOf(Array);
  });

  test("a key that is no uuid is refused; without one, the hub makes one", async () => {
    const body = JSON.stringify({ email: "a@b.example", role: "rep" });
    const bad = await hub.request("/api/invites", post(body, { ...bearer, "idempotency-key": "7" }));
    await expectError(bad, "bad_request", /uuid/);
    const upper = randomUUID().toUpperCase();
    const made = await hub.request("/api/invites", post(body, { ...bearer, "idempotency-key": upper }));
    expect(await made.json()).toMatchObject({ id: upper.toLowerCase() });
    expect((await hub.request("/api/invites", post(body))).status).toBe(200);
  });

  test.each([
    ["nobody", undefined],
    ["another scheme", `Basic ${Buffer.from(ADMIN_TOKEN).toString("base64")}`],
    ["a token that was never given", "Bearer leadside_nothing"],
    ["an empty token", "Bearer "],
    ["a token of strange characters", "Bearer ' or 1=1 --"],
    ["the admin token and more", `Bearer ${ADMIN_TOKEN}x`],
  ])("%s is not let in", async (_who, authorization) => {
    const headers: Record<string, string> = authorization ? { authorization } : {};
    const answer = await hub.request("/api/sources", { headers });
    expect(answer.headers.get("www-authenticate")).toContain("Bearer");
    await expectError(answer, "unauthorized");
  });

  test("HEAD answers as GET does, without a body", async () => {
    const answer = await hub.request("/api/sources", { method: "HEAD", headers: bearer });
    expect([answer.status, await answer.text()]).toEqual([200, ""]);
  });

  test("any origin may call with a bearer, never with cookies", async () => {
    const preflight = await hub.request("/api/context", {
      method: "OPTIONS",
      headers: { origin: "chrome-extension://abc", "access-control-request-method": "POST" },
    });
    expect(preflight.status).toBe(204);
    const headers = Object.fromEntries(preflight.headers);
    expect(headers).toMatchObject({
      "access-control-allow-origin": "*",
      "access-control-allow-headers": "authorization, content-type, idempotency-key",
      "access-control-allow-methods": "GET, POST, PUT",
    });
    expect(Number(headers["access-control-max-age"])).toBeGreaterThan(600);
    expect(headers).not.toHaveProperty("access-control-allow-credentials");
    for (const path of ["/api/sources", "/api/nothing", "/healthz"]) {
      const answer = await hub.request(path, { headers: { origin: "chrome-extension://abc" } });
      expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    }
    const page = await hub.request("/join", { headers: { origin: "https://evil.example" } });
    expect(page.headers.get("access-control-allow-origin")).toBeNull();
  });

  test("every answer carries strict headers", async () => {
    for (const path of ["/healthz", "/join", "/api/openapi.json", "/nothing"]) {
      const { headers } = await hub.request(path);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(headers.get("content-security-policy")).not.toContain("unsafe");
    }
  });

  test.each([
    ["http://127.0.0.1:8787/healthz", 200],
    ["http://[::1]:8787/healthz", 200],
    ["http://127.0.0.1:8787/join", 200],
    ["http://localhost:8787/healthz", 200],
    ["http://localhost:8787/readyz", 200],
    ["http://localhost:8787/join", 404],
    ["http://localhost:8787/api/me", 404],
    ["http://localhost:8787/api/openapi.json", 404],
    ["http://localhost:8787/v1x/../api/me", 404],
    ["http://10.1.2.3:8787/healthz", 200],
    ["http://10.1.2.3:8787/readyz", 200],
    ["http://10.1.2.3:8787/readyz/", 421],
    ["http://127.0.0.1/join", 421],
    ["http://127.0.0.1:9999/api/me", 421],
    ["http://evil.example/api/openapi.json", 421],
    ["http://evil.example:8787/api/me", 421],
    ["http://127.0.0.1.evil.example:8787/v1/batch", 421],
    ["http://localhost.:8787/join", 421],
  ])("the name that was asked decides: %s", async (url, status) => {
    const answer = await hub.app.request(url);
    expect(answer.status).toBe(status);
    if (status === 421) await expectError(answer, "misdirected", /LEADSIDE_PUBLIC_URL/);
  });

  test("with addresses of its own, the hub answers the team's and the strangers' each", async () => {
    const settings = {
      ...hub.hub.settings,
      publicUrl: "https://leadside.acme.example",
      linksUrl: "https://go.acme.example",
    };
    const app = createApp({ ...hub.hub, settings });
    // Behind a proxy that ends TLS, the name is all that arrives.
    const status = async (url: string) => (await app.request(url)).status;
    expect(await status("http://leadside.acme.example/join")).toBe(200);
    expect(await status("http://go.acme.example/join")).toBe(404);
    expect(await status("http://go.acme.example/healthz")).toBe(200);
    expect(await status("http://localhost:8787/join")).toBe(200);
    expect(await status("http://acme.example/join")).toBe(421);
  });

  test("OpenAPI describes exactly the table", async () => {
    const document = (await (await hub.request("/api/openapi.json")).json()) as {
      openapi: string;
      paths: Record<string, Record<string, { operationId: string; security?: unknown }>>;
    };
    expect(document.openapi).toBe("3.1.0");
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId, security }]) => [
        operationId,
        method.toUpperCase(),
        path,
        security !== undefined,
      ]),
    );
    const table = Object.entries<Endpoint>(endpoints).map(([name, { method, path, needs }]) => [
      name,
      method,
      path,
      needs !== "open",
    ]);
    expect(described.sort()).toEqual(table.sort());
    const text = JSON.stringify(document);
    // Replies may have more in them tomorrow, and a key is made for who sends none.
    expect(text).not.toContain('"additionalProperties":false');
    expect(text).toContain('"name":"Idempotency-Key","in":"header","required":false');
    for (const [, reference] of text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)) {
      expect(text).toContain(`"${reference}":{`);
    }
  });

  test("a database that is away is said to be so, and when to try again", async () => {
    const app = createApp({ ...hub.hub, store: broken(new StoreUnavailable("gone")) }, [ADMIN_TOKEN]);
    const base = hub.hub.settings.publicUrl;
    for (const path of ["/readyz", "/api/sources"]) {
      const answer = await app.request(`${base}${path}`, { headers: bearer });
      expect(answer.headers.get("retry-after")).toBe("2");
      await expectError(answer, "unavailable");
    }
    expect((await app.request(`${base}/healthz`)).status).toBe(200);
  });

  test("an error that nobody foresaw is logged without what was sent, and answered without it too", async () => {
    const logged: unknown[] = [];
    const log = { ...hub.hub.log, debug: () => {}, error: (...what: unknown[]) => logged.push(what) };
    const error = Object.assign(new Error("invalid input: dana@acme.example"), { code: "22P02" });
    const app = createApp({ ...hub.hub, log: log as never, store: broken(error) }, [ADMIN_TOKEN]);
    const answer = await app.request(`${hub.hub.settings.publicUrl}/api/sources`, { headers: bearer });
    const { message } = await expectError(answer, "internal");
    expect(message).not.toContain("dana");
    expect(JSON.stringify(logged)).toContain("22P02");
    expect(JSON.stringify(logged)).toMatch(/"where":"sources".*core-api\.test/);
    expect(JSON.stringify(logged)).not.toContain("dana");
  });

  test("who administered what is in the log, by their id alone; what reps do every day is not", async () => {
    const admin = await hub.join("ada-of-the-log@acme.example", "admin", "Ada Log");
    const logged: unknown[] = [];
    const log = { ...hub.hub.log, debug: () => {}, info: (...what: unknown[]) => logged.push(what) };
    const app = createApp({ ...hub.hub, log: log as never }, [ADMIN_TOKEN]);
    const ask = (path: string, token: string, body?: object) =>
      app.request(`${hub.hub.settings.publicUrl}${path}`, {
        method: body === undefined ? "GET" : "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    await ask("/api/members", admin.token);
    await ask("/api/me", admin.token);
    await ask("/api/retention", admin.token, { lookUps: 60 });
    await ask("/api/retention", ADMIN_TOKEN, { lookUps: 90 });
    expect(logged).toEqual([
      [{ endpoint: "changeRetention", by: admin.id }, "administration"],
      [{ endpoint: "changeRetention", by: "automation" }, "administration"],
    ]);
  });
});

/** A store whose every statement fails. */
function broken(error: Error): Store {
  const fail = () => Promise.reject(error);
  return {
    engine: "postgres",
    query: fail,
    transaction: fail,
    snapshot: fail,
    rebuild: fail,
    script: fail,
    close: async () => {},
  };
}
