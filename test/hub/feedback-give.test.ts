import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { keepHouse } from "../../hub/housekeeping.ts";
import { nasty } from "../fixtures/hostile-texts.ts";
import { type FeedbackScene, feedbackScene, type Said } from "../support/feedback-scene.ts";
import { ADMIN_TOKEN, type TestHub, testHub } from "../support/hub.ts";
import { engines } from "../support/stores.ts";

/** A Monday. */
const NOW = new Date("2026-03-02T09:00:00.000Z");
const inSeconds = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);
type Member = { id: string; token: string };

describe.each(engines)("giving feedback on %s", (engine) => {
  let hub: TestHub;
  let scene: FeedbackScene;
  let nadia: Member;
  let other: Member;
  let record: Awaited<ReturnType<FeedbackScene["person"]>>;
  let assetId: string;
  let claim: Awaited<ReturnType<FeedbackScene["claim"]>>;

  beforeAll(async () => {
    hub = await testHub(engine);
    scene = await feedbackScene(hub);
    nadia = await scene.member("rep", "Nadia Brandt");
    other = await scene.member("rep", "Jonas Weber");
    record = await scene.person("maya@initech.example", nadia, other);
    assetId = await scene.asset();
  });
  afterAll(() => hub.close());
  beforeEach(async () => {
    hub.setNow(NOW);
    claim = await scene.claim();
  });

  const sentence = () => ({ what: "claim", claimVersionId: claim.versionId }) as const;
  const asMember = (member: Member) => ({ token: member.token });
  const change = (id: string, said: object, member = nadia, key = randomUUID()) =>
    hub.ask(
      "changeFeedback",
      { id, record, at: hub.hub.now().toISOString(), ...said },
      { ...asMember(member), key },
    );
  const takeBack = (id: string, undone = false, key = randomUUID(), member = nadia) =>
    hub.call("takeBackFeedback", { id, record, ...(undone ? { undone } : {}) }, { ...asMember(member), key });
  const mine = async (member = nadia) => (await hub.call("myFeedback", { record }, asMember(member))).items;
  const minesIds = async (member = nadia) => (await mine(member)).map(({ id }) => id);
  const mineOf = async (id: string) => (await mine()).find((item) => item.id === id);

  test("a click is kept at once with its context, and others see it when six seconds are over", async () => {
    const id = await scene.give(nadia, {
      record,
      about: sentence(),
      type: "fell_flat",
      reasons: ["price"],
      theirWords: "Six weeks? Never.",
      context: {
        name: "Maya Okafor",
        title: "VP Data",
        company: "Initech",
        stage: "Evaluation",
        industry: "Banking",
        deal: "€ 86,000, closes 19 Dec",
      },
      taken: ["deal"],
    });
    const row = await scene.row(id);
    expect(row).toMatchObject({
      member_id: nadia.id,
      record: `salesforce/acme/${record.id}`,
      claim_id: claim.claimId,
      version: 1,
      reasons: ["price"],
      stage: "Evaluation",
      industry: "Banking",
      company: "Initech",
      visible_at: inSeconds(6),
      due_at: new Date("2026-03-04T09:00:00.000Z"),
      owed_at: NOW,
      status: "new",
      revision: 1,
    });
    // What was taken away is not kept, though the device sent it.
    expect(row.context).toEqual({
      name: "Maya Okafor",
      title: "VP Data",
      company: "Initech",
      stage: "Evaluation",
      industry: "Banking",
    });
    expect([row.identity_id, row.company_id]).not.toContain(null);
    const found = await hub.hub.store.query(
      "select id from feedback where words @@ 'never & initech & live'::tsquery and id = $1",
      [id],
    );
    expect(found).toHaveLength(1);
  });

  test("said twice, it is one; another payload under the same key is refused", async () => {
    const key = randomUUID();
    const said = { record, about: sentence(), type: "fell_flat" } as const;
    const ids = await Promise.all([1, 2, 3].map(() => scene.give(nadia, said, key)));
    expect(new Set(ids)).toEqual(new Set([key]));
    const again = await hub.ask(
      "giveFeedback",
      { ...said, type: "landed", at: NOW.toISOString(), context: {}, taken: [] },
      { ...asMember(nadia), key },
    );
    expect(again.status).toBe(409);
    expect((await minesIds()).filter((id) => id === key)).toHaveLength(1);
  });

  test.each([
    ["fell_flat", "nothing", [], 400],
    ["not_discussed", "claim", [], 400],
    ["landed", "asset", [], 400],
    ["request", "claim", [], 400],
    ["fell_flat", "claim", ["too_long"], 400],
    ["wrong_fact", "another version", [], 404],
    ["landed", "another's share", [], 404],
    ["ask_answer", "ask", ["yes"], 404],
  ] as const)("%s of %s with %j is refused", async (type, what, reasons, status) => {
    const theirs = what === "another's share" ? (await scene.link(other, record, assetId)).shareId : "";
    const about = {
      nothing: { what: "nothing" },
      claim: sentence(),
      asset: { what: "asset", assetId, version: 1 },
      "another version": { what: "asset", assetId, version: 7 },
      "another's share": { what: "share", shareId: theirs },
      ask: { what: "ask", askId: randomUUID() },
    }[what];
    const request = { record, about, type, reasons, at: NOW.toISOString(), context: {}, taken: [] };
    expect((await hub.ask("giveFeedback", request, asMember(nadia))).status).toBe(status);
  });

  test("who never looked the record up says nothing of it; where nobody is known it is taken", async () => {
    const request = {
      record,
      about: { what: "nothing" },
      type: "request",
      at: NOW.toISOString(),
      context: {},
      taken: [],
    };
    const stranger = await scene.member();
    expect((await hub.ask("giveFeedback", request, asMember(stranger))).status).toBe(403);
    const unknown = { crm: "salesforce", org: "acme", object: "Lead", id: "00QUNKNOWN00001AAA" } as const;
    const id18 = { ...unknown, id: "00Q5g00000A1b2CEAR" };
    await hub.call("context", { record: id18 }, asMember(nadia));
    const id = await scene.give(nadia, { record: id18, about: { what: "nothing" }, type: "data_wrong" });
    expect(await scene.row(id)).toMatchObject({ identity_id: null, company_id: null });
    expect(
      (await hub.call("myFeedback", { record: id18 }, asMember(nadia))).items.map((item) => item.id),
    ).toEqual([id]);
  });

  test("content that a rep may not use cannot be spoken of", async () => {
    await hub.hub.store.query("update asset set audience = 'marketing' where id = $1", [assetId]);
    await hub.hub.store.query("update library set stamp = stamp + 1");
    const about = { what: "asset", assetId, version: 1 };
    const request = { record, about, type: "wrong_fact", at: NOW.toISOString(), context: {}, taken: [] };
    expect((await hub.ask("giveFeedback", request, asMember(nadia))).status).toBe(404);
    await hub.hub.store.query("update asset set audience = 'all' where id = $1", [assetId]);
    await hub.hub.store.query("update library set stamp = stamp + 1");
    expect((await hub.ask("giveFeedback", request, asMember(nadia))).status).toBe(200);
  });

  test("what was undone before others saw it has no words a day later; what was taken back later has them", async () => {
    const note = "They laughed at Quaternions.";
    const said = { record, about: sentence(), type: "fell_flat", note, context: { name: "Maya" } } as const;
    const undone = await scene.give(nadia, said);
    await takeBack(undone);
    const later = await scene.give(nadia, said);
    hub.setNow(inSeconds(10));
    await takeBack(later);
    await keepHouse(hub.hub);
    expect(await scene.row(undone)).toMatchObject({ note });
    hub.setNow(inSeconds(25 * 3_600));
    await keepHouse(hub.hub);
    expect(await scene.row(undone)).toMatchObject({ note: "", words: "", context: {}, record: null });
    expect(await scene.row(later)).toMatchObject({ note, context: { name: "Maya" } });
  });

  test("a click that waited while marketing hid the content is taken; one after that is not", async () => {
    const clickedAt = hub.hub.now();
    const shown = await scene.asset();
    const about = { what: "asset", assetId: shown, version: 1 };
    const request = { record, about, type: "wrong_fact", context: {}, taken: [] };
    const later = new Date(clickedAt.getTime() + 3_600_000);
    hub.setNow(later);
    const marketer = await scene.member("marketer");
    await hub.call("changeAsset", { id: shown, audience: "marketing" }, asMember(marketer));
    hub.setNow(new Date(later.getTime() + 60_000));
    const giveAt = async (at: Date) =>
      (await hub.ask("giveFeedback", { ...request, at: at.toISOString() }, asMember(nadia))).status;
    expect(await giveAt(new Date(later.getTime() + 1_000))).toBe(404);
    expect(await giveAt(clickedAt)).toBe(200);
    const team = await hub.call("addTeam", { name: "North" }, { token: ADMIN_TOKEN });
    const inTeam = { id: team.team.id, members: [nadia.id] };
    await hub.call("changeTeam", inTeam, { token: ADMIN_TOKEN });
    await hub.call(
      "changeAsset",
      { id: shown, audience: "teams", teams: [team.team.id] },
      asMember(marketer),
    );
    const seen = new Date(later.getTime() + 120_000);
    hub.setNow(new Date(later.getTime() + 180_000));
    await hub.call("changeTeam", { id: team.team.id, members: [] }, { token: ADMIN_TOKEN });
    expect(await giveAt(new Date(later.getTime() + 180_000))).toBe(404);
    expect(await giveAt(seen)).toBe(200);
  });

  test("while its giver writes it is held, ten minutes at most after the last word, then let go", async () => {
    const id = await scene.give(nadia, { record, about: sentence(), type: "fell_flat", hold: true });
    expect((await scene.row(id)).visible_at).toEqual(inSeconds(600));
    hub.setNow(inSeconds(300));
    expect(
      await (await change(id, { reasons: ["price"], note: "They asked for", hold: true })).json(),
    ).toMatchObject({
      visible: false,
    });
    expect((await scene.row(id)).visible_at).toEqual(inSeconds(900));
    hub.setNow(inSeconds(400));
    await change(id, { note: "They asked for a reference", page: 4, hold: false });
    expect(await scene.row(id)).toMatchObject({
      visible_at: inSeconds(401),
      note: "They asked for a reference",
      reasons: ["price"],
      page: 4,
    });
  });

  test("what others may have read gets sentences, and parts of the context go; nothing else changes", async () => {
    const id = await scene.give(nadia, {
      record,
      about: sentence(),
      type: "fell_flat",
      reasons: ["price"],
      context: { name: "Maya Okafor", company: "Initech", stage: "Evaluation" },
    });
    hub.setNow(inSeconds(7));
    expect((await change(id, { reasons: ["not_credible"] })).status).toBe(409);
    expect((await change(id, { theirWords: "Never" })).status).toBe(409);
    expect((await scene.row(id)).revision).toBe(1);
    const key = randomUUID();
    for (const _ of [1, 2]) {
      const answer = await change(
        id,
        { reasons: ["price"], note: "Ask Ida.", taken: ["company", "name"] },
        nadia,
        key,
      );
      expect(await answer.json()).toMatchObject({ visible: true });
    }
    const row = await scene.row(id);
    expect(row).toMatchObject({
      note: "",
      company: null,
      company_id: null,
      revision: 2,
      context: { stage: "Evaluation" },
    });
    const item = await mineOf(id);
    expect(item?.added).toEqual([{ text: "Ask Ida.", at: inSeconds(7).toISOString() }]);
    expect(item).not.toHaveProperty("company");
    expect(item).not.toHaveProperty("name");
  });

  test("an answer is owed to what says something, from when it says it", async () => {
    const said = { record, about: sentence(), type: "landed" } as const;
    const id = await scene.give(nadia, said);
    expect((await scene.row(id)).due_at).toBeNull();
    await change(id, { note: "They laughed." });
    expect((await scene.row(id)).due_at).toEqual(new Date("2026-03-04T09:00:00.000Z"));
    await change(id, { note: "" });
    expect((await scene.row(id)).due_at).toBeNull();
    // Friday, seven in the evening: two working days on is Tuesday.
    hub.setNow(new Date("2026-03-06T19:00:00.000Z"));
    await change(id, { note: "They came back to it." });
    expect(await scene.row(id)).toMatchObject({
      due_at: new Date("2026-03-10T19:00:00.000Z"),
      owed_at: new Date("2026-03-06T19:00:00.000Z"),
    });
  });

  test("taken back it is nobody's, a change that comes later does nothing, and undone it is given again", async () => {
    const id = await scene.give(nadia, { record, about: sentence(), type: "fell_flat" });
    hub.setNow(inSeconds(3));
    const key = randomUUID();
    expect(await takeBack(id, false, key)).toMatchObject({ takenBack: true });
    expect(await minesIds()).not.toContain(id);
    expect((await change(id, { note: "Too late" })).status).toBe(200);
    expect(await scene.row(id)).toMatchObject({ note: "", taken_back_at: inSeconds(3) });
    hub.setNow(inSeconds(20));
    expect(await takeBack(id, true)).toMatchObject({ takenBack: false });
    expect(await scene.row(id)).toMatchObject({ taken_back_at: null, visible_at: inSeconds(26) });
    // The first delivery comes once more: it must not take back what was given again.
    expect(await takeBack(id, false, key)).toMatchObject({ takenBack: false });
    expect(await minesIds()).toContain(id);
  });

  test("nobody changes, takes back or reads another's", async () => {
    const id = await scene.give(nadia, { record, about: sentence(), type: "fell_flat" });
    const asked = await Promise.all([
      change(id, { note: "Mine now" }, other),
      hub.ask("takeBackFeedback", { id, record }, asMember(other)),
      hub.ask("reopenFeedback", { id, record, note: "Still" }, asMember(other)),
      hub.ask("seeAnswer", { id, record, answerId: randomUUID() }, asMember(other)),
      hub.ask("answerCredit", { id, record, named: true }, asMember(other)),
    ]);
    expect(asked.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    expect(await minesIds(other)).not.toContain(id);
  });

  test("of a sentence said to a person, and of a share, the newest click counts, also when it comes earlier", async () => {
    const early = await scene.give(nadia, { record, about: sentence(), type: "landed" });
    hub.setNow(inSeconds(60));
    const newest = await scene.give(nadia, { record, about: sentence(), type: "fell_flat" });
    // What a phone kept for a while.
    const late = await scene.give(nadia, {
      record,
      about: sentence(),
      type: "landed",
      at: inSeconds(30).toISOString(),
    });
    const theirs = await scene.give(other, { record, about: sentence(), type: "landed" });
    const standing = await hub.hub.store.query<{ id: string }>(
      "select id from feedback where claim_version_id = $1 and taken_back_at is null and replaced_at is null",
      [claim.versionId],
    );
    expect(new Set(standing.map(({ id }) => id))).toEqual(new Set([newest, theirs]));
    expect(await takeBack(early, true)).toMatchObject({ takenBack: true });
    expect((await scene.row(late)).taken_back_at).not.toBeNull();

    const { shareId } = await scene.link(nadia, record, assetId);
    const about = { what: "share", shareId } as const;
    await scene.give(nadia, { record, about, type: "landed" });
    const flat = await scene.give(nadia, { record, about, type: "fell_flat" });
    const { shares } = await hub.call("context", { record }, asMember(nadia));
    expect(shares?.find(({ id }) => id === shareId)?.went).toEqual({ feedbackId: flat, type: "fell_flat" });
    const asOther = await hub.call("context", { record }, asMember(other));
    expect(asOther.shares?.find(({ id }) => id === shareId)).not.toHaveProperty("went");
    expect(await scene.row(flat)).toMatchObject({ asset_id: assetId, version: 1 });
  });

  test("what a newer word replaces is read all the same, if it said more than the click", async () => {
    const flat = await scene.give(nadia, { record, about: sentence(), type: "fell_flat", note: "Too dear." });
    hub.setNow(inSeconds(3_600));
    const newer = await scene.give(nadia, { record, about: sentence(), type: "landed" });
    const late = await scene.give(nadia, {
      record,
      about: sentence(),
      type: "fell_flat",
      theirWords: "Who says so?",
      at: inSeconds(60).toISOString(),
    });
    expect(await scene.row(flat)).toMatchObject({ taken_back_at: null, replaced_at: inSeconds(3_600) });
    expect(await scene.row(late)).toMatchObject({ taken_back_at: null, replaced_at: inSeconds(3_600) });
    expect(await scene.row(newer)).toMatchObject({ taken_back_at: null, replaced_at: null });
    expect(await minesIds()).toEqual(expect.arrayContaining([flat, late, newer]));
    // Taken back and undone it is there again, and counts as little as before.
    await takeBack(flat, false);
    expect(await takeBack(flat, true)).toMatchObject({ takenBack: false });
    expect(await scene.row(flat)).toMatchObject({ taken_back_at: null, replaced_at: inSeconds(3_600) });
  });

  test("a further sentence leaves what was said before, also while nobody else sees it", async () => {
    const id = await scene.give(nadia, { record, about: sentence(), type: "fell_flat", hold: true });
    await change(id, { reasons: ["price"], note: "Too dear.", hold: true });
    await change(id, {
      reasons: ["not_credible"],
      theirWords: "Says who?",
      note: "They laughed.",
      further: true,
    });
    expect(await scene.row(id)).toMatchObject({
      reasons: ["price", "not_credible"],
      their_words: "Says who?",
      note: "Too dear.",
    });
    expect((await mineOf(id))?.added.map(({ text }) => text)).toEqual(["They laughed."]);
  });

  test("two devices at once leave one outcome", async () => {
    const said = { record, about: sentence(), type: "fell_flat" } as const;
    await Promise.all([1, 2, 3, 4].map(() => scene.give(nadia, said)));
    const standing = await hub.hub.store.query(
      "select 1 from feedback where claim_version_id = $1 and taken_back_at is null and replaced_at is null",
      [claim.versionId],
    );
    expect(standing).toHaveLength(1);
  });

  test("a question has one answer of each who was asked; taken back, it can be answered anew", async () => {
    const askId = randomUUID();
    const { store } = hub.hub;
    await store.query(
      "insert into claim_ask (id, version_id, question, at) values ($1, $2, 'Do they believe it?', $3)",
      [askId, claim.versionId, NOW],
    );
    await store.query(
      "insert into claim_ask_place (ask_id, member_id, record, shown_at) values ($1, $2, $3, $4)",
      [askId, nadia.id, `salesforce/acme/${record.id}`, NOW],
    );
    const said: Said & { reasons: string[] } = {
      record,
      about: { what: "ask", askId },
      type: "ask_answer",
      reasons: ["partly"],
    };
    const request = { ...said, at: NOW.toISOString(), context: {}, taken: [] };
    const id = await scene.give(nadia, said);
    expect((await hub.ask("giveFeedback", request, asMember(nadia))).status).toBe(409);
    expect((await hub.ask("giveFeedback", request, asMember(other))).status).toBe(404);
    await takeBack(id);
    // Answered before it was closed, and delivered after.
    await store.query("update claim_ask set closed_at = $2 where id = $1", [askId, inSeconds(30)]);
    hub.setNow(inSeconds(40));
    expect(
      (await hub.ask("giveFeedback", { ...request, at: inSeconds(31).toISOString() }, asMember(nadia)))
        .status,
    ).toBe(409);
    const again = await scene.give(nadia, { ...said, at: inSeconds(29).toISOString() });
    expect(await mineOf(again)).toMatchObject({
      about: { what: "ask", id: askId, title: "Do they believe it?" },
    });
  });

  test("hostile text is kept as it came, or refused", async () => {
    let taken = 0;
    for (const text of nasty) {
      const context = { name: text, company: "Initech" };
      const about = { what: "nothing" };
      const said = { record, about, type: "request", note: text, theirWords: text, context, taken: [] };
      const answer = await hub.ask("giveFeedback", { ...said, at: NOW.toISOString() }, asMember(nadia));
      expect([200, 400], text).toContain(answer.status);
      if (answer.status !== 200) continue;
      taken++;
      const { id } = (await answer.json()) as { id: string };
      const words = text.trim();
      expect(await scene.row(id)).toMatchObject({
        note: words,
        their_words: words,
        context: { name: words, company: "Initech" },
      });
    }
    expect(taken).toBeGreaterThan(10);
    expect((await mine()).length).toBeGreaterThan(10);
  });

  test("a click of the future is a click of now", async () => {
    const at = inSeconds(3_600).toISOString();
    const id = await scene.give(nadia, { record, about: sentence(), type: "fell_flat", at });
    expect((await scene.row(id)).clicked_at).toEqual(NOW);
  });
});
