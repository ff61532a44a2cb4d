import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type TestHub, testHub } from "../support/hub.ts";
import { type InboxScene, inboxScene, type SceneMember } from "../support/inbox-scene.ts";
import { engines } from "../support/stores.ts";

describe.each(engines)("the inbox on %s", (engine) => {
  let hub: TestHub;
  let scene: InboxScene;
  let nadia: SceneMember;
  let dana: SceneMember;
  beforeEach(async () => {
    hub = await testHub(engine);
    scene = await inboxScene(hub);
    nadia = await scene.member("Nadia Brandt");
    dana = await scene.member("Dana Ruiz", "marketer");
  });
  afterEach(() => hub.close());
  const inbox = (filters = {}) => hub.call("inbox", filters, { token: dana.token });
  const ids = async (filters = {}) => (await inbox(filters)).items.map(({ id }) => id);

  test("an item is there when its giver's six seconds are over, and not before", async () => {
    const record = await scene.person("Maya Okafor", "Initech", nadia);
    const before = await hub.call("watchInbox", { at: null, writing: false }, { token: dana.token });
    const id = await scene.give(nadia, record, { note: "A story of a bank" });
    const during = await hub.call("watchInbox", { at: null, writing: false }, { token: dana.token });
    expect((await inbox()).items).toEqual([]);
    expect((await inbox()).counts.open).toBe(0);
    scene.pass(6);
    const after = await hub.call("watchInbox", { at: null, writing: false }, { token: dana.token });
    expect(new Set([before.stamp, during.stamp, after.stamp]).size).toBe(3);
    const reply = await inbox();
    expect(reply.stamp).toBe(after.stamp);
    expect(reply.items).toEqual([
      {
        id,
        revision: 1,
        type: "request",
        reasons: [],
        about: { what: "nothing", id: null, title: "Request", version: null, page: null },
        excerpt: "A story of a bank",
        quoted: false,
        company: "Initech",
        at: "2026-03-02T09:00:00.000Z",
        status: "new",
        plannedFor: null,
        assignee: null,
        dueAt: "2026-03-04T09:00:00.000Z",
        answeredAt: null,
        merged: 0,
      },
    ]);
    expect(reply).toMatchObject({
      matching: 1,
      counts: { open: 1, new: 1, mine: 1, planned: 0, closed: 0, all: 1 },
      next: null,
    });
    await hub.call("takeBackFeedback", { id, record }, { token: nadia.token });
    expect((await inbox()).counts.open).toBe(0);
    expect((await hub.ask("feedbackItem", { id }, { token: dana.token })).status).toBe(404);
  });

  test("what is owed comes first by due time, then the rest, newest first; pages join without gap or double", async () => {
    const record = await scene.person("Maya Okafor", "Initech", nadia);
    const { claimId, versionId } = await scene.claim("Live in six weeks");
    const given: string[] = [];
    for (let n = 0; n < 60; n += 1) given.push(await scene.give(nadia, record, { note: `Wish ${n}` }));
    // Nothing is owed to a click that all went well.
    const landed = await scene.said(nadia, record, {
      about: { what: "claim", claimVersionId: versionId },
      type: "landed",
    });
    const [seen] = (await inbox()).items;
    const first = await inbox();
    expect(first.items).toHaveLength(50);
    expect(first.matching).toBe(61);
    const second = await inbox({ cursor: first.next });
    expect(second.next).toBeNull();
    const listed = [...first.items, ...second.items].map(({ id }) => id);
    expect(new Set(listed)).toEqual(new Set([...given, landed]));
    expect(listed).toHaveLength(61);
    expect(listed.at(-1)).toBe(landed);
    expect((await ids({ claimId })).at(0)).toBe(landed);

    await hub.call(
      "answerFeedback",
      {
        items: [{ id: seen?.id ?? "", revision: seen?.revision ?? 0 }],
        merge: false,
        text: "We write one",
        status: "seen",
      },
      { token: dana.token },
    );
    const later = [...(await inbox()).items, ...(await inbox({ cursor: (await inbox()).next })).items];
    // Both were received at one time, so their order is that of their ids; neither is among what is owed.
    expect(new Set(later.slice(-2).map(({ id }) => id))).toEqual(new Set([landed, seen?.id]));
    expect((await hub.ask("inbox", { cursor: "b3dlZC4x" }, { token: dana.token })).status).toBe(400);
  });

  test("filters leave what they say, alone and together", async () => {
    const [maya, jon] = [
      await scene.person("Maya Okafor", "Initech", nadia),
      await scene.person("Jon Bell", "Globex", nadia),
    ];
    const { claimId, versionId } = await scene.claim("Live in six weeks");
    const assetId = await scene.asset("Pricing sheet");
    const onClaim = await scene.said(nadia, maya, {
      about: { what: "claim", claimVersionId: versionId },
      type: "fell_flat",
      reasons: ["not_credible", "price"],
      theirWords: "Our last migration took eleven months",
    });
    const onAsset = await scene.said(nadia, jon, {
      about: { what: "asset", assetId, version: 1 },
      type: "out_of_date",
      note: "The starter plan is gone",
      page: 2,
      context: { company: "Globex", stage: "Negotiation", industry: "Retail" },
    });
    expect(await ids({ type: "fell_flat" })).toEqual([onClaim]);
    expect(await ids({ reason: "price" })).toEqual([onClaim]);
    expect(await ids({ assetId })).toEqual([onAsset]);
    expect(await ids({ claimVersionId: versionId })).toEqual([onClaim]);
    expect(await ids({ stage: "Negotiation" })).toEqual([onAsset]);
    expect(await ids({ industry: "Software", stage: "Negotiation" })).toEqual([]);
    expect(await ids({ theme: `${claimId}:fell_flat:not_credible` })).toEqual([onClaim]);
    for (const query of ["ELEVEN", "migra eleven", "initech", "live six"])
      expect(await ids({ query })).toEqual([onClaim]);
    for (const query of ["starter", "globex", "pricing"]) expect(await ids({ query })).toEqual([onAsset]);
    for (const query of ["nowhere", "%", "'"]) expect(await ids({ query })).toEqual([]);
    expect((await inbox({ query: "starter" })).matching).toBe(1);

    const [asset] = (await inbox({ assetId })).items;
    expect(asset?.about).toEqual({ what: "asset", id: assetId, title: "Pricing sheet", version: 1, page: 2 });
    const choices = await hub.call("inboxChoices", undefined, { token: dana.token });
    expect(choices).toMatchObject({
      stages: [
        { value: "Evaluation", items: 1 },
        { value: "Negotiation", items: 1 },
      ],
      industries: [
        { value: "Retail", items: 1 },
        { value: "Software", items: 1 },
      ],
      assignees: [{ id: dana.id, name: "Dana Ruiz" }, { name: "Olga Owner" }],
    });
    expect(new Set(choices.about.map(({ title }) => title))).toEqual(
      new Set(["Live in six weeks", "Pricing sheet"]),
    );
  });

  test("mine is what waits for me, as Today counts it", async () => {
    const record = await scene.person("Maya Okafor", "Initech", nadia);
    const { claimId, versionId } = await scene.claim("Live in six weeks");
    await hub.hub.store.query("update claim set owner_id = $2 where id = $1", [claimId, dana.id]);
    const owned = await scene.said(nadia, record, {
      about: { what: "claim", claimVersionId: versionId },
      type: "fell_flat",
    });
    // Of nobody's talking point, of somebody else's, and of a colleague's who may not come in any more.
    const leila = await scene.member("Leila Haddad", "marketer");
    const nobodys = await scene.said(nadia, record, { note: "Nobody has it" });
    const others = await scene.claim("Somebody else's");
    await hub.hub.store.query("update claim set owner_id = $2 where id = $1", [others.claimId, leila.id]);
    const theirs = await scene.said(nadia, record, {
      about: { what: "claim", claimVersionId: others.versionId },
      type: "fell_flat",
    });
    // Nothing is owed for a click alone.
    await scene.said(nadia, await scene.person("Jon Bell", "Globex", nadia), {
      about: { what: "claim", claimVersionId: versionId },
      type: "landed",
    });
    const other = await scene.said(nadia, record, { note: "One" });
    const waiting = async () => {
      const today = await hub.call("today", undefined, { token: dana.token });
      const { counts } = await inbox();
      expect([counts.mine, today.feedback?.waiting.length]).toEqual([today.feedback?.count, counts.mine]);
      expect(today.feedback?.waiting.map(({ id }) => id)).toEqual(await ids({ view: "mine" }));
      return await ids({ view: "mine" });
    };
    expect(await waiting()).toEqual([owned, nobodys, other]);
    expect(await ids({ late: "yes" })).toEqual([]);
    const assign = (id: string, assigneeId: string) =>
      hub.call("changeInbox", { items: [{ id, revision: 1 }], assigneeId }, { token: dana.token });
    await assign(other, leila.id);
    await assign(theirs, dana.id);
    await hub.call(
      "changeInbox",
      { items: [{ id: other, revision: 2 }], status: "seen" },
      { token: dana.token },
    );
    expect(await ids({ view: "all", status: "seen" })).toEqual([other]);
    expect(await waiting()).toEqual([owned, nobodys, theirs]);
    await hub.hub.store.query("update claim set owner_id = $2 where id = $1", [claimId, leila.id]);
    scene.pass(16);
    expect(await waiting()).toEqual([nobodys, theirs]);
    await hub.hub.store.query("update member set deactivated_at = now() where id = $1", [leila.id]);
    scene.pass(16);
    // What she had is everybody's again.
    expect(await waiting()).toEqual([owned, nobodys, theirs, other]);
    scene.pass(7 * 24 * 3_600);
    expect(await ids({ late: "yes" })).toEqual([owned, nobodys, theirs, other]);
  });

  test("no list and no theme says who gave it", async () => {
    const record = await scene.person("Maya Okafor", "Initech", nadia);
    const id = await scene.said(nadia, record, { note: "A story of a bank" });
    for (const name of ["inbox", "themes", "inboxChoices", "mergedLately", "answerTimes"] as const) {
      const text = await (await hub.ask(name, {}, { token: dana.token })).text();
      expect(text).not.toContain(nadia.name);
      expect(text).not.toContain(nadia.id);
    }
    const { item } = await hub.call("feedbackItem", { id }, { token: dana.token });
    expect(item.giver).toEqual({ memberId: nadia.id, name: "Nadia Brandt" });
  });

  test("the opened item has its context as it was, without what was taken away", async () => {
    const record = await scene.person("Maya Okafor", "Initech", nadia);
    const { versionId, claimId } = await scene.claim("Live in six weeks");
    const about = { what: "claim" as const, claimVersionId: versionId };
    const id = await scene.said(nadia, record, {
      about,
      type: "fell_flat",
      reasons: ["not_credible"],
      theirWords: "Six weeks? Ours took eleven months.",
      context: { name: "Maya Okafor", company: "Initech", stage: "Evaluation" },
      taken: ["industry"],
    });
    scene.pass(60);
    await hub.call(
      "changeFeedback",
      { id, record, at: scene.now().toISOString(), note: "They had a plan" },
      {
        token: nadia.token,
      },
    );
    const newer = await scene.publish(claimId, "Says nine weeks");
    const { item } = await hub.call("feedbackItem", { id }, { token: dana.token });
    expect(item).toMatchObject({
      theirWords: "Six weeks? Ours took eleven months.",
      quoted: true,
      context: { name: "Maya Okafor", company: "Initech", stage: "Evaluation" },
      taken: ["industry"],
      record,
      recordUrl: `https://acme.lightning.force.com/lightning/r/Contact/${record.id}/view`,
      added: [{ text: "They had a plan" }],
      newer: [{ what: "claim", versionId: newer, version: 2, title: "Live in six weeks" }],
      givers: [{ name: "Nadia Brandt" }],
    });
    expect(item.history.map(({ words }) => words)).toEqual([
      "Clicked by Nadia Brandt",
      "Nadia Brandt added a sentence",
    ]);
    await hub.call(
      "changeFeedback",
      { id, record, at: scene.now().toISOString(), taken: ["name"] },
      {
        token: nadia.token,
      },
    );
    const { item: unnamed } = await hub.call("feedbackItem", { id }, { token: dana.token });
    expect(unnamed).toMatchObject({ record: null, recordUrl: null, taken: ["industry", "name"] });
    expect(JSON.stringify(unnamed)).not.toContain("Maya");
  });

  test("what says the same is offered, until it is said that it is not", async () => {
    const record = await scene.person("Maya Okafor", "Initech", nadia);
    const omar = await scene.member("Omar Haddad");
    const hers = await scene.person("Jon Bell", "Globex", omar);
    const { versionId } = await scene.claim("Live in six weeks");
    const flat = {
      about: { what: "claim" as const, claimVersionId: versionId },
      type: "fell_flat" as const,
      reasons: ["price"],
    };
    const one = await scene.said(nadia, record, flat);
    const two = await scene.said(omar, hers, { ...flat, context: { company: "Globex" } });
    await scene.said(omar, hers, { note: "Something else" });
    const similar = async (id: string) =>
      (await hub.call("feedbackItem", { id }, { token: dana.token })).item.similar;
    expect(await similar(one)).toMatchObject([{ id: two, revision: 1, company: "Globex" }]);
    await hub.call("keepFeedbackApart", { id: two, from: [one] }, { token: dana.token });
    expect(await similar(one)).toEqual([]);
    expect(await similar(two)).toEqual([]);
    await hub.call("keepFeedbackApart", { id: two, from: [one], undo: true }, { token: dana.token });
    expect(await similar(one)).toMatchObject([{ id: two }]);
  });
});
