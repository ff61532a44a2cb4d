import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { revokeExpiredSessions } from "../../hub/access/prune-sessions.ts";
import { takeOverErasures } from "../../hub/privacy/take-over-erasures.ts";
import { openPostgres } from "../../hub/store/postgres.ts";
import { addSource, callHub, joinAs } from "../support/call-hub.ts";
import { createDatabase, dropDatabase } from "../support/postgres.ts";
import { expectKeptOnce } from "../support/recount.ts";
import { ROOT } from "../support/root.ts";
import { type HubProcess, startHub } from "../support/start-hub.ts";
import { startSending } from "../support/steady-sender.ts";
import { waitForValue } from "../support/wait-for.ts";

const record = { crm: "salesforce" as const, org: "acme", object: "Lead", id: "00Q5g00000AbCdEEAV" };
const EMAIL = "person-3@company-3.example";
/** Something that was told about somebody. */
const GIVE = `
  insert into feedback (id, member_id, identity_id, record, type, note, clicked_at, visible_at)
  select gen_random_uuid(), member.id, identity.id, 'salesforce/acme/x', 'request', 'Something shorter', now(), now()
  from identity, member where identity.kind = 'email' and identity.value = $1 returning id`;

// The release before goes on beside today's; what an older one left behind can still be opened.
describe.each([
  { release: "0.3.0", beside: true },
  { release: "0.2.0", beside: false },
  { release: "0.1.0", beside: false },
])("release $release", { timeout: 150_000 }, ({ release, beside }) => {
  let old: string;
  beforeAll(() => {
    old = mkdtempSync(join(tmpdir(), "leadside-release-"));
    execFileSync("tar", ["-xzf", join(ROOT, `test/fixtures/releases/${release}.tgz`), "-C", old]);
    symlinkSync(join(ROOT, "node_modules"), join(old, "node_modules"));
  });
  afterAll(() => rmSync(old, { recursive: true, force: true }));
  const startOld = (options: { databaseUrl?: string; dataDir?: string }) =>
    startHub({ ...options, entry: join(old, "main.js") });
  const answerOf = async ({ url }: HubProcess, token: string) => {
    const { asOf: _, ...answer } = await callHub(url, token, "context", { record, hints: { email: EMAIL } });
    return answer;
  };

  test.runIf(beside)(
    "goes on beside today's on one PostgreSQL, while and after that migrates; one stream into both is stored once",
    async () => {
      const server = inject("postgresUrl");
      const databaseUrl = await createDatabase(server);
      const before = await startOld({ databaseUrl });
      let today: HubProcess | undefined;
      try {
        expect(await (await fetch(`${before.url}/healthz`)).json()).toMatchObject({ release });
        const writeKey = await addSource(before, "Website");
        const token = await joinAs(before, "dana@acme.example", "Dana");
        // It asks the hub before for another try at nothing: any other answer than 200 ends the sender.
        const old = startSending([() => before.url], writeKey);
        await old.more(100);
        today = await startHub({ databaseUrl });
        await old.more(100);
        await old.finish();
        const { url } = today;
        const both = startSending([() => before.url, () => url], writeKey);
        await both.more(300);
        await both.finish();

        const [one, two] = [await answerOf(before, token), await answerOf(today, token)];
        expect(one.person?.emails).toEqual([EMAIL]);
        expect(one.touchpoints.items.length).toBeGreaterThan(3);
        // Today's may say more.
        expect(two).toMatchObject(one);
        const store = await openPostgres(databaseUrl);
        await expectKeptOnce(store, new Set([...old.acknowledged, ...both.acknowledged]));
        await store.close();
        // Started anew it also finds a database that is newer than it, and can use it.
        await before.stop();
        await before.start();
        expect(await answerOf(before, token)).toEqual(one);
      } finally {
        await Promise.all([before.remove(), today?.remove()]);
        await dropDatabase(server, databaseUrl);
      }
    },
  );

  test.runIf(beside)(
    "beside today's, takes no sign-in of the desk for a bearer, and no erasure that it cannot end stays given up",
    async () => {
      const server = inject("postgresUrl");
      const databaseUrl = await createDatabase(server);
      const before = await startOld({ databaseUrl });
      let today: HubProcess | undefined;
      try {
        const writeKey = await addSource(before, "Website");
        await joinAs(before, "dana@acme.example", "Dana");
        const sender = startSending([() => before.url], writeKey);
        await sender.more(100);
        await sender.finish();
        today = await startHub({ databaseUrl });

        const { url } = today;
        const { link } = await callHub(url, today.adminToken, "signInLink", { email: "dana@acme.example" });
        const opened = await fetch(`${url}/api/session`, {
          method: "POST",
          headers: {
            "content-type": "application/json",
            "idempotency-key": randomUUID(),
            "sec-fetch-site": "same-origin",
          },
          body: JSON.stringify({ code: new URL(link ?? "").hash.slice(1) }),
        });
        const cookie = /^[^=]+=([^;]+)/.exec(opened.headers.get("set-cookie") ?? "")?.[1];
        expect([opened.status, cookie]).toEqual([200, expect.stringMatching(/^leadside_/)]);
        for (const hub of [url, before.url]) {
          const answer = await fetch(`${hub}/api/me`, { headers: { authorization: `Bearer ${cookie}` } });
          expect(answer.status).toBe(401);
        }

        await today.stop();
        const store = await openPostgres(databaseUrl);
        // What has run out it would not know either.
        await revokeExpiredSessions(store, new Date(Date.now() + 31 * 24 * 3_600_000));
        expect(
          await store.query(
            "select kind from token where revoked_at is not null and revoked_at = expires_at",
          ),
        ).toEqual([{ kind: "session" }]);
        const [given] = await store.query(GIVE, ["person-23@company-3.example"]);
        expect(given).toBeDefined();
        const { id } = await callHub(before.url, before.adminToken, "erasePerson", {
          email: "person-23@company-3.example",
        });
        await waitForValue("the release before to fail", async () => {
          const [job] = await store.query("select 1 from job where key = $1 and last_error = '23503'", [id]);
          return job;
        });
        // As if all of its tries were over.
        await store.query("update job set failed_at = now(), claimed_until = null where key = $1", [id]);
        await takeOverErasures(store);
        await today.start();
        await waitForValue("the erasure to be done", async () => {
          const { state } = await callHub(url, today?.adminToken, "erasure", { id });
          return state === "done" ? state : undefined;
        });
        expect(await store.query("select identity_id, note from feedback")).toEqual([
          { identity_id: null, note: "Something shorter" },
        ]);

        const other = await callHub(url, today.adminToken, "erasePerson", {
          email: "person-13@company-3.example",
        });
        // A kind of job that the release before leaves alone.
        expect(
          await store.query("select 1 from job where key = $1 and kind in ('erase', 'erase_person')", [
            other.id,
          ]),
        ).toEqual([]);
        await store.close();
      } finally {
        await Promise.all([before.remove(), today?.remove()]);
        await dropDatabase(server, databaseUrl);
      }
    },
  );

  test("leaves a folder of the embedded database that today's opens", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "leadside-folder-"));
    const before = await startOld({ dataDir });
    let today: HubProcess | undefined;
    try {
      const writeKey = await addSource(before, "Website");
      const token = await joinAs(before, "dana@acme.example", "Dana");
      const sender = startSending([() => before.url], writeKey);
      await sender.more(200);
      await sender.finish();
      const answer = await answerOf(before, token);
      expect(answer.person?.emails).toEqual([EMAIL]);
      await before.kill();
      today = await startHub({ dataDir });
      expect(await answerOf(today, token)).toMatchObject(answer);
      const { items } = await callHub(today.url, today.adminToken, "sources");
      expect(items[0]?.accepted).toBe(sender.acknowledged.size);
    } finally {
      await Promise.all([before.remove(), today?.remove()]);
      rmSync(dataDir, { recursive: true, force: true });
    }
  });
});
