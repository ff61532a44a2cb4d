import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createApp } from "../../hub/app.ts";
import { StoreUnavailable } from "../../hub/store/errors.ts";
import { ADMIN_TOKEN, type TestHub, testHub } from "../support/hub.ts";
import { connect } from "../support/send.ts";
import { engines } from "../support/stores.ts";

describe.each(engines)("/metrics on %s", (engine) => {
  let hub: TestHub;
  beforeEach(async () => {
    hub = await testHub(engine);
  });
  afterEach(() => hub.close());

  const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
  const figures = async () => {
    const answer = await hub.request("/metrics", bearer(ADMIN_TOKEN));
    expect(answer.status).toBe(200);
    return answer.text();
  };

  test("is for who may operate the hub, and for this machine itself", async () => {
    const { token: rep } = await hub.join("rep@acme.example");
    const { token: admin } = await hub.join("admin@acme.example", "admin");
    const status = async (init?: RequestInit, from?: string) =>
      (await hub.request("/metrics", init, from)).status;
    expect(await status()).toBe(401);
    expect(await status(bearer("nonsense"))).toBe(401);
    expect(await status(bearer(rep))).toBe(403);
    expect(await status(bearer(admin))).toBe(200);
    expect(await status(bearer(ADMIN_TOKEN))).toBe(200);
    expect(await status({ method: "POST" })).toBe(405);
    for (const from of ["127.0.0.1", "::1", "::ffff:127.0.0.1"]) expect(await status({}, from)).toBe(200);
    // A proxy on this machine speaks for somebody else; and who says a token is judged by it.
    for (const header of ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"]) {
      expect(await status({ headers: { [header]: "203.0.113.9" } }, "127.0.0.1"), header).toBe(401);
    }
    expect(await status(bearer(rep), "127.0.0.1")).toBe(403);
    // A page whose own name was made to point here.
    const env = { incoming: { socket: { remoteAddress: "127.0.0.1" } } };
    expect((await hub.app.request("http://evil.example:8787/metrics", {}, env)).status).toBe(401);
  });

  test("counts what stands aside once a minute", async () => {
    const start = new Date("2026-03-02T09:00:00.000Z");
    hub.setNow(start);
    const sender = await connect(hub);
    await sender.post("/v1/batch", '{"batch":[{"type":"track"}]}');
    expect(await figures()).toContain("leadside_rejected_events 1\n");
    await sender.post("/v1/batch", '{"batch":[{"type":"page"}]}');
    expect(await figures()).toContain("leadside_rejected_events 1\n");
    hub.setNow(new Date(start.getTime() + 60_000));
    expect(await figures()).toContain("leadside_rejected_events 2\n");
  });

  test("tells what became of events, what waits, and how requests went, without a word about anybody", async () => {
    const sender = await connect(hub);
    const event = { type: "track", userId: "planted-user", event: "Planted Event", messageId: "one" };
    await sender.send(event, { ...event, messageId: "two" });
    await sender.send(event, { ...event, messageId: "two", event: "Other" });
    await sender.post("/v1/batch", '{"batch":[{"type":"track"}]}');
    await hub.request("/planted-address/planted%40mail.example");
    await hub.hub.store.query(
      "insert into job (kind, key, run_at) values ('planted', 'planted', now() - interval '1 minute')",
    );
    await hub.hub.store.query("insert into job (kind, key, failed_at) values ('planted', 'failed', now())");
    const said = await figures();
    for (const line of [
      'leadside_events_total{outcome="accepted"} 2',
      'leadside_events_total{outcome="duplicates"} 1',
      'leadside_events_total{outcome="conflicts"} 1',
      'leadside_events_total{outcome="rejected"} 1',
      "leadside_ingest_lag_seconds_count 3",
      "leadside_rejected_events 1",
      "leadside_conflicting_events 1",
      "leadside_jobs_waiting 1",
      "leadside_jobs_failed 1",
      "leadside_last_export_timestamp_seconds 0",
      'leadside_http_requests_total{endpoint="addSource",status="200"} 1',
      'leadside_http_requests_total{endpoint="/v1/batch",status="200"} 3',
      'leadside_http_requests_total{endpoint="other",status="404"} 1',
    ]) {
      expect(said).toContain(`${line}\n`);
    }
    const [, overdue] = /^leadside_job_overdue_seconds (\S+)$/m.exec(said) ?? [];
    expect(Number(overdue)).toBeGreaterThan(50);
    expect(said).toMatch(/^leadside_build_info\{release="\d+\.\d+\.\d+",node="v\d+/m);
    expect(said).not.toMatch(/planted/i);
  });

  test("tells how the store does, and /readyz and /api/status say its trouble in words", async () => {
    let trouble: string | undefined;
    const broken = async () => {
      if (trouble) throw new StoreUnavailable("not now", { cause: { code: trouble } });
    };
    const { store } = hub.hub;
    const watched = hub.hub.meter.watch({
      ...store,
      query: async (text, values) => {
        if (trouble !== "53100") await broken();
        return store.query(text, values);
      },
      transaction: async (work) => {
        await broken();
        return store.transaction(work);
      },
    });
    const app = createApp({ ...hub.hub, store: watched }, [ADMIN_TOKEN]);
    const ask = async (path: string, init: RequestInit = bearer(ADMIN_TOKEN)) => {
      const answer = await app.request(`${hub.hub.settings.publicUrl}${path}`, init);
      return { status: answer.status, text: await answer.text() };
    };
    const write = () =>
      ask("/api/invites", {
        method: "POST",
        ...bearer(ADMIN_TOKEN),
        body: '{"email":"a@b.example","role":"rep"}',
      });
    expect((await write()).status).toBe(200);
    expect(await ask("/readyz")).toMatchObject({ status: 200, text: expect.not.stringContaining("problem") });

    trouble = "53100";
    expect(await write()).toMatchObject({
      status: 503,
      text: expect.stringContaining("disk of Leadside's database is full"),
    });
    // What is there can still be read.
    for (const path of ["/readyz", "/api/status"]) {
      expect(await ask(path)).toMatchObject({ status: 200, text: expect.stringContaining("is full") });
    }
    trouble = "ECONNREFUSED";
    expect(await ask("/readyz")).toMatchObject({
      status: 503,
      text: expect.stringContaining("cannot be reached"),
    });
    expect((await ask("/metrics")).text).toContain("leadside_store_problem 1\n");
    expect((await ask("/metrics")).text).not.toMatch(/^leadside_jobs_waiting \d/m);

    trouble = undefined;
    expect((await write()).status).toBe(200);
    expect((await ask("/readyz")).text).not.toContain("problem");
    const said = (await ask("/metrics")).text;
    expect(said).toContain("leadside_store_problem 0\n");
    expect(said).toContain(`leadside_store_errors_total{engine="${engine}",reason="full"} 1\n`);
    expect(said).toMatch(
      new RegExp(`^leadside_store_errors_total\\{engine="${engine}",reason="away"\\} [1-9]`, "m"),
    );
    expect(said).toMatch(
      new RegExp(`^leadside_store_seconds_count\\{engine="${engine}",kind="transaction"\\} 3$`, "m"),
    );
  });
});
