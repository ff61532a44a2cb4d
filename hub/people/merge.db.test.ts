import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ADMIN_TOKEN, type TestHub, testHub } from "../../test/support/hub.ts";
import { connect, type Sender } from "../../test/support/send.ts";
import { engines } from "../../test/support/stores.ts";
import { readBearers } from "./read-person.ts";

const RECORDS = ["00Q00000000000aEAA", "00Q00000000000bEAA"] as const;
const admin = { token: ADMIN_TOKEN };

describe.each(engines)("merge, undo and conflicts, on %s", (engine) => {
  let hub: TestHub;
  let sender: Sender;
  /** Makes addresses and ids of this test's own. */
  let own: (text: string) => string;
  let turn = 0;

  beforeAll(async () => {
    hub = await testHub(engine);
  });
  beforeEach(async () => {
    turn++;
    const suffix = `-m${turn}`;
    own = (text) => (text.includes("@") ? text.replace("@", `${suffix}@`) : `${text}${suffix}`);
    sender = await connect(hub, { org: own("acme") });
  });
  afterAll(() => hub.close());

  const identify = (userId: string | undefined, traits: object = {}, more: object = {}) =>
    sender.send({ type: "identify", ...(userId === undefined ? {} : { userId }), traits, ...more });
  const track = (userId: string, event: string) =>
    sender.send({ type: "track", userId, event, properties: {} });
  const visit = (anonymousId: string, event: string) =>
    sender.send({ type: "track", anonymousId, event, properties: {} });

  /** The current links, as a text that is the same exactly if they are. */
  async function links(): Promise<string> {
    const rows = await hub.hub.store.query<{ link: string }>(
      `select i.kind || ' ' || i.value || '#' || i.epoch || case when l.shared then ' shared' else '' end || ' -> ' ||
         l.person_id as link
       from identity_link l join identity i on i.id = l.identity_id where l.ended_at is null order by 1`,
    );
    return rows.map((row) => row.link).join("\n");
  }
  async function idOf(email: string): Promise<string> {
    const { items } = await hub.call("findPeople", { email }, admin);
    expect(items).toHaveLength(1);
    return items[0]?.id ?? "";
  }
  /** Titles of what counts for a person now, in order of arrival. */
  async function history(personId: string): Promise<string[]> {
    const bearers = await readBearers(hub.hub.store, personId);
    const rows = await hub.hub.store.query<{ title: string }>(
      "select title from touchpoint where identity_id = any($1::bigint[]) order by id",
      [bearers.map(({ id }) => id)],
    );
    return rows.map((row) => row.title);
  }
  const merge = async (from: string, into: string) =>
    (await hub.call("mergePeople", { from, into, why: "One person, two jobs" }, admin)).id;
  const undo = (id: string) => hub.call("undoMerge", { id }, admin);
  async function two(): Promise<[string, string]> {
    await identify(own("u-ann"), { email: own("ann@x.com"), name: "Ann" });
    await identify(own("u-bob"), { email: own("bob@y.com"), name: "Bob", title: "VP" });
    await track(own("u-ann"), "Ann's");
    await track(own("u-bob"), "Bob's");
    return [await idOf(own("ann@x.com")), await idOf(own("bob@y.com"))];
  }
  async function openConflicts() {
    const { items } = await hub.call("conflicts", {}, admin);
    return items.filter(({ sides }) => sides.some(({ identity }) => identity.value.includes(`-m${turn}`)));
  }

  it("merges all of one person into another, and undoes it to the link", async () => {
    const [ann, bob] = await two();
    const before = await links();
    const id = await merge(ann, bob);
    expect(await history(bob)).toEqual(["Ann's", "Bob's"]);
    expect(await history(ann)).toEqual(["Ann's", "Bob's"]);
    expect(await idOf(own("ann@x.com"))).toBe(bob);
    expect(await undo(id)).toMatchObject({ undone: true, personId: ann });
    expect(await links()).toBe(before);
    expect(await history(ann)).toEqual(["Ann's"]);
    expect(await history(bob)).toEqual(["Bob's"]);
    const after = await links();
    expect(await undo(id)).toMatchObject({ undone: true, personId: ann });
    expect(await links()).toBe(after);
  });

  it("says no in words to what is no merge", async () => {
    const [ann, bob] = await two();
    const ask = async (from: string, into: string, why = "why") => {
      const response = await hub.ask("mergePeople", { from, into, why }, admin);
      return [response.status, ((await response.json()) as { error: { message: string } }).error.message];
    };
    expect(await ask(ann, ann.toUpperCase())).toEqual([400, "That is one person already. Give two ids."]);
    const nobody = randomUUID();
    expect(await ask(nobody, bob)).toEqual([404, expect.stringContaining(nobody)]);
    expect(await ask(ann, bob, " ")).toEqual([400, "why: Say why they are one person."]);
    await merge(ann, bob);
    expect(await ask(ann, bob)).toEqual([409, expect.stringContaining(`merged into ${bob} already`)]);
    expect(await ask(bob, ann)).toEqual([409, expect.stringContaining(`merged into ${bob} already`)]);
    const sandbox = await connect(hub, { org: `${own("acme")}--uat.sandbox` });
    await sandbox.send({ type: "track", userId: own("copy"), event: "Copied", properties: {} });
    const [copy] = await hub.hub.store.query<{ person_id: string }>(
      "select person_id from identity_link l join identity i on i.id = l.identity_id where i.value = $1",
      [own("copy")],
    );
    expect(await ask(copy?.person_id ?? "", bob)).toEqual([409, expect.stringContaining("sandbox")]);
    expect((await hub.ask("undoMerge", { id: randomUUID() }, admin)).status).toBe(404);
    expect((await hub.ask("keepApart", { id: "999999" }, admin)).status).toBe(404);
    expect((await hub.ask("merges", { cursor: "bm8" }, admin)).status).toBe(400);
  });

  it("the same write merges once, also after it was undone", async () => {
    const [ann, bob] = await two();
    const key = randomUUID();
    const request = { from: ann, into: bob, why: "twice" };
    expect(await hub.call("mergePeople", request, { ...admin, key })).toMatchObject({ id: key, into: bob });
    expect(await hub.call("mergePeople", request, { ...admin, key })).toMatchObject({ id: key, into: bob });
    await undo(key);
    const parted = await links();
    expect(await hub.call("mergePeople", request, { ...admin, key })).toMatchObject({ id: key, into: bob });
    expect(await links()).toBe(parted);
    const other = await hub.ask("mergePeople", { ...request, why: "else" }, { ...admin, key });
    expect(other.status).toBe(409);
  });

  it("takes along what came by a name of theirs since: browsers, addresses, records, and persons", async () => {
    const [ann, bob] = await two();
    const id = await merge(ann, bob);
    await visit(own("b-ann"), "Ann's browser");
    await identify(own("u-ann"), {}, { anonymousId: own("b-ann") });
    await identify(own("u-bob"), { email: own("bob-private@z.com") });
    await identify(own("u-ann"), { salesforceId: RECORDS[0] });
    await track(own("u-late"), "Before she said who");
    await identify(own("u-late"), { email: own("ann@x.com") });
    await identify(own("u-late"), {}, { anonymousId: own("b-late") });
    await visit(own("b-late"), "By what came by her");
    await track(own("bob-private@z.com"), "Bob's private");
    await undo(id);
    expect(await history(ann)).toEqual([
      "Ann's",
      "Ann's browser",
      "Before she said who",
      "By what came by her",
    ]);
    expect(await history(bob)).toEqual(["Bob's", "Bob's private"]);
    const record = { crm: "salesforce", org: own("acme"), object: "Lead", id: RECORDS[0] };
    const found = await hub.call("findPeople", { record }, admin);
    expect(found.items.map((person) => person.id)).toEqual([ann]);
  });

  it("undoes several merges in any order", async () => {
    for (const [n, order] of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 0, 2],
      [1, 2, 0],
      [0, 2, 1],
    ].entries()) {
      const email = (who: string) => own(`${who}${n}@x.com`);
      for (const who of ["a", "b", "c", "d"]) await track(email(who), who);
      const before = await links();
      const [a, b, c, d] = await Promise.all(["a", "b", "c", "d"].map((who) => idOf(email(who))));
      const merges = [
        await merge(a ?? "", b ?? ""),
        await merge(b ?? "", c ?? ""),
        await merge(d ?? "", c ?? ""),
      ];
      expect((await history(a ?? "")).sort()).toEqual(["A", "B", "C", "D"]);
      for (const [step, which] of order.entries()) {
        await undo(merges[which] ?? "");
        const sizes = await Promise.all([a, b, c, d].map(async (id) => (await history(id ?? "")).length));
        expect(sizes.reduce((sum, size) => sum + 1 / size, 0)).toBeCloseTo(step + 2);
      }
      expect(await links()).toBe(before);
    }
  });

  it("undoes an automatic merge, and no event makes them one again", async () => {
    await track(own("u"), "By user id");
    await track(own("ann@x.com"), "By address");
    const before = await links();
    await identify(own("u"), { email: own("ann@x.com") });
    const ann = await idOf(own("ann@x.com"));
    expect(await history(ann)).toEqual(["By user id", "By address"]);
    const { items } = await hub.call("merges", { personId: ann }, admin);
    expect(items).toEqual([
      expect.objectContaining({
        into: ann,
        fromName: own("u"),
        intoName: own("ann@x.com"),
        by: "event",
        author: null,
        why: "An event (identify) named a user id and an address as one person's.",
        undoneAt: null,
      }),
    ]);
    await undo(items[0]?.id ?? "");
    expect(await links()).toBe(before);
    await identify(own("u"), { email: own("ann@x.com"), name: "again" });
    await identify(own("u"), { email: own("ann@x.com"), name: "and again" });
    expect(await links()).toBe(before);
    // It is known already, and is not asked again.
    expect(await openConflicts()).toEqual([]);
    const settled = await hub.call("conflicts", { resolved: true }, admin);
    expect(settled.items[0]).toMatchObject({ count: 2, resolution: "kept_apart", kind: "user_id" });
  });

  it("who is kept apart from somebody is so from whom they become", async () => {
    await track(own("u"), "U");
    await track(own("v"), "V");
    await identify(own("u"), { salesforceId: RECORDS[0] });
    await identify(own("v"), { salesforceId: RECORDS[0] });
    const [first] = (await hub.call("merges", {}, admin)).items;
    await undo(first?.id ?? "");
    // V becomes somebody with an address; U is still not V.
    await track(own("vera@x.com"), "Vera");
    await identify(own("v"), { email: own("vera@x.com") });
    const before = await links();
    await identify(own("u"), { email: own("vera@x.com") });
    expect(await links()).toBe(before);
    // An admin's word that they are one outweighs the earlier one.
    const vera = await idOf(own("vera@x.com"));
    const [u] = await hub.hub.store.query<{ id: string }>(
      `select person_id as id from identity_link l join identity i on i.id = l.identity_id
       where i.value = $1 and l.ended_at is null`,
      [own("u")],
    );
    await merge(u?.id ?? "", vera);
    expect(await history(vera)).toEqual(["U", "V", "Vera"]);
  });

  it("a conflict shows both sides, and a merge settles it; undone, they are kept apart", async () => {
    const [ann, bob] = await two();
    await identify(own("u-ann"), { email: own("bob@y.com") });
    const [conflict] = await openConflicts();
    expect(conflict).toMatchObject({ kind: "user_id", count: 1, resolution: null, resolvedAt: null });
    const side = (id: string) => conflict?.sides.find(({ person }) => person.id === id);
    expect(side(ann)).toMatchObject({
      identity: { kind: "user_id", value: own("u-ann"), where: "Website", by: "event", touchpoints: 1 },
      person: { name: "Ann", touchpoints: 1, sources: ["Website"], identityCount: 2 },
    });
    expect(side(bob)).toMatchObject({
      identity: { kind: "email", value: own("bob@y.com"), where: "" },
      person: { name: "Bob", title: "VP", company: "y.com" },
    });
    const id = await merge(ann, bob);
    expect(await openConflicts()).toEqual([]);
    const settled = async () =>
      (await hub.call("conflicts", { resolved: true }, admin)).items.find((item) => item.id === conflict?.id);
    expect(await settled()).toMatchObject({ resolution: "merged" });
    await undo(id);
    expect(await settled()).toMatchObject({ resolution: "kept_apart" });
    await identify(own("u-ann"), { email: own("bob@y.com"), again: true });
    expect(await openConflicts()).toEqual([]);
  });

  it("to keep two apart settles every conflict between them", async () => {
    const [ann, bob] = await two();
    await identify(own("u-ann"), { email: own("bob@y.com") });
    await identify(own("u-bob"), { email: own("ann@x.com") });
    const conflicts = await openConflicts();
    expect(conflicts).toHaveLength(2);
    await hub.call("keepApart", { id: conflicts[0]?.id ?? "" }, admin);
    expect(await openConflicts()).toEqual([]);
    await hub.call("keepApart", { id: conflicts[0]?.id ?? "" }, admin);
    await merge(ann, bob);
    const refused = await hub.ask("keepApart", { id: conflicts[0]?.id ?? "" }, admin);
    expect(refused.status).toBe(409);
  });

  it("two records with one address are told from one record with two addresses", async () => {
    await identify(own("u-ann"), { email: own("ann@x.com"), salesforceId: RECORDS[0] });
    await identify(own("u-bob"), { email: own("bob@y.com"), salesforceId: RECORDS[1] });
    await identify(undefined, { email: own("bob@y.com"), salesforceId: RECORDS[0] });
    await identify(own("u-cem"), { email: own("cem@z.com") });
    await identify(undefined, { email: own("cem@z.com"), salesforceId: RECORDS[0] });
    expect((await openConflicts()).map(({ kind }) => kind)).toEqual(["crm_record", "email"]);
  });

  it("shared mailboxes are with whom they were, though both had one", async () => {
    const [ann, bob] = await two();
    const mailbox = `info@shared-m${turn}.com`;
    await identify(own("u-ann"), { email: mailbox });
    await identify(own("u-bob"), { email: mailbox });
    const before = await links();
    const id = await merge(ann, bob);
    expect((await links()).split("\n").filter((link) => link.includes(mailbox))).toHaveLength(1);
    const found = await hub.call("findPeople", { email: mailbox }, admin);
    expect(found.items.map((person) => person.id)).toEqual([bob]);
    await undo(id);
    expect(await links()).toBe(before);
    const both = await hub.call("findPeople", { email: mailbox }, admin);
    expect(both.items.map((person) => person.id).sort()).toEqual([ann, bob].sort());
  });

  it("a rep's word stays with whom it was said of, and is theirs to take back", async () => {
    const [ann, bob] = await two();
    const { token } = await hub.join(own("rep@acme.example"));
    const record = (id: string) => ({ crm: "salesforce", org: own("acme"), object: "Lead", id });
    const first = await hub.call("confirm", { record: record(RECORDS[0]), personId: ann }, { token });
    const id = await merge(ann, bob);
    await hub.call("confirm", { record: record(RECORDS[1]), personId: ann }, { token });
    await undo(id);
    const owner = async (recordId: string) =>
      (await hub.call("findPeople", { record: record(recordId) }, admin)).items.map((person) => person.id);
    expect(await owner(RECORDS[0])).toEqual([ann]);
    expect(await owner(RECORDS[1])).toEqual([bob]);
    await hub.call("undoConfirm", { id: first.id }, { token });
    expect(await owner(RECORDS[0])).toEqual([]);
  });

  it("a merge and its undoing of the same batch's persons are as of two batches", async () => {
    await sender.send(
      { type: "track", userId: own("u"), event: "U", properties: {} },
      { type: "track", userId: own("ann@x.com"), event: "A", properties: {} },
      { type: "identify", userId: own("u"), traits: { email: own("ann@x.com") } },
    );
    const ann = await idOf(own("ann@x.com"));
    const { items } = await hub.call("merges", { personId: ann }, admin);
    expect(items).toHaveLength(1);
    expect([items[0]?.fromName, items[0]?.intoName].sort()).toEqual([own("ann@x.com"), own("u")].sort());
    await undo(items[0]?.id ?? "");
    expect(await history(await idOf(own("ann@x.com")))).toEqual(["A"]);
  });

  it("erasing one who was once taken for another leaves the other's merges", async () => {
    const [ann, bob] = await two();
    await undo(await merge(ann, bob));
    await track(own("cem@z.com"), "Cem's");
    const cem = await idOf(own("cem@z.com"));
    const second = await merge(bob, cem);
    await hub.call("erasePerson", { email: own("ann@x.com") }, admin);
    await hub.work();
    expect((await hub.call("findPeople", { email: own("ann@x.com") }, admin)).items).toEqual([]);
    expect(await history(bob)).toEqual(["Bob's", "Cem's"]);
    await undo(second);
    expect(await history(bob)).toEqual(["Bob's"]);
    expect(await history(cem)).toEqual(["Cem's"]);
  });

  it("lists merges and conflicts by cursor, each once", async () => {
    const before = (await hub.call("merges", {}, admin)).items.length;
    const events = Array.from({ length: 60 }, (_, n) => [
      { type: "track", userId: own(`u${n}`), event: "U", properties: {} },
      { type: "track", userId: own(`a${n}@x.com`), event: "A", properties: {} },
      { type: "identify", userId: own(`u${n}`), traits: { email: own(`a${n}@x.com`) } },
      { type: "identify", userId: own(`v${n}`), traits: { email: own(`b${n}@x.com`) } },
      { type: "identify", userId: own(`v${n}`), traits: { email: own(`a${n}@x.com`) } },
    ]).flat();
    await sender.send(...events);
    for (const name of ["merges", "conflicts"] as const) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await hub.call(name, cursor === undefined ? {} : { cursor }, admin);
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.length).toBeGreaterThanOrEqual(60 + (name === "merges" ? Math.min(before, 1) : 0));
    }
  });

  it("finds by address, record and former id, and keeps who searched", async () => {
    const [ann, bob] = await two();
    const { token, id: memberId } = await hub.join(own("mia@acme.example"), "marketer");
    const found = await hub.call("findPeople", { email: own("ANN@x.com") }, { token });
    expect(found.items).toMatchObject([{ id: ann, name: "Ann", touchpoints: 1, company: "x.com" }]);
    await merge(ann, bob);
    expect((await hub.call("findPeople", { id: ann }, { token })).items).toMatchObject([
      { id: bob, touchpoints: 2, identityCount: 4 },
    ]);
    expect((await hub.call("findPeople", { id: randomUUID() }, { token })).items).toEqual([]);
    expect((await hub.ask("findPeople", { email: "nonsense@" }, { token })).status).toBe(400);
    const log = await hub.hub.store.query(
      "select by, record, email, person_id from look_up where member_id = $1 order by id",
      [memberId],
    );
    expect(log).toEqual([
      { by: "email_typed", record: "", email: own("ANN@x.com"), person_id: ann },
      { by: "record", record: "", email: null, person_id: bob },
      { by: "record", record: "", email: null, person_id: null },
    ]);
  });
});
