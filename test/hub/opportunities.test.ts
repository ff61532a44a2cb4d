import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { keepHouse } from "../../hub/housekeeping.ts";
import { opportunityNames } from "../../hub/imports/opportunities/names.ts";
import { openAmounts } from "../../hub/opportunities/pipeline.ts";
import { placeOpportunities } from "../../hub/opportunities/place-opportunities.ts";
import { joinCompanies } from "../../hub/people/join-companies.ts";
import type { RequestOf } from "../../lib/contract/endpoints.ts";
import { sampleRecordId } from "../fixtures/sample/salesforce-id.ts";
import { ADMIN_TOKEN, type TestHub, testHub } from "../support/hub.ts";
import { inboxScene } from "../support/inbox-scene.ts";
import { connect, type Sender } from "../support/send.ts";
import { engines } from "../support/stores.ts";

const admin = { token: ADMIN_TOKEN };
const dealId = (n: number) => sampleRecordId("006", n);
const contactId = (n: number) => sampleRecordId("003", n);

describe.each(engines)("opportunities on %s", (engine) => {
  let hub: TestHub;
  let source: Sender;
  beforeEach(async () => {
    hub = await testHub(engine);
    source = await connect(hub);
  });
  afterEach(() => hub.close());

  const put = (...items: RequestOf<"putOpportunities">["items"]) =>
    hub.call("putOpportunities", { items }, admin);
  const putIn = (org: string, ...items: RequestOf<"putOpportunities">["items"]) =>
    hub.call("putOpportunities", { org, items }, admin);
  const list = async () => {
    const marketer = await hub.join(`m${Math.random()}@acme.example`, "marketer");
    return hub.call("opportunities", {}, marketer);
  };
  const only = async () => {
    const { items } = await list();
    expect(items).toHaveLength(1);
    return items[0] as (typeof items)[number];
  };
  const facts = () =>
    hub.hub.store.query<{ key: string; value: string | null }>(
      "select key, value from opportunity_fact order by id",
    );
  const person = (email: string, traits: Record<string, unknown> = {}) =>
    source.send({ type: "identify", traits: { email, ...traits } });
  const companyOf = async (email: string) => {
    const [row] = await hub.hub.store.query<{ id: string; identity: number }>(
      `select m.company_id as id, i.id as identity from identity i join company_member m on m.identity_id = i.id
       where i.kind = 'email' and i.value = $1 order by m.at desc limit 1`,
      [email],
    );
    if (!row) throw new Error("Nobody is known by it.");
    return row;
  };
  const pipeline = (whose: { companyIds?: string[]; identityIds?: number[] }) =>
    openAmounts(hub.hub.store, { companyIds: [], identityIds: [], ...whose });

  test("are written by their CRM's ids; the same again changes nothing, and what is not said stays", async () => {
    const deal = {
      id: dealId(1),
      name: "Initech 2027",
      company: "Initech",
      stage: "Evaluation",
      amount: 86_000.5,
      currency: "EUR",
      closeDate: "2026-12-19",
      contacts: ["Maya@Initech.example", contactId(1)],
    };
    expect(await put(deal)).toEqual(expect.objectContaining({ taken: 1, changed: 1, unknownContacts: 2 }));
    const before = await only();
    expect(before).toMatchObject({
      crmId: dealId(1),
      name: "Initech 2027",
      stage: "Evaluation",
      amount: 86_000.5,
      currency: "EUR",
      closesOn: "2026-12-19",
      open: true,
      won: false,
      contacts: 2,
    });
    expect(await put(deal)).toMatchObject({ taken: 1, changed: 0 });
    // The same id with fifteen characters.
    expect(await put({ id: dealId(1).slice(0, 15), stage: "Evaluation" })).toMatchObject({ changed: 0 });
    expect(await only()).toEqual(before);
    expect(await facts()).toEqual([
      { key: "stage", value: "Evaluation" },
      { key: "amount", value: "86000.5 EUR" },
      { key: "closes_on", value: "2026-12-19" },
    ]);

    expect(await put({ id: dealId(1), stage: "Closed Won", closeDate: null })).toMatchObject({ changed: 1 });
    expect(await only()).toMatchObject({
      name: "Initech 2027",
      amount: 86_000.5,
      closesOn: null,
      open: false,
      won: true,
      contacts: 2,
    });
    expect((await facts()).slice(3)).toEqual([
      { key: "stage", value: "Closed Won" },
      { key: "closes_on", value: null },
    ]);
    await put({ id: dealId(1), closed: false, contacts: [] });
    expect(await only()).toMatchObject({ stage: "Closed Won", open: true, won: false, contacts: 0 });
    await put({ id: dealId(1), won: true });
    expect(await only()).toMatchObject({ open: false, won: true });
  });

  test("another record's id, an altered one and a contact who is none are refused, and nothing is written", async () => {
    const refused = async (item: RequestOf<"putOpportunities">["items"][number]) => {
      const answer = await hub.ask("putOpportunities", { items: [{ id: dealId(2) }, item] }, admin);
      expect(answer.status).toBe(400);
      return ((await answer.json()) as { error: { message: string } }).error.message;
    };
    expect(await refused({ id: contactId(1) })).toContain("items.1.id: This is the id of a contact");
    expect(await refused({ id: `${dealId(3).slice(0, 15)}AAA` })).toContain("altered");
    expect(await refused({ id: dealId(3), contacts: [dealId(4)] })).toContain(
      "items.1.contacts.0: This is the id of an opportunity",
    );
    expect((await list()).total).toBe(0);
    expect(await put({ id: "deal-4711", name: "Of another CRM" })).toMatchObject({ changed: 1 });
  });

  test("an opportunity that an org is said of later is the same one; a sandbox's is another", async () => {
    await put({ id: dealId(5), name: "Initech" });
    await putIn("acme", { id: dealId(5), stage: "Evaluation" });
    await put({ id: dealId(5), amount: 5 });
    expect(await only()).toMatchObject({ name: "Initech", stage: "Evaluation", amount: 5 });
    await putIn("acme--uat.sandbox", { id: dealId(5), amount: 7 });
    expect((await list()).items.map(({ amount }) => amount).sort()).toEqual([5, 7]);
  });

  test("the pipeline of companies and people: by name, domain and contacts, each once", async () => {
    expect(await pipeline({})).toBeNull();
    await person("maya@initech.example", { company: { name: "Initech", domain: "initech.example" } });
    await person("kim@initech.example");
    await person("lee@hooli.example", { company: "Hooli", salesforceId: contactId(7) });
    const [initech, hooli] = [await companyOf("maya@initech.example"), await companyOf("lee@hooli.example")];
    const kim = await companyOf("kim@initech.example");
    await put(
      {
        id: dealId(11),
        company: "  INITECH ",
        amount: 100,
        currency: "EUR",
        contacts: ["maya@initech.example"],
      },
      { id: dealId(12), company: "www.initech.example", amount: 50, currency: "EUR" },
      { id: dealId(13), company: "Initech", stage: "Closed Lost", amount: 1_000, currency: "EUR" },
      { id: dealId(14), company: "Initech", amount: 200, currency: "USD" },
      { id: dealId(15), company: "Somewhere Else", amount: 9, currency: "EUR", contacts: [contactId(7)] },
      { id: dealId(16), company: "Somewhere Else", currency: "EUR" },
    );
    expect(await pipeline({ companyIds: [initech.id], identityIds: [initech.identity] })).toEqual([
      { currency: "USD", amount: 200 },
      { currency: "EUR", amount: 150 },
    ]);
    expect(await pipeline({ identityIds: [initech.identity] })).toEqual([{ currency: "EUR", amount: 100 }]);
    expect(await pipeline({ identityIds: [kim.identity] })).toEqual([]);
    // Another name of the same person is the person.
    expect(await pipeline({ identityIds: [hooli.identity] })).toEqual([{ currency: "EUR", amount: 9 }]);
    expect(await pipeline({ companyIds: [hooli.id] })).toEqual([{ currency: "EUR", amount: 9 }]);
  });

  test("a name alone places none at a company whose people it names none of", async () => {
    await person("kim@summit.example", { company: { name: "Summit", domain: "summit.example" } });
    await person("bob@globex.example", { company: { name: "Globex", domain: "globex.example" } });
    const summit = await companyOf("kim@summit.example");
    const of = { company: "Summit", currency: "EUR" };
    await put(
      { id: dealId(51), ...of, amount: 1_000, contacts: ["bob@globex.example"] },
      { id: dealId(52), ...of, amount: 200, contacts: ["bob@globex.example", "kim@summit.example"] },
      { id: dealId(53), ...of, amount: 30, contacts: ["nobody@known.example"] },
      {
        id: dealId(54),
        ...of,
        company: "summit.example",
        amount: 4,
        contacts: ["bob@globex.example"],
      },
    );
    expect(await pipeline({ companyIds: [summit.id] })).toEqual([{ currency: "EUR", amount: 234 }]);
    await keepHouse(hub.hub);
    expect(await pipeline({ companyIds: [summit.id] })).toEqual([{ currency: "EUR", amount: 234 }]);
  });

  test("where there are too many to look for at once, each has its turn", async () => {
    await put(...[61, 62, 63].map((n) => ({ id: dealId(n), company: `Nowhere ${n}` })));
    const last = { id: dealId(64), company: "Aviato" };
    await put(last);
    await source.send({ type: "group", groupId: "acc-2", userId: "u2", traits: { name: "Aviato" } });
    const placed = () => hub.hub.store.query("select 1 from opportunity where company_id is not null");
    for (let turn = 1; turn <= 2; turn++) {
      await placeOpportunities(hub.hub.store, opportunityNames, new Date(Date.now() + turn * 1_000), 2);
    }
    expect(await placed()).toHaveLength(1);
  });

  test("a company that comes to be known later is found within the hour, and joined companies keep theirs", async () => {
    await put({ id: dealId(21), company: "Aviato", amount: 10, currency: "EUR" });
    const placed = async () => {
      const [row] = await hub.hub.store.query<{ id: string | null }>(
        "select company_id as id from opportunity",
      );
      return row?.id ?? null;
    };
    expect(await placed()).toBeNull();
    await source.send({ type: "group", groupId: "acc-1", userId: "u1", traits: { name: "Aviato" } });
    expect(await keepHouse(hub.hub)).toBe(true);
    const byGroup = await placed();
    expect(byGroup).not.toBeNull();
    await person("erlich@bachmanity.example", {
      company: { name: "Bachmanity", domain: "bachmanity.example" },
    });
    const { id } = await companyOf("erlich@bachmanity.example");
    expect(id).not.toBe(byGroup);
    await hub.hub.store.transaction((sql) => joinCompanies(sql, byGroup ?? "", id));
    expect(await pipeline({ companyIds: [id] })).toEqual([{ currency: "EUR", amount: 10 }]);
    // Written again by the name that led to the other company, it stays where it belongs.
    await put({ id: dealId(21), amount: 20 });
    expect(await pipeline({ companyIds: [id] })).toEqual([{ currency: "EUR", amount: 20 }]);
  });

  test("those behind a theme's amount, the largest first: what was merged counts, what was taken back or closed does not", async () => {
    const scene = await inboxScene(hub);
    const [rep, marketer] = [await scene.member("Nadia Brandt"), await scene.member("Dana Ruiz", "marketer")];
    const { versionId } = await scene.claim("Live in six weeks");
    const said = async (name: string, company: string) => {
      const record = await scene.person(name, company, rep);
      const id = await scene.said(rep, record, {
        about: { what: "claim", claimVersionId: versionId },
        type: "fell_flat",
        reasons: ["price"],
      });
      return { id, record };
    };
    const [initech, hooli, aviato, gone] = [
      await said("Maya Okafor", "Initech"),
      await said("Kim Lee", "Hooli"),
      await said("Jon Snow", "Aviato"),
      await said("Ann Other", "Gone"),
    ];
    await hub.call("takeBackFeedback", { id: gone.id, record: gone.record }, { token: rep.token });
    await put(
      { id: dealId(41), company: "Initech", amount: 100, currency: "EUR" },
      { id: dealId(42), company: "Hooli", amount: 300, currency: "EUR" },
      { id: dealId(43), contacts: ["jon.snow@aviato.example"], amount: 200, currency: "USD" },
      { id: dealId(44), company: "Hooli", stage: "Closed Won", amount: 900, currency: "EUR" },
      { id: dealId(45), company: "Gone", amount: 900, currency: "EUR" },
      { id: dealId(46), company: "Initech", contacts: ["kim.lee@hooli.example"] },
    );
    const asked = { token: marketer.token };
    const { items } = await hub.call("themes", {}, asked);
    const [theme] = items;
    expect(theme).toMatchObject({ people: 3, companies: 3 });
    expect(theme?.pipeline).toEqual([
      { currency: "EUR", amount: 400 },
      { currency: "USD", amount: 200 },
    ]);
    const behind = async () =>
      (await hub.call("opportunities", { theme: theme?.key ?? "" }, asked)).items.map(({ crmId }) => crmId);
    expect(await behind()).toEqual([42, 43, 41, 46].map(dealId));
    const at = async (id: string) => {
      const { item } = await hub.call("feedbackItem", { id }, asked);
      return { id, revision: item.revision };
    };
    await hub.call("mergeFeedback", { into: await at(initech.id), items: [await at(hooli.id)] }, asked);
    expect(await behind()).toEqual([42, 43, 41, 46].map(dealId));
    await hub.call(
      "changeInbox",
      { items: [await at(aviato.id)], status: "declined", reason: "So it is" },
      asked,
    );
    expect(await behind()).toEqual([42, 41, 46].map(dealId));
  });

  test("who was erased is no contact any more, and comes back neither by address nor by record", async () => {
    await person("maya@initech.example", { name: "Maya Okafor", salesforceId: contactId(31) });
    const contacts = ["maya@initech.example", contactId(31), "kim@initech.example"];
    const deal = { id: dealId(31), name: "Renewal (maya@initech.example), Maya Okafor", contacts };
    // Called by her, and she is no contact of it; and what only looks like it.
    const others = [
      { id: dealId(32), name: "Renewal maya  okafor" },
      { id: dealId(33), name: "Maya Lind, Okafor 100%" },
    ];
    await put(deal, ...others);
    const held = await hub.call("exportPerson", { email: "maya@initech.example" }, admin);
    expect(held.held.find(({ table }) => table === "opportunity")?.rows).toHaveLength(1);
    await hub.call("erasePerson", { email: "maya@initech.example" }, admin);
    await hub.work();
    const stays = async () =>
      (await hub.hub.store.query<{ value: string }>("select value from opportunity_contact")).map(
        ({ value }) => value,
      );
    expect(await stays()).toEqual(["kim@initech.example"]);
    const called = async () =>
      (await hub.hub.store.query<{ name: string }>("select name from opportunity")).map(({ name }) => name);
    expect((await called()).sort()).toEqual([
      "Maya Lind, Okafor 100%",
      "Renewal ([erased]), [erased]",
      "Renewal [erased]",
    ]);
    expect(await put(deal)).toMatchObject({ taken: 1 });
    expect(await stays()).toEqual(["kim@initech.example"]);
    expect((await called()).join()).not.toContain("@");
  });

  test("are listed what changed last first, page by page", async () => {
    const items = Array.from({ length: 120 }, (_, n) => ({ id: dealId(100 + n), name: `Deal ${n}` }));
    await put(...items);
    const marketer = await hub.join("m@acme.example", "marketer");
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await hub.call("opportunities", cursor === undefined ? {} : { cursor }, marketer);
      expect(page.total).toBe(120);
      ids.push(...page.items.map(({ crmId }) => crmId));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(ids).size).toBe(120);
    expect((await hub.ask("opportunities", { cursor: "nonsense" }, marketer)).status).toBe(400);
  });

  test("two who write the same at once write it once", async () => {
    const items = Array.from({ length: 50 }, (_, n) => ({
      id: dealId(300 + n),
      stage: "Evaluation",
      amount: n,
    }));
    const replies = await Promise.all([put(...items), put(...items.toReversed()), put(...items)]);
    expect(replies.reduce((sum, { changed }) => sum + changed, 0)).toBe(50);
    expect(await facts()).toHaveLength(100);
  });
});
