import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RequestOf } from "../../lib/contract/endpoints.ts";
import { type FeedbackScene, feedbackScene } from "../support/feedback-scene.ts";
import { ADMIN_TOKEN, type TestHub, testHub } from "../support/hub.ts";
import { engines } from "../support/stores.ts";

/** A Monday. */
let now = new Date("2026-03-02T09:00:00.000Z");
type Member = { id: string; token: string };

describe.each(engines)("what comes of feedback on %s", (engine) => {
  let hub: TestHub;
  let scene: FeedbackScene;
  let [mira, nadia, jonas, ida]: Member[] = [];
  let record: Awaited<ReturnType<FeedbackScene["person"]>>;

  beforeAll(async () => {
    hub = await testHub(engine);
    hub.setNow(now);
    scene = await feedbackScene(hub);
    [mira, nadia, jonas, ida] = [
      await scene.member("marketer", "Mira Maker"),
      await scene.member("rep", "Nadia Brandt"),
      await scene.member("rep", "Jonas Weber"),
      await scene.member("rep", "Ida Lund"),
    ];
    record = await scene.person("maya@initech.example", as(nadia), as(jonas), as(ida));
  });
  afterAll(() => hub.close());
  // Each begins an hour after the one before, so that nothing of that is under way.
  beforeEach(() => pass(3_600));

  const as = (member: Member | undefined) => ({ token: member?.token ?? "" });
  function pass(seconds: number): void {
    now = new Date(now.getTime() + seconds * 1_000);
    hub.setNow(now);
  }
  const mine = async (member: Member | undefined, id: string) =>
    (await hub.call("myFeedback", {}, as(member))).items.find((item) => item.id === id);
  const onRecord = async (member: Member | undefined) =>
    (await hub.call("context", { record }, as(member))).feedback;
  const revisionOf = async (id: string) => ({ id, revision: Number((await scene.row(id)).revision) });
  const answer = async (ids: string[], said: Partial<RequestOf<"answerFeedback">>) =>
    hub.call(
      "answerFeedback",
      {
        items: await Promise.all(ids.map(revisionOf)),
        merge: ids.length > 1,
        text: "You were right to doubt it.",
        status: "seen",
        ...said,
      },
      as(mira),
    );
  const giveFlat = async (member: Member | undefined, versionId: string) =>
    scene.give(member as Member, {
      record,
      about: { what: "claim", claimVersionId: versionId },
      type: "fell_flat",
      reasons: ["not_credible"],
      context: { name: "Maya Okafor", company: "Initech" },
    });

  test("three who said the same read one answer, what changed, and the question whether they may be named", async () => {
    const { claimId, versionId } = await scene.claim();
    const ids = [
      await giveFlat(nadia, versionId),
      await giveFlat(jonas, versionId),
      await giveFlat(ida, versionId),
    ];
    const [first = "", second = "", third = ""] = ids;
    pass(7);
    const newer = await scene.claimVersion(claimId, 2);
    await answer(ids, { status: "changed", resolvedBy: { what: "claim", versionId: newer }, public: true });
    pass(3);
    expect(await mine(nadia, first)).toMatchObject({ status: "new", answers: [] });
    expect(await mine(jonas, second)).toMatchObject({ status: "merged", answers: [] });
    expect((await onRecord(jonas))?.answered).toEqual([]);
    pass(4);
    for (const [member, id] of [
      [nadia, first],
      [jonas, second],
      [ida, third],
    ] as const) {
      const feedback = await onRecord(member);
      expect(feedback?.mine.unseen).toBe(1);
      expect(feedback?.answered.map((item) => item.id)).toEqual([id]);
      expect(feedback?.answered[0]).toMatchObject({
        status: "changed",
        mergedWith: 2,
        unseen: true,
        about: { what: "claim", title: "Live in six weeks", version: 1 },
        credit: { named: null },
        answers: [
          {
            text: "You were right to doubt it.",
            by: { name: "Mira Maker" },
            resolvedBy: { what: "claim", versionId: newer, version: 2, whatChanged: "Says weeks" },
          },
        ],
      });
    }
    // Seen, it stands there for the question alone; answered, no more.
    const answerId = (await mine(jonas, second))?.answers[0]?.id ?? "";
    await hub.call("seeAnswer", { id: second, record, answerId }, as(jonas));
    expect((await onRecord(jonas))?.mine).toMatchObject({ unseen: 0 });
    expect((await onRecord(jonas))?.answered).toMatchObject([{ id: second, unseen: false }]);
    await hub.call("answerCredit", { id: second, record, named: true }, as(jonas));
    expect((await onRecord(jonas))?.answered).toEqual([]);
    await hub.call("answerCredit", { id: third, record, named: false }, as(ida));
    const { claim } = await hub.call("claim", { id: claimId }, as(mira));
    expect(claim.versions[0]?.credits).toEqual(["Improved with feedback from Jonas Weber and 2 reps"]);
    const [told] = (await hub.call("publicAnswers", { claimId }, as(nadia))).items;
    expect(told).toMatchObject({ type: "fell_flat", reasons: ["not_credible"], people: 1 });
    expect(JSON.stringify(told)).not.toMatch(/Jonas|Nadia|Ida/);
  });

  test("who agreed to be named stands at the version and beside the recommendation, also when they left", async () => {
    const assetId = await scene.asset({ title: "Migration guide" });
    const everybody = { to: [], joint: "and", when: [], except: [] };
    const how = { openWith: "", show: "", ask: "", nextStep: "" };
    await hub.hub.store.query("insert into guidance (id, asset_id, body) values ($1, $2, $3::jsonb)", [
      randomUUID(),
      assetId,
      JSON.stringify({ conditions: everybody, toGet: "", noException: true, how }),
    ]);
    const leaver = await scene.member("rep", "Lea Verlaat");
    await hub.call("context", { record }, as(leaver));
    const about = { what: "asset", assetId, version: 1 } as const;
    const id = await scene.give(leaver, { record, about, type: "wrong_fact", note: "Slide 4 says weeks." });
    pass(7);
    const versionId = await scene.version(assetId, 2);
    await answer([id], { status: "changed", resolvedBy: { what: "asset", versionId } });
    const shown = async () => {
      const { recommended } = await hub.call("context", { record }, as(ida));
      return recommended?.find((one) => one.assetId === assetId);
    };
    expect(await shown()).toMatchObject({ version: 2 });
    expect(await shown()).not.toHaveProperty("credit");
    pass(7);
    expect((await shown())?.credit).toEqual({ version: 2, words: "Improved with feedback from a rep" });
    await hub.call("answerCredit", { id, record, named: true }, as(leaver));
    expect((await shown())?.credit?.words).toBe("Improved with feedback from Lea Verlaat");
    await hub.call("changeMember", { id: leaver.id, active: false }, { token: ADMIN_TOKEN });
    const { asset } = await hub.call("asset", { id: assetId }, as(mira));
    expect(asset.versions.map(({ credit }) => credit)).toEqual([
      "Improved with feedback from Lea Verlaat",
      undefined,
    ]);
    expect((await hub.call("feedbackItem", { id }, as(mira))).item).toMatchObject({ id, status: "changed" });
    // Without a yes nobody is named any more.
    await hub.hub.store.query("update credit set named = false, name = null where feedback_id = $1", [id]);
    await hub.hub.store.query("update library set stamp = stamp + 1");
    expect((await shown())?.credit?.words).toBe("Improved with feedback from a rep");
  });

  test("opened again it is new, due anew, and who answered is told; open already it is not opened", async () => {
    const { versionId } = await scene.claim();
    const id = await giveFlat(nadia, versionId);
    const reopen = (note: string, key = randomUUID()) =>
      hub.ask("reopenFeedback", { id, record, note }, { ...as(nadia), key });
    pass(7);
    expect((await reopen("Why?")).status).toBe(409);
    await answer([id], { status: "declined" });
    pass(24 * 3_600);
    const key = randomUUID();
    for (const _ of [1, 2]) {
      expect(await (await reopen("They asked again.", key)).json()).toMatchObject({ status: "new" });
    }
    const row = await scene.row(id);
    expect(row).toMatchObject({ status: "new", answered_at: null, owed_at: now });
    expect(row.due_at).toEqual(new Date(now.getTime() + 48 * 3_600_000));
    const item = await mine(nadia, id);
    expect(item).toMatchObject({ status: "new", added: [{ text: "They asked again." }] });
    expect(item?.answers).toHaveLength(1);
    const { notices } = await hub.call("mine", undefined, as(mira));
    expect(notices?.filter(({ kind, feedbackId }) => kind === "reopened" && feedbackId === id)).toHaveLength(
      1,
    );
  });

  test("of several that were merged the main one is taken back: the others keep the state and the answer", async () => {
    const { versionId } = await scene.claim();
    const ids = [
      await giveFlat(nadia, versionId),
      await giveFlat(jonas, versionId),
      await giveFlat(ida, versionId),
    ];
    const [first = "", second = "", third = ""] = ids;
    pass(7);
    await answer(ids, { status: "planned", plannedFor: "2026-04-01" });
    pass(7);
    await hub.call("takeBackFeedback", { id: first, record }, as(nadia));
    expect(await mine(nadia, first)).toBeUndefined();
    const items = [await mine(jonas, second), await mine(ida, third)];
    for (const item of items) {
      expect(item).toMatchObject({ status: "planned", plannedFor: "2026-04-01", mergedWith: 1 });
      expect(item?.answers).toHaveLength(1);
    }
    const { items: listed } = await hub.call("inbox", { view: "planned" }, as(mira));
    expect(listed.filter((item) => ids.includes(item.id))).toMatchObject([{ merged: 1 }]);
  });

  test("a later word stands beside what was answered, which counts no more", async () => {
    const { versionId } = await scene.claim();
    const id = await giveFlat(nadia, versionId);
    pass(7);
    await answer([id], {});
    pass(60);
    const said = { record, about: { what: "claim", claimVersionId: versionId }, type: "landed" } as const;
    const newer = await scene.give(nadia as Member, said);
    expect(await scene.row(id)).toMatchObject({ taken_back_at: null, replaced_at: now });
    expect(await scene.row(newer)).toMatchObject({ taken_back_at: null, replaced_at: null });
    expect(await mine(nadia, id)).toMatchObject({ answers: [{ text: "You were right to doubt it." }] });
  });

  test("what is answered for everybody is read by who may use the content, and by nobody else", async () => {
    const assetId = await scene.asset({ title: "Board-only price floor" });
    const about = { what: "asset", assetId, version: 1 } as const;
    const id = await scene.give(nadia as Member, { record, about, type: "out_of_date" });
    pass(7);
    await answer([id], { public: true });
    const read = async (member: Member | undefined, asked = {}) =>
      (await hub.call("publicAnswers", asked, as(member))).items.filter(({ type }) => type === "out_of_date")
        .length;
    expect(await read(ida, { assetId })).toBe(0);
    pass(7);
    expect(await read(ida, { assetId })).toBe(1);
    await hub.hub.store.query("update asset set audience = 'marketing' where id = $1", [assetId]);
    await hub.hub.store.query("update library set stamp = stamp + 1");
    expect([await read(ida, { assetId }), await read(ida), await read(mira, { assetId })]).toEqual([0, 0, 1]);
  });

  test("the list goes on where it ended, and nobody's is in another's", async () => {
    const rep = await scene.member("rep", "Olli Many");
    await hub.call("context", { record }, as(rep));
    await hub.hub.store.query(
      `insert into feedback (id, member_id, type, note, clicked_at, received_at, visible_at)
       select gen_random_uuid(), $1, 'request', 'No. ' || n, $2, $2, $2 from generate_series(1, 53) n`,
      [rep.id, now],
    );
    const rows = await hub.hub.store.query<{ id: string }>(
      "select id from feedback where member_id = $1 order by id desc",
      [rep.id],
    );
    const given = rows.map(({ id }) => id);
    const first = await hub.call("myFeedback", {}, as(rep));
    const second = await hub.call("myFeedback", { cursor: first.next ?? "" }, as(rep));
    expect([...first.items, ...second.items].map((item) => item.id)).toEqual(given);
    expect(second.next).toBeNull();
    expect(first.times.promisedDays).toBe(2);
    expect((await hub.call("myFeedback", {}, as(mira))).items).toEqual([]);
    expect((await hub.ask("myFeedback", { cursor: "bm8" }, as(rep))).status).toBe(400);
  });

  test("a look-up says what goes along, with the largest open opportunity, also where no feedback was given", async () => {
    const { store } = hub.hub;
    const [company] = await store.query<{ company_id: string }>(
      "select company_id from company_member limit 1",
    );
    const insert = (crmId: string, amount: number, open: boolean) =>
      store.query(
        `insert into opportunity (namespace, crm_id, company_id, amount, currency, closes_on, open)
         values ('', $1, $2, $3, 'EUR', '2026-12-19', $4)`,
        [crmId, company?.company_id, amount, open],
      );
    await insert("006A", 86_000, true);
    await insert("006B", 12_000, true);
    await insert("006C", 900_000, false);
    await store.query(
      "insert into company_fact (company_id, key, value, at, typed) values ($1, 'industry', 'Banking', now(), false)",
      [company?.company_id],
    );
    const fresh = await scene.member("rep", "Fay New");
    const { feedback } = await hub.call("context", { record }, as(fresh));
    expect(feedback).toMatchObject({
      goesAlong: {
        name: "Maya Okafor",
        company: "Initech",
        industry: "Banking",
        deal: "€ 86,000, closes 19 Dec",
      },
      mine: { count: 0, answered: 0, unseen: 0 },
      answered: [],
    });
    const unknown = { ...record, id: "00Q5g00000A1b2CEAR" };
    const nobody = await hub.call("context", { record: unknown }, as(fresh));
    expect(nobody.feedback).toEqual({
      goesAlong: {},
      mine: { count: 0, answered: 0, unseen: 0 },
      answered: [],
    });
  });
});
