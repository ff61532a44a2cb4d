import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type EndpointName, endpoints } from "../../lib/contract/endpoints.ts";
import { addSource, callHub, joinAs } from "../support/call-hub.ts";
import { createDatabase, type PostgresServer, startPostgres } from "../support/postgres.ts";
import { type HubProcess, startHub } from "../support/start-hub.ts";
import { engines } from "../support/stores.ts";
import { waitForValue } from "../support/wait-for.ts";

/** Nothing of these may be found in a log, in any writing. */
const PLANTED = {
  email: "zelda.quibble@planted-mail.example",
  typed: "other.quibble@planted-mail.example",
  name: "Zelda Quibbleworth",
  company: "Plantedco Holdings",
  words: "we need planted secrets before spring",
  userId: "user-planted-4711",
  browser: "browser-planted-0815",
  record: "00Q5g00000PLantEDX",
  member: "Memberina Plantedson",
  memberEmail: "memberina@planted-team.example",
  address: "https://planted-site.example/pricing?token=planted-query",
  network: "203.0.113.77",
};
const RECORD = { crm: "salesforce" as const, org: "acme", object: "Lead", id: "00Q5g00000AbCdEEAV" };

describe.each(engines)("the log of a hub on %s, at its most talkative", (engine) => {
  let server: PostgresServer | undefined;
  let hub: HubProcess;
  const secrets = new Set<string>(Object.values(PLANTED));
  beforeAll(async () => {
    if (engine === "postgres") server = await startPostgres({ durable: true });
    const databaseUrl = server && (await createDatabase(server.url));
    const env = { LEADSIDE_LOG_LEVEL: "trace", LEADSIDE_TRUSTED_PROXIES: "127.0.0.1" };
    hub = await startHub(databaseUrl ? { databaseUrl, env } : { env });
  });
  afterAll(async () => {
    await hub.remove();
    await server?.stop();
  });

  const post = (path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
    fetch(hub.url + path, {
      method: "POST",
      headers: { "content-type": "application/json", "x-forwarded-for": PLANTED.network, ...headers },
      body,
    }).then(async (answer) => ({ status: answer.status, text: await answer.text() }));
  const admin = () => ({ authorization: `Bearer ${hub.adminToken}` });

  /** Every kind of input once, with what must not be told in it. */
  async function everything(writeKey: string, token: string): Promise<void> {
    const tool = { authorization: `Basic ${Buffer.from(`${writeKey}:`).toString("base64")}` };
    const member = { authorization: `Bearer ${token}` };
    const { email, userId, browser, name, company, words, address } = PLANTED;
    const batch = [
      {
        type: "identify",
        messageId: "1",
        userId,
        anonymousId: browser,
        traits: { email, name, company, salesforceId: RECORD.id },
      },
      {
        type: "track",
        messageId: "2",
        userId,
        event: "Demo Requested",
        properties: { message: words, url: address },
      },
      { type: "track", messageId: "2", userId, event: `Another ${name}` },
      {
        type: "page",
        messageId: "3",
        anonymousId: browser,
        name: words,
        properties: { url: address, title: name },
      },
      { type: "alias", messageId: "4", previousId: browser, userId },
      { type: "group", messageId: "5", userId, groupId: company, traits: { name: company } },
      { type: "track", messageId: "6", event: name },
      { type: "nonsense", messageId: email, userId },
      { type: "track", messageId: "7", userId, event: `\u0000${name}` },
    ];
    await post("/v1/batch", gzipSync(JSON.stringify({ batch })), { ...tool, "content-encoding": "gzip" });
    await post("/v1/track", JSON.stringify({ userId, event: words, writeKey: `${writeKey}${userId}` }));
    await post("/v1/batch", `{"batch": [{"userId": "${userId}", `, tool);
    await post("/v1/batch", `${name} ${email}`, { ...tool, "content-encoding": "gzip" });
    await post("/v1/b?writeKey=planted-query", JSON.stringify({ batch: [{ email }] }), {
      authorization: `Basic ${email}`,
    });
    for (const hints of [
      { email, emailFrom: "page" },
      { email: PLANTED.typed, emailFrom: "typed" },
    ]) {
      await post("/api/context", JSON.stringify({ record: RECORD, hints }), member);
    }
    await post(
      "/api/context",
      JSON.stringify({ record: { ...RECORD, id: PLANTED.record }, hints: { email } }),
      member,
    );
    await post(
      "/api/people/import?org=acme",
      `Lead ID,Email,Name,Company\n${RECORD.id},${email},${name},${company}\n${name},${email}x y,,\n`,
      {
        ...admin(),
        "content-type": "text/csv",
      },
    );
    // Every endpoint of the table, with what it does not expect.
    for (const [endpoint, { method, path }] of Object.entries(endpoints) as [
      EndpointName,
      { method: string; path: string },
    ][]) {
      if (endpoint === "export") continue;
      const at = path.replaceAll(/\{\w+\}/g, encodeURIComponent(email));
      const body = JSON.stringify({
        email,
        name,
        code: words,
        record: RECORD,
        id: email,
        personId: userId,
        why: words,
      });
      for (const who of [admin(), member, { authorization: `Bearer ${words.replaceAll(" ", "-")}` }]) {
        if (method === "POST") await post(at, body, { ...who, "idempotency-key": email });
        else await fetch(`${hub.url}${at}?cursor=${encodeURIComponent(email)}`, { headers: who });
      }
      if (method === "POST") await post(at, `{"${name}`, { ...admin() });
    }
    await fetch(`${hub.url}/${encodeURIComponent(email)}?q=${encodeURIComponent(words)}`, {
      headers: member,
    });
    await post("/api/people/erase", JSON.stringify({ email }), admin());
  }

  test("says what happens, and nothing of anybody", async () => {
    const writeKey = await addSource(hub, PLANTED.company);
    const token = await joinAs(hub, PLANTED.memberEmail, PLANTED.member);
    for (const secret of [writeKey, token, hub.adminToken]) secrets.add(secret);
    await everything(writeKey, token);
    await waitForValue("the jobs to be done", async () => {
      const { items } = await callHub(hub.url, hub.adminToken, "jobs");
      const isDue = (runAt: string) => Date.parse(runAt) <= Date.now();
      return items.some(({ state, runAt }) => state !== "failed" && isDue(runAt)) ? undefined : true;
    });
    // Tables that are gone: errors that nobody foresaw, whose messages quote what was sent.
    if (server) await breakTables();
    await everything(writeKey, token);
    if (server) {
      await server.crash();
      await everything(writeKey, token);
    }
    await hub.stop();

    const log = hub.output();
    expect(log).toContain('"endpoint":"context"');
    if (server) {
      expect(log).toContain('"msg":"unexpected error"');
      expect(log).toContain('"msg":"the store is not available"');
    }
    for (const secret of secrets) {
      for (const form of [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]) {
        expect(log.toLowerCase(), secret).not.toContain(form.toLowerCase());
      }
    }
    expect(log).not.toMatch(/quibble|planted|memberina/i);
    expect(log).not.toContain(RECORD.id);
  }, 120_000);

  /** Every text that is written is refused, with a message that quotes it. */
  async function breakTables(): Promise<void> {
    const { openPostgres } = await import("../../hub/store/postgres.ts");
    const names = await openPostgres(server?.url ?? "", "a test");
    const [row] = await names.query<{ name: string }>(
      "select datname::text as name from pg_database where datname like 't\\_%'",
    );
    await names.close();
    const store = await openPostgres(
      Object.assign(new URL(server?.url ?? ""), { pathname: `/${row?.name}` }).href,
      "a test",
    );
    await store.script(
      `create function refuse() returns trigger language plpgsql as $$ begin
         raise exception 'no room for %', to_jsonb(new) using errcode = 'XX000';
       end $$;
       create trigger refuse before insert or update on raw_event for each row execute function refuse();
       create trigger refuse before insert or update on look_up for each row execute function refuse();
       create trigger refuse before insert or update on invite for each row execute function refuse();
       create trigger refuse before insert or update on import_line for each row execute function refuse();
       create trigger refuse before insert or update on erasure for each row execute function refuse();`,
    );
    await store.close();
  }
});
