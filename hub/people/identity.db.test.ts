import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type TestHub, testHub } from "../../test/support/hub.ts";
import { connect, type Sender } from "../../test/support/send.ts";
import { engines } from "../../test/support/stores.ts";
import { readPerson } from "./read-person.ts";

const LEAD = "00Q000000000001EAA";
const CONTACT = "003000000000001AAA";

const identify = (userId: string | undefined, traits: object = {}, more: object = {}) => ({
  type: "identify",
  ...(userId === undefined ? {} : { userId }),
  traits,
  ...more,
});
const seen = (who: object, event = "Viewed thing") => ({ type: "track", event, properties: {}, ...who });

describe.each(engines)("who is who, on %s", (engine) => {
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
    const suffix = `-${turn}`;
    own = (text) => (text.includes("@") ? text.replace("@", `${suffix}@`) : `${text}${suffix}`);
    sender = await connect(hub);
  });
  afterAll(() => hub.close());

  /** The titles of everything that counts for whoever has this identifier now. */
  async function history(kind: string, value: string): Promise<string[]> {
    const rows = await hub.hub.store.query<{ title: string }>(
      `select t.title from identity i
       join identity_link mine on mine.identity_id = i.id and mine.ended_at is null and not mine.shared
       join identity_link l on l.person_id = mine.person_id and l.ended_at is null
       join touchpoint t on t.identity_id = l.identity_id
       where i.kind = $1 and i.value = $2 and (i.namespace = $3 or i.kind in ('email', 'crm_record'))
         and i.epoch = (select max(epoch) from identity e where (e.kind, e.namespace, e.value) = (i.kind, i.namespace, i.value))
       order by t.id`,
      [kind, value, sender.sourceId],
    );
    return rows.map((row) => row.title);
  }
  const conflicts = () =>
    hub.hub.store.query(
      `select c.count from identity_conflict c join raw_event r on r.id = c.event_id where r.source_id = $1`,
      [sender.sourceId],
    );

  it("one person by user id and address, whichever came first", async () => {
    const [user, email] = [own("u"), own("maya@initech.com")];
    await sender.send(seen({ userId: user }, "A"));
    await sender.send(seen({ userId: email }, "B"));
    await sender.send(identify(user, { email: email.toUpperCase() }));
    expect(await history("email", email)).toEqual(["A", "B"]);
    expect(await history("user_id", user)).toEqual(["A", "B"]);
  });

  it("a new address of a known user is theirs; somebody else's is a conflict, kept once", async () => {
    const [user, first, second, other] = [
      own("u"),
      own("old@initech.com"),
      own("new@initech.com"),
      own("o@initech.com"),
    ];
    await sender.send(identify(user, { email: first }), identify(user, { email: second }));
    await sender.send(
      seen({ userId: first }, "A"),
      seen({ userId: second }, "B"),
      seen({ userId: other }, "C"),
    );
    expect(await history("user_id", user)).toEqual(["A", "B"]);
    await sender.send(identify(user, { email: other }), identify(user, { email: other, name: "again" }));
    expect(await history("user_id", user)).toEqual(["A", "B"]);
    expect(await history("email", other)).toEqual(["C"]);
    expect(await conflicts()).toEqual([{ count: 2 }]);
  });

  it("a lead that became a contact keeps one history", async () => {
    const acme = await connect(hub, { org: own("acme") });
    const email = own("tomasz@initech.com");
    await acme.send(identify(undefined, { email, salesforceId: LEAD }), seen({ userId: email }, "As a lead"));
    await acme.send(
      identify(undefined, { email, salesforceId: CONTACT.slice(0, 15) }),
      seen({ userId: email }, "As a contact"),
    );
    const rows = await hub.hub.store.query<{ n: number }>(
      `select count(distinct l.person_id)::int as n from identity i join identity_link l on l.identity_id = i.id and l.ended_at is null
       where i.kind = 'crm_record' and i.namespace = $1`,
      [`salesforce:${own("acme")}`],
    );
    expect(rows).toEqual([{ n: 1 }]);
    expect(await history("email", email)).toEqual(["As a lead", "As a contact"]);
  });

  it("refuses a record id whose checksum does not fit", async () => {
    await sender.send(identify(own("u"), { salesforceId: "00Q000000000001AAA" }));
    expect(
      await hub.hub.store.query(
        "select 1 from identity where kind = 'crm_record' and value = '00Q000000000001AAA'",
      ),
    ).toEqual([]);
  });

  it("what a visitor did joins the person at identify, not before", async () => {
    const [user, browser] = [own("u"), own("b")];
    await sender.send(seen({ anonymousId: browser }, "Before"));
    await sender.send(seen({ anonymousId: browser, userId: user }, "With both"));
    expect(await history("user_id", user)).toEqual(["With both"]);
    await sender.send(identify(user, {}, { anonymousId: browser }));
    await sender.send(seen({ anonymousId: browser }, "After"));
    expect(await history("user_id", user)).toEqual(["Before", "With both", "After"]);
  });

  it("a kiosk marries nobody, in one batch or in many", async () => {
    for (const inOne of [true, false]) {
      const [ann, bob, browser] = [own(`ann${inOne}`), own(`bob${inOne}`), own(`kiosk${inOne}`)];
      const events = [
        seen({ anonymousId: browser }, "Before Ann"),
        identify(ann, {}, { anonymousId: browser }),
        seen({ anonymousId: browser }, "Ann's"),
        identify(bob, {}, { anonymousId: browser }),
        seen({ anonymousId: browser }, "Bob's"),
        identify(bob, { again: true }, { anonymousId: browser }),
        seen({ anonymousId: browser }, "Bob's too"),
        identify(ann, { again: true }, { anonymousId: browser }),
        seen({ anonymousId: browser }, "Ann's again"),
      ];
      if (inOne) await sender.send(...events);
      else for (const event of events) await sender.send(event);
      expect(await history("user_id", ann)).toEqual(["Before Ann", "Ann's", "Ann's again"]);
      expect(await history("user_id", bob)).toEqual(["Bob's", "Bob's too"]);
    }
  });

  it("a browser that changes hands again and again is nobody's in the end", async () => {
    const [browser, last] = [own("constant"), own("last")];
    const events = Array.from({ length: 70 }, (_, n) => [
      identify(own(`p${n}`), {}, { anonymousId: browser }),
      seen({ anonymousId: browser }, `After ${n}`),
    ]).flat();
    await sender.send(...events.slice(0, 80));
    await sender.send(...events.slice(80));
    await sender.send(identify(last, {}, { anonymousId: browser }), seen({ anonymousId: browser }, "More"));
    expect(await history("user_id", own("p49"))).toEqual(["After 49"]);
    expect(await history("user_id", own("p50"))).toEqual([]);
    expect(await history("user_id", last)).toEqual([]);
    const [row] = await hub.hub.store.query<{ epochs: number }>(
      "select count(*)::int as epochs from identity where value = $1",
      [browser],
    );
    expect(row).toEqual({ epochs: 51 });
  });

  it("an address in conflict keeps no browser from the user who is certain", async () => {
    const [user, mine, other] = [own("u"), own("a@initech.com"), own("b@initech.com")];
    const [browser, second] = [own("b1"), own("b2")];
    await sender.send(identify(user, { email: mine }), seen({ userId: other }, "Theirs"));
    await sender.send(seen({ anonymousId: browser }, "Before"));
    await sender.send(identify(user, { email: other }, { anonymousId: browser }));
    expect(await history("user_id", user)).toEqual(["Before"]);
    expect(await history("email", other)).toEqual(["Theirs"]);
    expect(await conflicts()).toEqual([{ count: 1 }]);
    // Two addresses, and nothing that is certain: the browser stays its own.
    await sender.send(identify(mine, { email: other }, { anonymousId: second }));
    expect(await history("anonymous_id", second)).toEqual([]);
  });

  it("one record, named with its org by one tool and without by another, is one person", async () => {
    for (const [n, orgFirst] of [true, false].entries()) {
      const id = ["00Q00000000002aEAA", "00Q00000000002bEAA"][n];
      const anyOrg = await connect(hub);
      const acme = await connect(hub, { org: own("acme") });
      const [first, second] = orgFirst ? [acme, anyOrg] : [anyOrg, acme];
      const email = own(`twin${n}@initech.com`);
      await first.send(
        identify(own(`f${n}`), { salesforceId: id }),
        seen({ userId: own(`f${n}`) }, "By the first"),
      );
      await second.send(identify(own(`s${n}`), { salesforceId: id, email }));
      expect(await history("email", email)).toEqual(["By the first"]);
      await first.send(identify(own(`f${n}`), { email: own(`other${n}@initech.com`) }));
      await second.send(seen({ userId: own(`s${n}`) }, "By the second"));
      expect(await history("email", email)).toEqual(["By the first", "By the second"]);
    }
  });

  it("a record id of two production orgs, or of a sandbox, says nothing of any org's", async () => {
    const id = "00Q00000000002cEAA";
    const [one, two, sandbox] = await Promise.all(
      [own("acme"), own("other"), `${own("acme")}--uat.sandbox`].map((org) => connect(hub, { org })),
    );
    const anyOrg = await connect(hub);
    const email = (name: string) => own(`${name}@initech.com`);
    await sandbox?.send(identify(own("x"), { salesforceId: id, email: email("copy") }));
    await one?.send(identify(own("a"), { salesforceId: id, email: email("a") }));
    await two?.send(identify(own("b"), { salesforceId: id, email: email("b") }));
    await anyOrg.send(
      identify(own("c"), { salesforceId: id, email: email("c") }),
      seen({ userId: own("c") }, "C"),
    );
    for (const name of ["copy", "a", "b"]) expect(await history("email", email(name))).toEqual([]);
    expect(await history("email", email("c"))).toEqual(["C"]);
    const persons = await hub.hub.store.query<{ n: number }>(
      `select count(distinct l.person_id)::int as n from identity i join identity_link l on l.identity_id = i.id and l.ended_at is null
       where i.value = $1`,
      [id],
    );
    expect(persons).toEqual([{ n: 4 }]);
  });

  it("alias joins a browser and an older id under the same rule", async () => {
    const [user, browser, old] = [own("u"), own("b"), own("old")];
    await sender.send(
      seen({ anonymousId: browser }, "As visitor"),
      seen({ userId: old }, "Under the old id"),
    );
    await sender.send(
      { type: "alias", userId: user, previousId: browser },
      { type: "alias", userId: user, previousId: old },
    );
    expect(await history("user_id", user)).toEqual(["As visitor", "Under the old id"]);

    const [ann, bob] = [own("ann@initech.com"), own("bob@initech.com")];
    await sender.send(seen({ userId: ann }, "A"), seen({ userId: bob }, "B"));
    await sender.send({ type: "alias", userId: ann, previousId: bob });
    expect(await history("email", ann)).toEqual(["A"]);
    expect(await conflicts()).toEqual([{ count: 1 }]);
  });

  it("a shared mailbox shows on everyone who came with it, and merges nobody", async () => {
    const [ann, bob, mailbox] = [own("ann"), own("bob"), `info@initech${turn}.com`];
    await sender.send(seen({ userId: mailbox }, "Somebody's"));
    await sender.send(
      identify(ann, { email: mailbox, name: "Ann" }),
      identify(bob, { email: mailbox, name: "Bob" }),
    );
    await sender.send(seen({ userId: ann }, "Ann's"), seen({ userId: bob }, "Bob's"));
    expect(await history("user_id", ann)).toEqual(["Somebody's", "Ann's"]);
    expect(await history("user_id", bob)).toEqual(["Somebody's", "Bob's"]);
    expect(await history("email", mailbox)).toEqual([]);
    // Two of them are the same after all: the mailbox follows once.
    await sender.send({ type: "alias", userId: ann, previousId: bob });
    expect(await history("user_id", ann)).toEqual(["Somebody's", "Ann's", "Bob's"]);
  });

  it("a sandbox's copies stay in the sandbox", async () => {
    const sandbox = await connect(hub, { org: `${own("acme")}--uat.sandbox` });
    const production = await connect(hub, { org: own("acme") });
    const email = own("maya@initech.com");
    await production.send(
      identify(undefined, { email, salesforceId: LEAD }),
      seen({ userId: email }, "Real"),
    );
    await sandbox.send(identify(undefined, { email, salesforceId: LEAD }), seen({ userId: email }, "Copy"));
    const persons = await hub.hub.store.query<{ namespace: string; person_id: string }>(
      `select i.namespace, l.person_id from identity i join identity_link l on l.identity_id = i.id and l.ended_at is null
       where i.value = $1`,
      [email],
    );
    expect(persons.map((row) => row.namespace).sort()).toEqual([
      "",
      `salesforce:${own("acme")}--uat.sandbox`,
    ]);
    expect(new Set(persons.map((row) => row.person_id)).size).toBe(2);
  });

  it("many batches at once, all about the same few people, end as those people", async () => {
    const people = Array.from({ length: 6 }, (_, n) => ({
      names: [{ userId: own(`u${n}`) }, { userId: own(`v${n}`) }, { userId: own(`p${n}@initech.com`) }],
    }));
    const pairs = people.flatMap(({ names: [u, v, e] }, n) => [
      { type: "alias", userId: u?.userId, previousId: v?.userId },
      identify(u?.userId, { email: e?.userId }),
      ...[u, v, e].map((who) => seen(who ?? {}, `Of ${n}`)),
    ]);
    const shuffled = (seed: number) =>
      pairs
        .map((event, n) => ({ event, rank: (n * 7919 * (seed + 3)) % 101 }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ event }) => event);
    await Promise.all(
      [0, 1, 2, 3, 4, 5].map(async (seed) => {
        const events = shuffled(seed);
        for (let n = 0; n < events.length; n += 4) await sender.send(...events.slice(n, n + 4));
      }),
    );
    for (const [n, { names }] of people.entries()) {
      const email = names[2]?.userId ?? "";
      expect(await history("email", email)).toEqual(Array.from({ length: 18 }, () => `Of ${n}`));
    }
    expect(await conflicts()).toEqual([]);
  });

  it("facts are appended when they change, whatever order they come in", async () => {
    const user = own("u");
    const at = (day: number) => ({ timestamp: `2026-10-0${day}T00:00:00Z` });
    await sender.send(identify(user, { stage: "new" }, at(1)), identify(user, { stage: "new", n: 2 }, at(2)));
    await sender.send(
      identify(user, { stage: "open" }, at(4)),
      identify(user, { stage: "open", n: 2 }, at(3)),
    );
    await sender.send(identify(user, { stage: "open" }, at(5)), identify(user, { title: "VP" }, at(5)));
    const facts = await hub.hub.store.query(
      `select key, f.value, extract(day from at)::int as day from fact f join identity i on i.id = identity_id
       where i.value = $1 order by key, at`,
      [user],
    );
    expect(facts).toEqual([
      { key: "stage", value: "new", day: 1 },
      { key: "stage", value: "open", day: 3 },
      { key: "title", value: "VP", day: 5 },
    ]);
  });

  /** What the colleagues' list goes by: the company of each of these user ids that was named last. */
  async function companiesOf(...users: string[]) {
    const rows = await hub.hub.store.query<{ value: string; person_id: string }>(
      `select i.value, l.person_id from identity i join identity_link l on l.identity_id = i.id and l.ended_at is null
       where i.kind = 'user_id' and i.namespace = $1 and i.value = any($2::text[])`,
      [sender.sourceId, users],
    );
    const of = new Map(rows.map((row) => [row.value, row.person_id]));
    return Promise.all(
      users.map(async (user) => (await readPerson(hub.hub.store, of.get(user) ?? ""))?.company),
    );
  }
  const group = (userId: string, groupId: string, traits: object) => ({
    type: "group",
    userId,
    groupId,
    traits,
  });

  it("a group call without a domain is the company of the caller's address, whichever came first", async () => {
    const [ann, ben, cem] = [own("ann"), own("ben"), own("cem")];
    for (const [n, order] of ["address first", "group first", "colleague first"].entries()) {
      const domain = `globex-${turn}-${n}.com`;
      const [a, b, c] = [`${ann}${n}`, `${ben}${n}`, `${cem}${n}`];
      const account = group(a, own(`acct-${n}`), { name: "Globex" });
      if (order === "address first") await sender.send(identify(a, { email: `a@${domain}` }));
      if (order === "colleague first") await sender.send(identify(b, { email: `b@${domain}` }));
      await sender.send(account);
      await sender.send(identify(a, { email: `a@${domain}`, again: true }));
      await sender.send(identify(b, { email: `b@${domain}`, again: true }));
      await sender.send(group(c, own(`acct-${n}`), {}));
      const [one, two, three] = await companiesOf(a, b, c);
      expect(one).toEqual({ id: expect.any(String), name: "Globex", domain });
      expect([two, three]).toEqual([one, one]);
    }
  });

  it("a guest in another company's group brings it no second domain", async () => {
    const [host, guest, account] = [own("host"), own("guest"), own("acct")];
    const [hosts, guests] = [`host-${turn}.com`, `guest-${turn}.com`];
    await sender.send(identify(host, { email: `h@${hosts}` }), identify(guest, { email: `g@${guests}` }));
    await sender.send(group(host, account, { name: "Host" }), group(guest, account, { name: "Host" }));
    await sender.send(identify(own("other"), { email: `o@${guests}` }));
    const [one, two, other] = await companiesOf(host, guest, own("other"));
    expect([one?.domain, two?.domain]).toEqual([hosts, hosts]);
    expect(other).toMatchObject({ domain: guests, name: guests });
  });

  it("what somebody typed names a company only where nothing better does", async () => {
    const [p, q, r] = [own("p"), own("q"), own("r")];
    const domain = `bigco-${turn}.com`;
    await sender.send(identify(p, { email: `p@${domain}` }));
    expect((await companiesOf(p))[0]?.name).toBe(domain);
    await sender.send(identify(p, { email: `p@${domain}`, company: "BigCo" }));
    await sender.send(identify(q, { email: `q@${domain}`, company: "asd fgh" }));
    expect((await companiesOf(p))[0]?.name).toBe("BigCo");
    await sender.send(identify(r, { email: `r@${domain}`, company: { name: "BigCo Inc.", domain } }));
    await sender.send(identify(q, { email: `q@${domain}`, company: "Mine" }));
    expect((await companiesOf(p, q)).map((company) => company?.name)).toEqual(["BigCo Inc.", "BigCo Inc."]);
    await sender.send(group(r, own("g"), { name: "BigCo Group" }));
    expect((await companiesOf(q))[0]?.name).toBe("BigCo Group");
  });

  it("a company without a name is called by its domain as its people write it", async () => {
    await sender.send(identify(own("z"), { email: `z@bücher-${turn}.example` }));
    expect((await companiesOf(own("z")))[0]).toMatchObject({
      name: `bücher-${turn}.example`,
      domain: expect.stringMatching(/^xn--/),
    });
  });

  it("a company is known by its domain, by a source's id for it, or by name; free mail is none", async () => {
    const company = async (user: string) => {
      const [row] = await hub.hub.store.query<{ id: string; domain: string | null; name: string | null }>(
        `select m.company_id as id,
           (select k.value from company_key k where k.company_id = m.company_id and kind = 'domain') as domain,
           (select f.value from company_fact f where f.company_id = m.company_id and key = 'name' order by at desc, f.id desc limit 1) as name
         from identity i join identity_link mine on mine.identity_id = i.id and mine.ended_at is null
         join identity_link l on l.person_id = mine.person_id and l.ended_at is null
         join company_member m on m.identity_id = l.identity_id
         where i.value = $1 order by m.at desc limit 1`,
        [user],
      );
      return row;
    };
    const domain = `hooli${turn}.co.uk`;
    const [ann, bob, cem, dee, eve, fay] = ["ann", "bob", "cem", "dee", "eve", "fay"].map(own) as [
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    await sender.send(
      identify(ann, { email: `ann@eu.mail.${domain}` }),
      identify(bob, { company: { name: "Hooli", domain: `https://www.${domain}/about`, employees: 120 } }),
      identify(cem, { email: own("cem@gmail.com"), company: own("Umbrella") }),
      { type: "group", userId: dee, groupId: own("g1"), traits: { name: "Stark", industry: "Metal" } },
      identify(eve, { email: own("eve@gmail.com") }),
      identify(fay, { company: `  ${own("UMBRELLA")} ` }),
    );
    expect(await company(ann)).toMatchObject({ domain, name: "Hooli" });
    expect((await company(bob))?.id).toBe((await company(ann))?.id);
    expect(await company(cem)).toMatchObject({ domain: null });
    expect((await company(fay))?.id).toBe((await company(cem))?.id);
    expect(await company(dee)).toMatchObject({ domain: null, name: "Stark" });
    expect(await company(eve)).toBeUndefined();
  });
});
