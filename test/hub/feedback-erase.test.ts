import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FeedbackScene, feedbackScene } from "../support/feedback-scene.ts";
import { dumpText, findEverywhere } from "../support/find-everywhere.ts";
import { ADMIN_TOKEN, type TestHub, testHub } from "../support/hub.ts";
import { engines } from "../support/stores.ts";

const NOW = new Date("2026-03-02T09:00:00.000Z");
const admin = { token: ADMIN_TOKEN };

describe.each(engines)("erasing a person whom feedback is about, on %s", (engine) => {
  let hub: TestHub;
  let scene: FeedbackScene;
  beforeAll(async () => {
    hub = await testHub(engine);
    hub.setNow(NOW);
    scene = await feedbackScene(hub);
  });
  afterAll(() => hub.close());

  test("what was said stays, without the person; what is held of them says it before", async () => {
    const [nadia, mira] = [
      await scene.member("rep", "Nadia Brandt"),
      await scene.member("marketer", "Mira Maker"),
    ];
    const record = await scene.person("maya.okafor@initech.example", nadia);
    const kim = await scene.person("kim@hooli.example", nadia);
    const { versionId } = await scene.claim();
    const context = {
      name: "Maya Okafor",
      title: "VP Quaternions",
      company: "Initech",
      deal: "€ 86,000, closes 19 Dec",
      stage: "Evaluation",
      industry: "Banking",
    };
    const about = { what: "claim", claimVersionId: versionId } as const;
    const id = await scene.give(nadia, {
      record,
      about,
      type: "fell_flat",
      reasons: ["price"],
      theirWords: "Okafor does not believe it.",
      note: "Maya wants proof: maya.okafor@initech.example",
      context,
    });
    const share = await scene.link(nadia, record, await scene.asset());
    const went = { record, about: { what: "share", shareId: share.shareId }, type: "landed" } as const;
    const shared = await scene.give(nadia, went);
    // Of somebody else, who was told of her.
    const kims = await scene.give(nadia, {
      record: kim,
      about,
      type: "landed",
      note: "Ask maya.okafor@initech.example",
    });
    hub.setNow(new Date(NOW.getTime() + 7_000));
    const at = hub.hub.now().toISOString();
    await hub.call("changeFeedback", { id, record, at, note: "Okafor called again." }, nadia);
    await hub.call(
      "answerFeedback",
      { items: [{ id, revision: 2 }], merge: false, text: "Tell Maya that we mend it.", status: "seen" },
      mira,
    );
    const { held } = await hub.call("exportPerson", { email: "maya.okafor@initech.example" }, admin);
    const rows = held.find(({ table }) => table === "feedback")?.rows ?? [];
    expect(rows).toHaveLength(2);
    const answers = [expect.objectContaining({ text: "Tell Maya that we mend it." })];
    expect(rows).toContainEqual(expect.objectContaining({ status: "seen", answers }));

    // Said of Kim too, and of what hers is merged into, which names her as well.
    const [of, into] = [
      await scene.give(nadia, { record, about: { what: "nothing" }, type: "request", note: "More proof" }),
      await scene.give(nadia, {
        record: kim,
        about: { what: "nothing" },
        type: "request",
        note: "Proof of it",
      }),
    ];
    hub.setNow(new Date(NOW.getTime() + 14_000));
    const decline = async (id: string, reason: string) => {
      const { item } = await hub.call("feedbackItem", { id }, mira);
      const items = [{ id, revision: item.revision }];
      await hub.call("changeInbox", { items, status: "declined", reason }, mira);
      return (await hub.call("feedbackItem", { id }, mira)).item.revision;
    };
    const merged = { id: into, revision: (await hub.call("feedbackItem", { id: into }, mira)).item.revision };
    const part = { id: of, revision: (await hub.call("feedbackItem", { id: of }, mira)).item.revision };
    await hub.call("mergeFeedback", { into: merged, items: [part] }, mira);
    await decline(into, "Maya Okafor buys elsewhere");
    await decline(into, "Maya has no budget");

    const erasure = await hub.call("erasePerson", { email: "maya.okafor@initech.example" }, admin);
    await hub.work();
    const { state, receipt } = await hub.call("erasure", { id: erasure.id }, admin);
    expect(state).toBe("done");
    expect(Object.fromEntries((receipt?.tables ?? []).map((one) => [one.table, one.redacted]))).toMatchObject(
      {
        feedback: 5,
        feedback_addition: 1,
        feedback_answer: 1,
      },
    );
    expect(await scene.row(id)).toMatchObject({
      type: "fell_flat",
      reasons: ["price"],
      claim_version_id: versionId,
      stage: "Evaluation",
      industry: "Banking",
      context: { stage: "Evaluation", industry: "Banking" },
      their_words: "[erased] does not believe it.",
      note: "[erased] wants proof: [erased]",
      record: null,
      identity_id: null,
      company: null,
      company_id: null,
    });
    expect(await scene.row(shared)).toMatchObject({ share_id: null, record: null, type: "landed" });
    expect(await scene.row(kims)).toMatchObject({ note: "Ask [erased]", erased_at: null });

    expect(await scene.row(into)).toMatchObject({ status_reason: "[erased] has no budget", erased_at: null });

    const { store } = hub.hub;
    const dump = await dumpText(store);
    for (const text of ["maya.okafor", "Quaternions", record.id]) {
      expect(await findEverywhere(store, text), text).toEqual([]);
      if (dump !== undefined) expect(dump.toLowerCase(), text).not.toContain(text.toLowerCase());
    }
    // The scene calls everybody by her name.
    const named = await findEverywhere(store, "okafor");
    expect(named.filter((place) => !/^(fact|raw_event)\./.test(place))).toEqual([]);
    const words = await store.query("select 1 from feedback where words::text ~* 'maya|okafor'");
    expect(words).toEqual([]);

    // Its giver and marketing still read it.
    const mine = (await hub.call("myFeedback", {}, nadia)).items.find((item) => item.id === id);
    expect(mine).toMatchObject({ record: null, theirWords: "[erased] does not believe it." });
    const { item } = await hub.call("feedbackItem", { id }, mira);
    expect(item).toMatchObject({ erased: true, record: null, company: null });
  });
});
