import { createHash, randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { createApp } from "../../hub/app.ts";
import { compressed } from "../../hub/backup/compressed.ts";
import { keepExport } from "../../hub/backup/export-file.ts";
import { verifyExport } from "../../hub/backup/read-export.ts";
import { restore } from "../../hub/backup/restore.ts";
import { writeExport } from "../../hub/backup/write-export.ts";
import { runNextJob } from "../../hub/jobs/run-job.ts";
import { migrate, readMigrations } from "../../hub/store/migrate.ts";
import { openPglite } from "../../hub/store/pglite.ts";
import { openPostgres } from "../../hub/store/postgres.ts";
import type { Store } from "../../hub/store/store.ts";
import { works } from "../../hub/works.ts";
import { samplePeople } from "../fixtures/sample/people.ts";
import { sampleEvents } from "../fixtures/sample/sample-events.ts";
import { ADMIN_TOKEN, type TestHub, testHub } from "../support/hub.ts";
import { createDatabase, dropDatabase } from "../support/postgres.ts";
import { connect, type Sender } from "../support/send.ts";
import { engines } from "../support/stores.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "leadside-backup-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const fileIn = (name: string) => join(folder, name);
const exportTo = (store: Store, path: string) =>
  keepExport(
    compressed((take) => writeExport(store, take)),
    path,
  );

let embedded: Promise<Store> | undefined;

/** A database that no hub ever used; `close` drops it. One at a time on PGlite, which takes seconds to make. */
async function emptyStore(engine: Store["engine"]): Promise<Store> {
  if (engine === "pglite") {
    embedded ??= openPglite(undefined);
    const store = await embedded;
    await empty(store);
    return { ...store, close: async () => {} };
  }
  const server = inject("postgresUrl");
  const url = await createDatabase(server);
  const store = await openPostgres(url, "a test");
  return {
    ...store,
    async close() {
      await store.close();
      await dropDatabase(server, url);
    },
  };
}

const empty = (store: Store) => store.script("drop schema public cascade; create schema public");

/** All rows of all tables, as text in a fixed order. */
async function dump(store: Store): Promise<Record<string, string[]>> {
  const tables = await store.query<{ name: string }>(
    "select tablename::text as name from pg_tables where schemaname = 'public' order by 1",
  );
  const rows: Record<string, string[]> = {};
  for (const { name } of tables) {
    const found = await store.query<{ row: string }>(
      `select to_jsonb(t)::text as row from ${name} t order by 1`,
    );
    rows[name] = found.map(({ row }) => row);
  }
  return rows;
}

const record = (id: string) => ({ crm: "salesforce" as const, org: "acme", object: "Lead", id });

describe("the sample goes from PGlite to PostgreSQL and back", () => {
  const now = new Date("2026-03-02T09:00:00.000Z");
  let hub: TestHub;
  let token: string;
  beforeAll(async () => {
    hub = await testHub("pglite", { dataDir: folder });
    hub.setNow(now);
    token = (await hub.join("dana@leadside.example")).token;
    const sender = await connect(hub, { org: "acme" });
    for (let n = 0; n < events.length; n += 500) await sender.send(...(events.slice(n, n + 500) as never[]));
    await lookAround(sender);
  });
  afterAll(() => hub.close());

  /** A quarter of the sample, beside the cast: many times what goes in one piece. */
  const isSent = (key: string | undefined) => {
    const [, number] = /^contact_(\d+)$/.exec(key ?? "") ?? [];
    return number === undefined || Number(number) % 4 === 0;
  };
  const events = sampleEvents(now).filter(({ userId }) => isSent(userId));
  /** Those, and the two that come to each of twelve people. */
  const touchpoints = events.filter(({ type }) => type === "track" || type === "page").length + 24;
  const people = samplePeople().filter(({ key, marketing }) => marketing === "active" && isSent(key));

  /** Some records are looked at and seen, and then more comes: at once, within the margin, and later. */
  async function lookAround(sender: Sender): Promise<void> {
    for (const [place, person] of people.slice(0, 12).entries()) {
      const said = await hub.call("context", { record: record(person.record.id) }, { token });
      const newest = said.touchpoints.items[0]?.id ?? null;
      if (place % 3 !== 2) await hub.call("seen", { record: record(person.record.id), newest }, { token });
      hub.setNow(new Date(now.getTime() + (place % 4) * 50_000));
      const more = (id: string) => ({
        type: "track",
        userId: person.key,
        event: "Content Downloaded",
        timestamp: now,
        messageId: `${id}-${place}`,
      });
      await sender.send(more("a"), more("b"));
      // Looked at again, but told only on the other side what was seen.
      if (place % 2 === 0) await hub.call("context", { record: record(person.record.id) }, { token });
    }
    hub.setNow(new Date(now.getTime() + 300_000));
  }

  /** What a member is told of every record that was sent, over a store. */
  async function answers(store: Store): Promise<unknown[]> {
    const app = createApp({ ...hub.hub, store }, [ADMIN_TOKEN]);
    const told: unknown[] = [];
    for (const person of samplePeople().filter(({ key }) => isSent(key))) {
      for (const { path, body } of [
        { path: "/api/context", body: { record: record(person.record.id), hints: { email: person.email } } },
        ...(told.length < 40 ? [{ path: "/api/brief", body: { record: record(person.record.id) } }] : []),
      ]) {
        const response = await app.request(`${hub.hub.settings.publicUrl}${path}`, {
          method: "POST",
          headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
          body: JSON.stringify(body),
        });
        expect(response.status).toBe(200);
        const { asOf: _, ...answer } = (await response.json()) as Record<string, unknown>;
        told.push(answer);
      }
    }
    return told;
  }

  test("every answer is the same, and what is new stays new", async () => {
    await exportTo(hub.hub.store, fileIn("one"));
    const before = await answers(hub.hub.store);
    const unseen = before.map((answer) => (answer as { unseen: { since: string; count: number } }).unseen);
    expect(unseen.filter(({ since, count }) => since && count === 2).length).toBeGreaterThan(4);

    const postgres = await emptyStore("postgres");
    const embedded = await emptyStore("pglite");
    try {
      const { header, trailer } = await restore(postgres, fileIn("one"), { replace: false });
      expect(header).toMatchObject({ engine: "pglite", migration: readMigrations().at(-1)?.number });
      expect(trailer.rows.touchpoint).toBe(touchpoints);
      expect(await answers(postgres)).toEqual(before);
      await exportTo(postgres, fileIn("two"));
      await restore(embedded, fileIn("two"), { replace: false });
      expect(await answers(embedded)).toEqual(before);
      // Marking as seen what was looked at before the move works after it.
      const looked = people[2]?.record.id ?? "";
      const [row] = await embedded.query<{ id: string }>(
        "select recent_ids[array_upper(recent_ids, 1)]::text as id from look_up where record like '%' || $1 and array_length(recent_ids, 1) > 0 limit 1",
        [looked],
      );
      const app = createApp({ ...hub.hub, store: embedded }, [ADMIN_TOKEN]);
      const said = await app.request(`${hub.hub.settings.publicUrl}/api/seen`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}` },
        body: JSON.stringify({ record: record(looked), newest: row?.id }),
      });
      expect(said.status).toBe(200);
    } finally {
      await Promise.all([postgres.close(), embedded.close()]);
    }
  });

  test("over HTTP, by one at a time, and remembered", async () => {
    const [first, second] = await Promise.all([
      hub.ask("export", undefined, { token: ADMIN_TOKEN }),
      hub.ask("export", undefined, { token: ADMIN_TOKEN }),
    ]);
    expect([first.status, second.status].sort()).toEqual([200, 409]);
    const taken = first.status === 200 ? first : second;
    expect(taken.headers.get("content-type")).toBe("application/gzip");
    const { trailer } = await keepExport(
      Readable.fromWeb(taken.body as Parameters<typeof Readable.fromWeb>[0]),
      fileIn("http"),
    );
    expect(trailer.rows.touchpoint).toBe(touchpoints);
    expect(statSync(fileIn("http")).mode & 0o777).toBe(0o600);
    const status = await hub.call("status", undefined, { token: ADMIN_TOKEN });
    expect(status.lastExportAt).toBe(hub.hub.now().toISOString());
    // Who goes away in the middle ends it, and the next one is served.
    const left = await hub.ask("export", undefined, { token: ADMIN_TOKEN });
    await left.body?.cancel();
    const again = async () => {
      const response = await hub.ask("export", undefined, { token: ADMIN_TOKEN });
      await response.body?.cancel();
      return response.status;
    };
    await expect.poll(again).toBe(200);
  });
});

describe.each(engines)("an export into %s", (engine) => {
  let hub: TestHub;
  let sender: Sender;
  let store: Store;
  const path = () => fileIn(engine);
  beforeEach(async () => {
    hub = await testHub(engine, { dataDir: folder });
    sender = await connect(hub);
    await sender.send(...visits(3));
    store = await emptyStore(engine);
    await exportTo(hub.hub.store, path());
  });
  afterEach(async () => {
    await Promise.all([hub.close(), store.close()]);
  });
  const visits = (count: number) =>
    Array.from({ length: count }, (_, n) => ({
      type: "track",
      userId: `u${n}`,
      event: `Visit "${n}" \\ \n é 🎉`,
      timestamp: new Date(),
    }));

  test("holds every table, and brings each row as it was", async () => {
    await restore(store, path(), { replace: false });
    const [before, after] = [await dump(hub.hub.store), await dump(store)];
    expect(Object.keys(after)).toEqual(Object.keys(before));
    const { trailer } = await verifyExport(path());
    expect(Object.keys(trailer.rows).sort()).toEqual(
      Object.keys(before).filter((name) => name !== "migration"),
    );
    const plain = (rows: string[] = []) => rows.map((row) => row.replace(/"tx": "\d+"/, "")).sort();
    for (const [table, rows] of Object.entries(before)) {
      if (table !== "migration") expect(plain(after[table]), table).toEqual(plain(rows));
    }
    // Numbers go on after the highest.
    const app = createApp({ ...hub.hub, store }, [ADMIN_TOKEN]);
    const sent = await app.request(`${hub.hub.settings.publicUrl}/v1/batch`, {
      method: "POST",
      headers: { authorization: `Basic ${Buffer.from(`${sender.writeKey}:`).toString("base64")}` },
      body: JSON.stringify({ batch: visits(5).map((event, n) => ({ ...event, messageId: `new ${n}` })) }),
    });
    expect(sent.status).toBe(200);
    const ids = (await store.query<{ id: number }>("select id from touchpoint order by id")).map(
      ({ id }) => id,
    );
    expect(ids).toEqual(Array.from({ length: 8 }, (_, n) => (ids[0] ?? 0) + n));
    expect(await migrate(store)).toEqual([]);
  });

  test("has the same indexes and references as a database that was migrated", async () => {
    await restore(store, path(), { replace: false });
    const shape = (of: Store) =>
      of.query(
        `select pg_get_indexdef(indexrelid) as is from pg_index i join pg_class c on c.oid = i.indexrelid
         where c.relnamespace = 'public'::regnamespace
         union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
         where connamespace = 'public'::regnamespace
         union all select table_name || ' ' || column_name || ' ' || coalesce(column_default, '') || is_identity
         from information_schema.columns where table_schema = 'public'
         union all select schemaname || sequencename from pg_sequences order by 1`,
      );
    expect(await shape(store)).toEqual(await shape(hub.hub.store));
  });

  test("is refused by a database that holds something, unless it is to be replaced", async () => {
    await restore(store, path(), { replace: false });
    await sender.send(...visits(9));
    await exportTo(hub.hub.store, path());
    const before = await dump(store);
    await expect(restore(store, path(), { replace: false })).rejects.toThrow(
      /already holds something.*touchpoint 3/,
    );
    expect(await dump(store)).toEqual(before);
    const { replaced } = await restore(store, path(), { replace: true });
    expect(replaced.touchpoint).toBe(3);
    expect(await store.query("select count(*)::int as n from touchpoint")).toEqual([{ n: 12 }]);
    // Of a hub that was only started, nothing is lost.
    await empty(store);
    await migrate(store);
    await restore(store, path(), { replace: false });
  });

  test("of before an erasure brings nobody back who was erased since", async () => {
    const maya = "maya.okafor@initech.example";
    const said = (email: string, userId: string) => ({
      type: "identify",
      userId,
      traits: { email, name: userId },
    });
    await sender.send(said(maya, "Maya"), said("bob@initech.example", "Bob"));
    await exportTo(hub.hub.store, path());
    const { id } = await hub.call("erasePerson", { email: maya }, { token: ADMIN_TOKEN });
    await hub.work();
    await exportTo(hub.hub.store, fileIn("erased"));
    await restore(store, fileIn("erased"), { replace: false });

    const { erasures } = await restore(store, path(), { replace: true });
    expect(erasures).toEqual({ heldOff: 2, erasedAgain: 1, left: 0, unknown: 0 });
    expect(await store.query("select 1 from erasure where id = $1", [id])).toHaveLength(1);
    const restored = { ...hub.hub, store };
    for (let n = 0; n < 1_000 && (await runNextJob(restored, works, randomUUID())); n++);
    const left = JSON.stringify(await dump(store));
    expect(left).not.toMatch(/maya/i);
    expect(left).toMatch(/bob@initech/);
    expect(await store.query("select 1 from suppression where lifted_at is null")).toHaveLength(2);

    // Of another hub, it is only told.
    await store.query("update hub set suppression_secret = '\\x00', id = gen_random_uuid()");
    const other = await restore(store, path(), { replace: true });
    expect(other.erasures).toEqual({ heldOff: 0, erasedAgain: 0, left: 0, unknown: 2 });
  });

  test.runIf(engine === "postgres")("loses nothing of a hub that is started meanwhile", async () => {
    await restore(store, path(), { replace: false });
    const [{ name } = { name: "" }] = await store.query<{ name: string }>(
      "select current_database()::text as name",
    );
    const url = new URL(inject("postgresUrl"));
    url.pathname = `/${name}`;
    const started: Store[] = [];
    let written: Promise<unknown> | undefined;
    const during: Store = {
      ...store,
      rebuild: (work) =>
        store.rebuild((sql) =>
          work({
            ...sql,
            async script(text) {
              if (/^create schema/.test(text)) {
                const other = await openPostgres(url.href);
                started.push(other);
                written = other.query("insert into person default values");
              }
              return sql.script(text);
            },
          }),
        ),
    };
    const before = await store.query<{ n: number }>("select count(*)::int as n from person");
    await expect(restore(during, path(), { replace: true })).rejects.toThrow("A hub is connected");
    await written;
    const after = await store.query<{ n: number }>("select count(*)::int as n from person");
    expect(after[0]?.n).toBe((before[0]?.n ?? 0) + 1);
    await Promise.all(started.map((one) => one.close()));
  });

  test("in the place of the same hub: who was shut out since stays out, and nobody else", async () => {
    const shutOut = await hub.join("shut@leadside.example");
    const admin = await hub.join("admin@leadside.example", "admin");
    const rep = await hub.join("rep@leadside.example");
    const { id: inviteId } = await hub.call(
      "invite",
      { email: "late@leadside.example", role: "rep" },
      { token: ADMIN_TOKEN },
    );
    await exportTo(hub.hub.store, path());
    await restore(store, path(), { replace: false });
    const before = await dump(store);

    await store.query("update member set deactivated_at = now() where id = $1", [shutOut.id]);
    await store.query("update token set revoked_at = now() where member_id = $1", [shutOut.id]);
    await store.query("update member set role = 'rep' where id = $1", [admin.id]);
    await store.query("update invite set revoked_at = now() where id = $1", [inviteId]);
    await store.query("update source_key set revoked_at = now()");
    await store.query("update source set deleted_at = now()");
    const { carriedOver } = await restore(store, path(), { replace: true });
    expect(carriedOver).toEqual({ members: 2, devices: 1, invites: 1, keys: 1, sources: 1 });
    const app = createApp({ ...hub.hub, store }, [ADMIN_TOKEN]);
    const asked = async (token: string) =>
      (
        await app.request(`${hub.hub.settings.publicUrl}/api/me`, {
          headers: { authorization: `Bearer ${token}` },
        })
      ).status;
    expect(await Promise.all([shutOut, admin, rep].map(({ token }) => asked(token)))).toEqual([
      401, 200, 200,
    ]);
    expect(await store.query("select role from member where id = $1", [admin.id])).toEqual([{ role: "rep" }]);
    // What was given since is not kept: only what was taken away is.
    await store.query("update member set role = 'admin' where id = $1", [rep.id]);
    await restore(store, path(), { replace: true });
    expect(await store.query("select role from member where id = $1", [rep.id])).toEqual([{ role: "rep" }]);

    // In the place of another hub the file says what holds.
    await empty(store);
    await migrate(store);
    const elsewhere = await restore(store, path(), { replace: true });
    expect(elsewhere.carriedOver).toBeUndefined();
    expect((await dump(store)).member).toEqual(before.member);
  });

  test("in the place of the same hub of a release before", async () => {
    await migrate(store, readMigrations().slice(0, 1));
    await store.query("insert into member (id, name, role) values (gen_random_uuid(), 'Dana', 'rep')");
    await exportTo(store, fileIn("old"));
    await store.query("update member set deactivated_at = now()");
    const { carriedOver } = await restore(store, fileIn("old"), { replace: true });
    expect(carriedOver).toEqual({ members: 1, devices: 0, invites: 0, keys: 0, sources: 0 });
    expect(await store.query("select 1 as n from member where deactivated_at is not null")).toEqual([
      { n: 1 },
    ]);
  });

  test("brings the database of a release before to today's form", async () => {
    await migrate(store, readMigrations().slice(0, 1));
    await store.query("insert into person default values");
    const old = await dump(store);
    await exportTo(store, fileIn("old"));
    await empty(store);
    await restore(store, fileIn("old"), { replace: false });
    expect(await migrate(store)).toEqual([]);
    const now = await dump(store);
    expect(now.person).toEqual(old.person);
    expect(now.hub?.[0]).toContain(JSON.parse(old.hub?.[0] ?? "").id);
  });

  const lines = () => gunzipSync(readFileSync(path())).toString().trimEnd().split("\n");
  /** Writes a file whose sum is right, whatever was done to its lines. */
  const forged = (change: (lines: string[]) => string[]) => {
    const changed = change(lines().slice(0, -1));
    const trailer = JSON.parse(lines().at(-1) ?? "") as { rows: Record<string, number> };
    const sha256 = createHash("sha256")
      .update(`${changed.join("\n")}\n`)
      .digest("hex");
    return gzipSync(`${[...changed, JSON.stringify({ ...trailer, sha256 })].join("\n")}\n`);
  };
  const header = (change: object) => (all: string[]) => [
    JSON.stringify({ ...(JSON.parse(all[0] ?? "") as object), ...change }),
    ...all.slice(1),
  ];

  test("that is cut off, altered or too new is refused before anything changes", async () => {
    await restore(store, path(), { replace: false });
    const before = await dump(store);
    const whole = readFileSync(path());
    const flipped = (at: number) => {
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ 0x10;
      return bytes;
    };
    const text = gunzipSync(whole).toString();
    const cases: [string, Uint8Array | string, RegExp][] = [
      ["cut in the middle", whole.subarray(0, whole.length >> 1), /cut off/],
      ["cut by one byte", whole.subarray(0, -1), /cut off/],
      ["cut before compression", gzipSync(text.slice(0, text.length >> 1)), /cut off|altered/],
      ["without its last line", gzipSync(text.slice(0, text.lastIndexOf("{"))), /cut off/],
      ["a bit in the middle", flipped(whole.length >> 1), /altered/],
      ["a bit near the end", flipped(whole.length - 6), /altered/],
      ["more behind it", Buffer.concat([whole, Buffer.from("more")]), /altered/],
      ["twice", Buffer.concat([whole, whole]), /altered/],
      ["another value", gzipSync(text.replace("Visit", "visit")), /altered/],
      ["a row less", gzipSync(text.replace(/^\["1",.*\n/m, "")), /altered/],
      ["nothing", "", /no export/],
      ["something else", "lorem ipsum", /no export/],
      ["something else, compressed", gzipSync('{"a":1}\n'), /no export/],
      ["a newer form", forged(header({ version: 2 })), /written in form 2/],
      ["a newer release", forged(header({ migration: 99, release: "9.9.9" })), /release 9\.9\.9.*knows 4/s],
      [
        "a table that was not",
        forged((all) => all.map((line) => line.replace('"table":"person"', '"table":"x"'))),
        /altered/,
      ],
      [
        "a reference to nobody",
        forged((all) =>
          all.map((line) => line.replace(/^\["[0-9a-f-]{36}", "20/, `["${randomUUID()}", "20`)),
        ),
        /refused a row of it \(23503\).*altered/,
      ],
    ];
    const said: Record<string, string> = {};
    for (const [what, bytes] of cases) {
      writeFileSync(fileIn("bad"), bytes);
      said[what] = await restore(store, fileIn("bad"), { replace: true }).then(
        () => "taken",
        (error: Error) => error.message,
      );
    }
    const expected = cases.map(([what, , words]) => [what, expect.stringMatching(words)]);
    expect(said).toEqual(Object.fromEntries(expected));
    await expect(restore(store, fileIn("none"), { replace: true })).rejects.toThrow("it is not there");
    expect(await dump(store)).toEqual(before);
  });

  test.runIf(engine === "postgres")("waits for no hub: it is refused while one is connected", async () => {
    await expect(restore(hub.hub.store, path(), { replace: true })).resolves.toBeDefined();
    const [row] = await hub.hub.store.query<{ name: string }>("select current_database()::text as name");
    const url = new URL(inject("postgresUrl"));
    url.pathname = `/${row?.name}`;
    const other = await openPostgres(url.href, "Leadside import");
    await hub.hub.store.query("select 1");
    await expect(restore(other, path(), { replace: true })).rejects.toThrow("A hub is connected");
    await other.close();
  });
});
