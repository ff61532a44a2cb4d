import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readSalesforceId } from "../../hub/people/salesforce-id.ts";
import { suppress } from "../../hub/people/suppression.ts";
import type { RequestOf } from "../../lib/contract/endpoints.ts";
import { csvOf, sampleReports } from "../fixtures/reports/reports.ts";
import { ADMIN_TOKEN, type CallOptions, type TestHub, testHub } from "../support/hub.ts";
import { connect } from "../support/send.ts";
import { engines } from "../support/stores.ts";

const admin = { token: ADMIN_TOKEN };
const NOW = new Date("2026-11-20T12:00:00.000Z");
const DAY = 24 * 3_600_000;
const leadId = (n: number) => readSalesforceId(`00Q5e00000${String(n).padStart(5, "0")}`) ?? "";
const lead = (id: string, org = "acme") => ({ crm: "salesforce", org, object: "Lead", id });

describe.each(engines)("a CRM report on %s", (engine) => {
  let hub: TestHub;
  beforeEach(async () => {
    hub = await testHub(engine);
    hub.setNow(NOW);
  });
  afterEach(() => hub.close());

  /** Imports a file to the end; gives the result. */
  async function take(
    file: string | Uint8Array<ArrayBuffer>,
    query: RequestOf<"importPeople"> = {},
    options: CallOptions = {},
  ) {
    const { id } = await hub.call("importPeople", query, { ...admin, ...options, file });
    await hub.work();
    return hub.call("import", { id: id ?? "" }, admin);
  }

  /** Everything that an import may change, as text. */
  async function dump(): Promise<string> {
    const tables = [
      "identity",
      "identity_link",
      "fact",
      "company",
      "company_key",
      "company_fact",
      "company_member",
    ];
    const rows = [];
    for (const table of tables) {
      rows.push(
        ...(await hub.hub.store.query(`select '${table}' as t, x.* from ${table} x order by x::text`)),
      );
    }
    return JSON.stringify(rows);
  }

  const people = (...rows: string[][]) =>
    csvOf([["Lead ID", "Email", "Name", "Title", "Company", "Status", "Owner"], ...rows]);
  const context = async (id: string, hints?: { email: string }, org = "acme") => {
    const rep = await hub.join(`${randomUUID()}@acme.example`);
    return hub.call("context", { record: lead(id, org), ...(hints ? { hints } : {}) }, rep);
  };

  test("is the same three people in every form, and changes nothing the second time", async () => {
    const [first, ...others] = sampleReports();
    expect(await take(first?.bytes ?? "")).toMatchObject({
      state: "done",
      lines: 3,
      done: 3,
      created: 3,
      bad: 0,
    });
    const before = await dump();
    for (const report of others) {
      hub.setNow(new Date(hub.hub.now().getTime() + DAY));
      expect({ name: report.name, ...(await take(report.bytes)) }).toMatchObject({
        name: report.name,
        state: "done",
        unchanged: 3,
        created: 0,
        updated: 0,
      });
    }
    expect(await dump()).toBe(before);
    const { items } = await hub.call("imports", {}, admin);
    expect(items).toHaveLength(others.length + 1);
    expect(items.at(-1)).toMatchObject({ created: 3, org: null });
  });

  test("alone makes the panel of use: name, title, company, stage and colleagues by record, and by e-mail", async () => {
    await take(
      people(
        [leadId(1), "maya@initech.com", "Maya Okafor", "VP Data", "Initech", "Open", "dana@acme.example"],
        [leadId(2), "tomasz@initech.com", "Tomasz Zieliński", "Architect", "Initech Inc.", "", ""],
        [leadId(3), "", "Ann Nomail", "CFO", "Hooli", "", ""],
        ["", "bob@hooli.com", "Bob Noid", "", "", "", ""],
      ),
    );
    const known = await context(leadId(1));
    expect(known).toMatchObject({
      match: { by: "record" },
      person: {
        name: "Maya Okafor",
        title: "VP Data",
        stage: "Open",
        company: { name: "Initech", domain: "initech.com" },
      },
      colleagueCount: 1,
      colleagues: [{ name: "Tomasz Zieliński", title: "Architect", record: { id: leadId(2) } }],
    });
    expect((await context(leadId(3))).person).toMatchObject({
      name: "Ann Nomail",
      company: { name: "Hooli" },
    });
    // A record that was not in the report, with an address on its page that was.
    const byEmail = await context(leadId(9), { email: "Bob@hooli.com" });
    expect(byEmail).toMatchObject({ match: { by: "email" }, person: { name: "Bob Noid" } });
  });

  describe("one address of several records", () => {
    const conflicts = async () => (await hub.call("conflicts", {}, admin)).items;
    const personOf = async (n: number) => (await context(leadId(n))).person;

    test("that is none makes nobody one: each record is a person of its own", async () => {
      const leads = people(
        ...Array.from({ length: 40 }, (_, n) => [leadId(n), "none@none.com", `Lead N${n}`, "", "", "", ""]),
      );
      expect(await take(leads)).toMatchObject({ created: 40, conflicts: 0, bad: 0 });
      expect(await take(leads)).toMatchObject({ unchanged: 40 });
      expect(await personOf(1)).toMatchObject({ name: "Lead N1", emails: [] });
      await hub.call("erasePerson", { email: "none@none.com" }, admin);
      await hub.work();
      expect(await personOf(2)).toMatchObject({ name: "Lead N2" });
    });

    test("under two people's names is a conflict, by a report and by an event", async () => {
      const couple = people(
        [leadId(1), "okafor@initech.com", "Maya Okafor", "", "", "", ""],
        [leadId(2), "okafor@initech.com", "Tomasz Zieliński", "", "", "", ""],
        [leadId(3), "okafor@initech.com", "Okafor, M.", "", "", "", ""],
        [leadId(4), "okafor@initech.com", "", "", "", "", ""],
      );
      expect(await take(couple)).toMatchObject({ created: 1, updated: 2, conflicts: 1 });
      expect(await take(couple)).toMatchObject({ unchanged: 3, conflicts: 1 });
      const sender = await connect(hub, { org: "acme" });
      const said = { type: "identify", userId: "u-bob" };
      await sender.send({
        ...said,
        traits: { email: "okafor@initech.com", salesforceId: leadId(5), firstName: "Bob", lastName: "Ray" },
      });
      // Without a name too: the record's is known.
      await sender.send({ ...said, traits: { email: "okafor@initech.com", salesforceId: leadId(5) } });
      expect(await conflicts()).toMatchObject([
        { kind: "email", why: "two records with one address, under different names", count: 2 },
        { kind: "email", why: "two records with one address, under different names", count: 2 },
      ]);
      const [maya, tomasz, bob] = [await personOf(1), await personOf(2), await personOf(5)];
      expect(tomasz).toMatchObject({ name: "Tomasz Zieliński", emails: [] });
      expect(bob).toMatchObject({ name: "Bob Ray", emails: [] });
      expect([(await personOf(3))?.id, (await personOf(4))?.id]).toEqual([maya?.id, maya?.id]);

      await hub.call("erasePerson", { email: "okafor@initech.com" }, admin);
      await hub.work();
      expect(await personOf(1)).toBeUndefined();
      expect(await personOf(2)).toMatchObject({ name: "Tomasz Zieliński" });
    });

    test("is taken for the tenth of them, and no further", async () => {
      const leads = people(
        ...Array.from({ length: 13 }, (_, n) => [leadId(n), "crowd@initech.com", "Ann Lee", "", "", "", ""]),
      );
      expect(await take(leads)).toMatchObject({ created: 1, updated: 9, conflicts: 3 });
      expect(await take(leads)).toMatchObject({ unchanged: 10, conflicts: 3 });
      expect((await personOf(9))?.id).toBe((await personOf(0))?.id);
      const [one, other] = [await personOf(10), await personOf(11)];
      expect(one?.id).not.toBe(other?.id);
      const listed = await conflicts();
      expect(listed).toHaveLength(3);
      expect(listed[0]).toMatchObject({ kind: "email", why: "the address has 10 records already", count: 2 });
      // An admin's word that they are one holds.
      const [a, b] = [one?.id ?? "", (await personOf(0))?.id ?? ""];
      await hub.call("mergePeople", { from: a, into: b, why: "one" }, admin);
      expect(await take(leads)).toMatchObject({ unchanged: 11, conflicts: 2 });
    });
  });

  test("says what is new, line by line, and each line once", async () => {
    await take(
      people([leadId(1), "a@b.com", "A", "CTO", "", "", ""], [leadId(2), "c@b.com", "C", "CTO", "", "", ""]),
    );
    const result = await take(
      people(
        [leadId(1), "a@b.com", "A", "CEO", "", "", ""], // promoted
        [leadId(2), "c@b.com", "C", "CTO", "", "", ""],
        [leadId(3), "d@b.com", "D", "", "", "", ""],
        [leadId(3), "d@b.com", "D again", "", "", "", ""], // the first counts
        [leadId(4), "c@b.com", "C", "", "", "", ""], // one more record of c
        ["", "", "Nobody", "", "", "", ""],
        [leadId(5), "no address", "E", "", "", "", ""],
        ["001000000000002", "f@b.com", "F", "", "", "", ""],
      ),
    );
    expect(result).toMatchObject({
      lines: 8,
      done: 8,
      created: 2,
      updated: 2,
      unchanged: 2,
      conflicts: 0,
      suppressed: 0,
      bad: 2,
    });
    expect(result.faults.items).toEqual([
      { line: 7, field: null, reason: expect.stringMatching(/neither a record's id/) },
      { line: 8, field: "email", reason: expect.stringMatching(/taken without it/) },
      { line: 9, field: "recordId", reason: expect.stringMatching(/id of an account/) },
    ]);
    expect((await context(leadId(3))).person?.name).toBe("D");
  });

  test("that contradicts itself stays as it is when it is imported again", async () => {
    const file = people(
      [leadId(1), "a@b.com", "A", "CTO", "B", "Open", ""],
      [leadId(1), "a@b.com", "A", "CEO", "C", "Closed", ""],
      [leadId(2), "a@b.com", "Another A", "CMO", "D", "Open", ""],
    );
    await take(file);
    const before = await dump();
    hub.setNow(new Date(NOW.getTime() + DAY));
    expect(await take(file)).toMatchObject({ unchanged: 3, updated: 0 });
    expect(await dump()).toBe(before);
  });

  test("holds from the day that it was made: a newer word stays", async () => {
    const sender = await connect(hub, { org: "acme" });
    await sender.send({
      type: "identify",
      timestamp: new Date(NOW.getTime() - DAY).toISOString(),
      traits: { email: "a@b.com", salesforceId: leadId(1), title: "CEO", company: "New" },
    });
    const file = people([leadId(1), "a@b.com", "A", "CTO", "Old", "", ""]);
    await take(file, { asOf: new Date(NOW.getTime() - 9 * DAY).toISOString() });
    expect((await context(leadId(1))).person).toMatchObject({ name: "A", title: "CEO" });
    await take(file);
    expect((await context(leadId(1))).person).toMatchObject({ title: "CTO" });
    const future = await hub.ask(
      "importPeople",
      { asOf: new Date(NOW.getTime() + DAY).toISOString() },
      { ...admin, file },
    );
    expect(future.status).toBe(400);
  });

  test("merges nobody who has an address of their own, and counts the line as a conflict", async () => {
    await take(
      people([leadId(1), "a@b.com", "A", "", "", "", ""], [leadId(2), "c@b.com", "C", "", "", "", ""]),
    );
    const clash = people([leadId(1), "c@b.com", "A", "", "", "", ""]);
    expect(await take(clash)).toMatchObject({ conflicts: 1, created: 0, updated: 0, unchanged: 0 });
    expect(await take(clash)).toMatchObject({ conflicts: 1 });
    const conflicts = await hub.hub.store.query("select import_id, count from identity_conflict");
    expect(conflicts).toEqual([{ import_id: expect.any(String), count: 2 }]);
    expect((await context(leadId(1))).person?.id).not.toBe((await context(leadId(2))).person?.id);
  });

  test("knows better than a rep's confirmation", async () => {
    await take(people(["", "a@b.com", "A", "", "", "", ""], ["", "c@b.com", "C", "", "", "", ""]));
    const rep = await hub.join("dana@acme.example");
    const record = lead(leadId(1));
    const { person } = await hub.call(
      "context",
      { record, hints: { email: "a@b.com", emailFrom: "typed" } },
      rep,
    );
    await hub.call("confirm", { record, personId: person?.id ?? "" }, rep);
    expect((await hub.call("context", { record }, rep)).match.by).toBe("picked");
    const file = people([leadId(1), "c@b.com", "C", "", "", "", ""]);
    expect(await take(file, { org: "acme" })).toMatchObject({ updated: 1 });
    expect(await hub.call("context", { record }, rep)).toMatchObject({
      match: { by: "record" },
      person: { name: "C" },
    });
    const before = await dump();
    expect(await take(file, { org: "acme" })).toMatchObject({ unchanged: 1 });
    expect(await dump()).toBe(before);
  });

  test("of a sandbox never meets production", async () => {
    const file = people([leadId(1), "a@b.com", "A", "CTO", "B", "", ""]);
    await take(file, { org: "acme" });
    await take(people([leadId(1), "a@b.com", "Copy of A", "", "", "", ""]), { org: "acme--uat.sandbox" });
    expect((await context(leadId(1))).person).toMatchObject({ name: "A" });
    expect((await context(leadId(1), undefined, "acme--uat.sandbox")).person).toMatchObject({
      name: "Copy of A",
    });
  });

  test("does not bring back who was erased", async () => {
    const erasure = randomUUID();
    await hub.hub.store.query("insert into erasure (id, at, state) values ($1, $2, 'done')", [erasure, NOW]);
    await hub.hub.store.transaction((sql) =>
      suppress(sql, erasure, [{ kind: "email", namespace: "", value: "a@b.com" }], NOW),
    );
    const file = people(
      [leadId(1), "A@b.com", "A", "", "", "", ""],
      [leadId(2), "c@b.com", "C", "", "", "", ""],
    );
    expect(await take(file)).toMatchObject({ lines: 2, created: 1, suppressed: 1 });
    expect(
      await hub.hub.store.query("select 1 from identity where value = 'a@b.com' or value = $1", [leadId(1)]),
    ).toEqual([]);
    expect(await hub.hub.store.query("select count from suppression")).toEqual([{ count: 1 }]);

    // Erased while the lines wait.
    const { id } = await hub.call(
      "importPeople",
      {},
      {
        ...admin,
        file: people(
          [leadId(3), "d@b.com", "D", "", "", "", ""],
          [leadId(4), "e@b.com", "E", "", "", "", ""],
        ),
      },
    );
    await hub.hub.store.transaction((sql) =>
      suppress(sql, erasure, [{ kind: "email", namespace: "", value: "d@b.com" }], NOW),
    );
    await hub.hub.store.query("delete from import_line where line = 3");
    await hub.work();
    expect(await hub.call("import", { id: id ?? "" }, admin)).toMatchObject({
      state: "done",
      lines: 2,
      done: 2,
      created: 0,
      suppressed: 2,
    });
  });

  test("is only previewed, and keeps nothing", async () => {
    const reply = await hub.call(
      "importPeople",
      { preview: "1", map: "Owner=" },
      { ...admin, file: people([leadId(1), "a@b.com", "A", "", "", "", "Dana"]) },
    );
    expect(reply.id).toBeUndefined();
    expect(reply.preview).toMatchObject({
      lines: 1,
      bad: 0,
      sample: [{ recordId: leadId(1), email: "a@b.com", name: "A" }],
    });
    expect(reply.preview?.columns.at(-1)).toEqual({
      label: "Owner",
      field: null,
      by: "map",
      examples: ["Dana"],
    });
    expect(await dump()).toBe("[]");
    expect((await hub.call("imports", {}, admin)).items).toEqual([]);
  });

  test("is refused in words, and then nothing is kept", async () => {
    const refused = async (file: string, query: object = {}, options: CallOptions = {}) => {
      const response = await hub.ask("importPeople", query, { ...admin, file, ...options });
      const { error } = (await response.json()) as { error: { message: string } };
      return `${response.status} ${error.message}`;
    };
    expect(await refused("")).toBe("400 The file is empty.");
    expect(await refused("Name,Phone\nA,1\n")).toMatch(/^400 No column is known .* Name, Phone\. Say which/);
    expect(await refused("Name,Phone\nA,1\n", { map: "Fone=email" })).toMatch(
      /^400 There is no column "Fone"/,
    );
    expect(await refused("Email\n", { org: "Not An Org" })).toMatch(/^400 org:/);
    expect(await refused("Email\n", { preview: "perhaps" })).toMatch(/^400 preview:/);
    expect((await hub.call("imports", {}, admin)).items).toEqual([]);
    const rep = await hub.join("dana@acme.example");
    const marketer = await hub.join("mia@acme.example", "marketer");
    expect(await refused("Email\na@b.com\n", {}, rep)).toMatch(/^403/);
    expect((await take("Email\na@b.com\n", {}, marketer)).created).toBe(1);
    const missing = await hub.ask("import", { id: randomUUID() }, admin);
    expect(missing.status).toBe(404);
  });

  test("lists every bad line, page by page", async () => {
    const lines = Array.from({ length: 450 }, (_, n) => (n % 2 === 0 ? `p${n}@b.com` : "bad"));
    const result = await take(`Email\n${lines.join("\n")}\n`);
    expect(result).toMatchObject({ lines: 450, created: 225, bad: 225 });
    expect(result.faults.items).toHaveLength(200);
    const rest = await hub.call("import", { id: result.id, cursor: result.faults.next ?? "" }, admin);
    expect(rest.faults.next).toBeNull();
    const numbers = [...result.faults.items, ...rest.faults.items].map(({ line }) => line);
    expect(numbers).toEqual(Array.from({ length: 225 }, (_, n) => 2 * n + 3));
    for (const name of ["import", "imports"] as const) {
      const response = await hub.ask(name, { id: result.id, cursor: "bm8" }, admin);
      expect(response.status).toBe(400);
    }
  });

  test("is listed with the others, newest first, page by page", async () => {
    for (let n = 0; n < 53; n++) {
      hub.setNow(new Date(NOW.getTime() + n * 1_000));
      await hub.call("importPeople", {}, { ...admin, file: "Email\n" });
    }
    const first = await hub.call("imports", {}, admin);
    const second = await hub.call("imports", { cursor: first.next ?? "" }, admin);
    expect(second.next).toBeNull();
    const times = [...first.items, ...second.items].map(
      ({ createdAt }) => Date.parse(createdAt) - NOW.getTime(),
    );
    expect(times).toEqual(Array.from({ length: 53 }, (_, n) => (52 - n) * 1_000));
  });
});
