import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { WISHES } from "../../lib/contract/inbox.ts";
import { hostileTexts } from "../fixtures/hostile-texts.ts";
import { type TestHub, testHub } from "../support/hub.ts";
import { type InboxScene, inboxScene, type SceneMember } from "../support/inbox-scene.ts";
import { engines } from "../support/stores.ts";

/** Too long a text is refused as a whole. */
const TAKEN_OR_REFUSED = [200, 400, 413];
const WEEK = 7 * 24 * 3_600;

describe.each(engines)("themes on %s", (engine) => {
  let hub: TestHub;
  let scene: InboxScene;
  let nadia: SceneMember;
  let dana: SceneMember;
  beforeEach(async () => {
    hub = await testHub(engine, { timeZone: "Pacific/Auckland" });
    scene = await inboxScene(hub);
    nadia = await scene.member("Nadia Brandt");
    dana = await scene.member("Dana Ruiz", "marketer");
  });
  afterEach(() => hub.close());
  const themes = (filters = {}) => hub.call("themes", filters, { token: dana.token });

  test("a person counts once, by the week of the hub's zone, with what was merged", async () => {
    const [maya, jon] = [
      await scene.person("Maya Okafor", "Initech", nadia),
      await scene.person("Jon Bell", "Globex", nadia),
    ];
    const { claimId, versionId } = await scene.claim("Live in six weeks");
    const assetId = await scene.asset("Pricing sheet");
    const key = `${claimId}:fell_flat:price`;
    const flat = {
      about: { what: "claim" as const, claimVersionId: versionId },
      type: "fell_flat" as const,
      reasons: ["price"],
    };
    expect((await themes()).items).toEqual([]);
    const first = await scene.said(nadia, maya, flat);
    const wrong = { about: { what: "asset" as const, assetId, version: 1 }, type: "wrong_fact" as const };
    await scene.said(nadia, maya, { ...wrong, context: { company: "Initech" } });
    scene.pass(WEEK);
    const omar = await scene.member("Omar Haddad");
    await hub.call("context", { record: maya }, { token: omar.token });
    // Another rep on the same person, a week later: still one person.
    await scene.said(omar, maya, flat);
    // Sunday 13:00 in Europe is Monday there.
    scene.pass(6 * 24 * 3_600 + 4 * 3_600);
    const last = await scene.said(nadia, jon, { ...flat, context: { company: "Globex" } });
    const { items, pipeline } = await themes();
    expect(pipeline).toEqual({ state: "not_connected", at: null });
    expect(items).toMatchObject([
      {
        key,
        type: "fell_flat",
        about: { what: "claim", id: claimId, title: "Live in six weeks" },
        reason: "price",
        words: "",
        items: 3,
        people: 2,
        companies: 2,
        pipeline: null,
        weeks: [0, 0, 0, 0, 0, 1, 1, 1],
      },
      { about: { what: "asset", title: "Pricing sheet" }, reason: null, people: 1 },
    ]);
    const revision = 1;
    await hub.call(
      "mergeFeedback",
      { into: { id: last, revision }, items: [{ id: first, revision }] },
      { token: dana.token },
    );
    expect((await themes({ theme: key })).items).toMatchObject([{ items: 2, people: 2, companies: 2 }]);
    expect((await themes({ type: "wrong_fact" })).items).toHaveLength(1);
    expect((await themes({ view: "closed" })).items).toEqual([]);
  });

  test("the pipeline at stake: an opportunity counts once a theme, by its company or its people", async () => {
    const [maya, jon] = [
      await scene.person("Maya Okafor", "Initech", nadia),
      await scene.person("Jon Bell", "Globex", nadia),
    ];
    await scene.said(nadia, maya, { reasons: ["pricing"] });
    await scene.said(nadia, jon, { reasons: ["pricing"] });
    await hub.call(
      "putOpportunities",
      {
        org: "acme",
        items: [
          {
            id: "one",
            name: "Initech",
            company: "Initech",
            amount: 80_000,
            currency: "EUR",
            contacts: ["maya.okafor@initech.example", "jon.bell@globex.example"],
          },
          {
            id: "two",
            name: "Lost",
            amount: 5_000,
            currency: "EUR",
            closed: true,
            contacts: ["jon.bell@globex.example"],
          },
          {
            id: "three",
            name: "Globex",
            amount: 7_000,
            currency: "USD",
            contacts: ["jon.bell@globex.example"],
          },
        ],
      },
      { token: dana.token },
    );
    scene.pass(60);
    const { items, pipeline } = await themes();
    expect(pipeline.state).toBe("connected");
    expect(items).toMatchObject([
      {
        key: ":request:pricing",
        people: 2,
        pipeline: [
          { currency: "EUR", amount: 80_000 },
          { currency: "USD", amount: 7_000 },
        ],
      },
    ]);
  });

  test("a wish with words of its own is a theme by itself, and the balance says what came of wishes", async () => {
    const record = await scene.person("Maya Okafor", "Initech", nadia);
    const own = await scene.said(nadia, record, { note: "Residency outside the EU" });
    const byChip = await scene.said(nadia, record, { reasons: ["pricing"] });
    const inFrancs = await scene.said(nadia, record, { reasons: ["pricing"], note: "In francs" });
    await scene.asset("Residency sheet");
    const { items, requests } = await themes();
    expect(requests).toEqual({ since: "2025-12-01", specific: 2, broad: 1, delivered: 0 });
    const theme = items.find(({ key }) => key === `${own}:request:`);
    expect(theme).toMatchObject({
      words: "Residency outside the EU",
      about: { what: "nothing", id: null, title: "Request" },
    });
    expect((await hub.call("inbox", { theme: theme?.key }, { token: dana.token })).items).toMatchObject([
      { id: own },
    ]);
    const { item } = await hub.call("feedbackItem", { id: own }, { token: dana.token });
    // Whatever was published since can be what was wished for.
    expect(item.newer).toMatchObject([{ what: "asset", title: "Residency sheet", version: 1 }]);
    const versionId = item.newer[0]?.versionId ?? "";
    await hub.call(
      "answerFeedback",
      {
        items: [{ id: own, revision: item.revision }],
        merge: false,
        text: "Here it is",
        status: "changed",
        resolvedBy: { what: "asset", versionId },
      },
      { token: dana.token },
    );
    expect((await themes()).requests).toMatchObject({ delivered: 1 });
    // Each figure opens what it counts, open or closed.
    const behind = async (wish: (typeof WISHES)[number]) =>
      (await hub.call("inbox", { view: "all", wish }, { token: dana.token })).items.map(({ id }) => id);
    expect(await behind("delivered")).toEqual([own]);
    expect(await behind("specific")).toEqual([inFrancs, own]);
    expect(await behind("broad")).toEqual([byChip]);
    expect((await themes({ view: "all", wish: "specific" })).items).toHaveLength(2);
    scene.pass(26 * WEEK);
    expect(await behind("specific")).toEqual([]);
  });

  test("what is missing without a word of what is one theme, and nobody's twin", async () => {
    const record = await scene.person("Maya Okafor", "Initech", nadia);
    const [bare, again] = [await scene.said(nadia, record), await scene.said(nadia, record)];
    const own = await scene.said(nadia, record, { note: "In francs" });
    const { items } = await themes();
    expect(items.map(({ key, items: of }) => [key, of])).toEqual([
      [":request:", 2],
      [`${own}:request:`, 1],
    ]);
    expect(items[0]).toMatchObject({ about: { what: "nothing", title: "Request" }, words: "", reason: null });
    const found = await hub.call("inbox", { theme: ":request:" }, { token: dana.token });
    expect(found.items.map(({ id }) => id)).toEqual([bare, again]);
    const { item } = await hub.call("feedbackItem", { id: bare }, { token: dana.token });
    expect(item).toMatchObject({ similar: [], similarCount: 0 });
  });

  test("however many say the same, all are offered", async () => {
    const { versionId } = await scene.claim("Live in six weeks");
    const flat = {
      about: { what: "claim" as const, claimVersionId: versionId },
      type: "fell_flat" as const,
      reasons: ["price"],
    };
    let first = "";
    for (let n = 0; n < 13; n += 1) {
      const record = await scene.person(`Person ${n}`, `Company ${n}`, nadia);
      const id = await scene.said(nadia, record, flat);
      first ||= id;
    }
    const { item } = await hub.call("feedbackItem", { id: first }, { token: dana.token });
    expect([item.similar.length, item.similarCount]).toEqual([12, 12]);
    await hub.call(
      "keepFeedbackApart",
      { id: first, from: item.similar.map(({ id }) => id) },
      { token: dana.token },
    );
    const parted = await hub.call("feedbackItem", { id: first }, { token: dana.token });
    expect(parted.item).toMatchObject({ similar: [], similarCount: 0 });
  });

  test("who else is at an item, while they are, and whether they write", async () => {
    const record = await scene.person("Maya Okafor", "Initech", nadia);
    const id = await scene.said(nadia, record, { note: "One" });
    const jonas = await scene.member("Jonas Weber", "marketer");
    const watch = (who: SceneMember, at: string | null, writing = false) =>
      hub.call("watchInbox", { at, writing }, { token: who.token });
    expect((await watch(dana, id)).others).toEqual([]);
    expect((await watch(jonas, id)).others).toEqual([{ name: "Dana Ruiz", writing: false }]);
    expect((await watch(dana, id)).others).toEqual([{ name: "Jonas Weber", writing: false }]);
    await watch(jonas, id, true);
    expect((await watch(dana, id)).others).toEqual([{ name: "Jonas Weber", writing: true }]);
    scene.pass(3);
    await watch(dana, id);
    scene.pass(2);
    expect((await watch(dana, id)).others).toEqual([]);
    expect((await watch(jonas, id)).others).toEqual([{ name: "Dana Ruiz", writing: false }]);
    // A second tab of hers is elsewhere, this one is still here.
    await watch(dana, null);
    expect((await watch(jonas, id)).others).toEqual([{ name: "Dana Ruiz", writing: false }]);
    scene.pass(5);
    await watch(dana, null);
    expect((await watch(jonas, id)).others).toEqual([]);
    // Of an item that is not there nothing is kept.
    expect((await watch(dana, "7b0e4f3a-0c3f-4b1e-9a55-2f5a0a8f7c11")).others).toEqual([]);
    const rows = await hub.hub.store.query("select member_id from feedback_presence");
    expect(rows).toEqual([{ member_id: jonas.id }]);
  });

  test("hostile texts pass through every field as they are, or are refused with a reason", async () => {
    const record = await scene.person("Maya Okafor", "Initech", nadia);
    const texts = hostileTexts.filter((_, n) => n < 32 || n % 40 === 0);
    const fields = ["note", "theirWords"] as const;
    for (const [n, text] of texts.entries()) {
      const field = fields[n % 2] ?? "note";
      const request = {
        record,
        about: { what: "nothing" },
        type: "request",
        at: scene.now().toISOString(),
        context: { name: text, company: text, stage: text, industry: text },
        taken: [],
        [field]: text,
      };
      const given = await hub.ask("giveFeedback", request, { token: nadia.token });
      expect(TAKEN_OR_REFUSED).toContain(given.status);
      if (given.status !== 200) continue;
      const { id } = (await given.json()) as { id: string };
      scene.pass(7);
      const { item } = await hub.call("feedbackItem", { id }, { token: dana.token });
      expect(item[field]).toBe(text.trim());
      const reason = await hub.ask(
        "changeInbox",
        { items: [{ id, revision: item.revision }], status: "declined", reason: text },
        { token: dana.token },
      );
      expect(TAKEN_OR_REFUSED).toContain(reason.status);
      const { item: changed } = await hub.call("feedbackItem", { id }, { token: dana.token });
      expect(changed.statusReason).toBe(reason.status === 200 ? text.trim() : "");
      const answered = await hub.ask(
        "answerFeedback",
        { items: [{ id, revision: changed.revision }], merge: false, text, status: "seen" },
        { token: dana.token },
      );
      expect(TAKEN_OR_REFUSED).toContain(answered.status);
      if (answered.status !== 200) continue;
      const { item: last } = await hub.call("feedbackItem", { id }, { token: dana.token });
      expect(last.answers.map((answer) => answer.text)).toEqual([text.trim()]);
    }
    // Half a character cannot stand in an address.
    for (const text of texts.filter((one) => !/[\ud800-\udfff]/u.test(one))) {
      for (const name of ["query", "stage", "industry", "theme", "reason", "cursor"]) {
        for (const endpoint of ["inbox", "themes"] as const) {
          const answer = await hub.ask(endpoint, { [name]: text }, { token: dana.token });
          expect(TAKEN_OR_REFUSED, `${endpoint} by ${name}: ${JSON.stringify(text)}`).toContain(
            answer.status,
          );
        }
      }
    }
  });
});
