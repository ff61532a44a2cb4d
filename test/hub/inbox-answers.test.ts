import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RequestOf } from "../../lib/contract/endpoints.ts";
import type { RecordRef } from "../../lib/contract/record.ts";
import { type TestHub, testHub } from "../support/hub.ts";
import { type InboxScene, inboxScene, type SceneMember } from "../support/inbox-scene.ts";
import { engines } from "../support/stores.ts";

type Answering = Partial<RequestOf<"answerFeedback">>;

describe.each(engines)("answers, changes and merges on %s", (engine) => {
  let hub: TestHub;
  let scene: InboxScene;
  let nadia: SceneMember;
  let omar: SceneMember;
  let dana: SceneMember;
  let maya: RecordRef;
  let jon: RecordRef;
  beforeEach(async () => {
    hub = await testHub(engine);
    scene = await inboxScene(hub);
    nadia = await scene.member("Nadia Brandt");
    omar = await scene.member("Omar Haddad");
    dana = await scene.member("Dana Ruiz", "marketer");
    maya = await scene.person("Maya Okafor", "Initech", nadia);
    jon = await scene.person("Jon Bell", "Globex", omar);
  });
  afterEach(() => hub.close());

  const item = async (id: string) => (await hub.call("feedbackItem", { id }, { token: dana.token })).item;
  const seen = async (...ids: string[]) =>
    Promise.all(ids.map(async (id) => ({ id, revision: (await item(id)).revision })));
  const mine = async (rep: SceneMember) => (await hub.call("myFeedback", {}, { token: rep.token })).items;
  const answer = async (ids: string[], more: Answering = {}, key: string = randomUUID()) =>
    hub.ask(
      "answerFeedback",
      { items: await seen(...ids), merge: false, text: "Thank you", status: "seen", ...more },
      { token: dana.token, key },
    );
  const undo = (id: string) => hub.call("undoInbox", { id }, { token: dana.token });
  /** All that undoing has to put back. */
  const stored = async () =>
    hub.hub.store.query(
      `select id, status, status_reason, planned_for, assignee_id, merged_into, due_at, answered_at, answer_hours,
         answer_seen_at from feedback order by id`,
    );
  const notices = async () =>
    (
      await hub.hub.store.query<{ kind: string; name: string; feedback_id: string }>(
        `select kind, name, feedback_id from notice join member on member.id = member_id
         where kind <> 'feedback_given' order by kind, name`,
      )
    ).map(({ kind, name }) => `${kind}: ${name}`);
  const flat = (versionId: string, reasons = ["not_credible"]) => ({
    about: { what: "claim" as const, claimVersionId: versionId },
    type: "fell_flat" as const,
    reasons,
  });
  const error = async (response: Response) =>
    (await response.json()).error as { code: string; message: string };

  test("state, date and assignee are changed of all or none, and put back", async () => {
    const [one, two] = [
      await scene.said(nadia, maya, { note: "One" }),
      await scene.said(omar, jon, { note: "Two" }),
    ];
    const before = await stored();
    const change = async (more: object) =>
      hub.ask(
        "changeInbox",
        { items: await seen(one, two), ...more },
        { token: dana.token, key: randomUUID() },
      );
    expect((await error(await change({}))).message).toMatch(/what to change/);
    expect((await error(await change({ status: "planned" }))).message).toMatch(/until when/);
    expect((await error(await change({ status: "declined" }))).message).toMatch(/why/);
    expect((await error(await change({ assigneeId: nadia.id }))).message).toMatch(/Only a marketer/);
    expect(await stored()).toEqual(before);

    const done = await change({ status: "planned", plannedFor: "2026-04-01", assigneeId: dana.id });
    const { id, changed } = (await done.json()) as { id: string; changed: number };
    expect(changed).toBe(2);
    expect(await item(one)).toMatchObject({
      status: "planned",
      plannedFor: "2026-04-01",
      revision: 2,
      assignee: { name: "Dana Ruiz" },
      // Only a written answer stops the clock.
      answeredAt: null,
      dueAt: "2026-03-04T09:00:00.000Z",
    });
    expect(await notices()).toEqual(["planned: Nadia Brandt", "planned: Omar Haddad"]);
    expect(await undo(id)).toEqual({ undone: 2, left: 0 });
    expect(await stored()).toEqual(before);
    expect(await notices()).toEqual([]);
    expect(await undo(id)).toEqual({ undone: 0, left: 0 });
    expect((await item(one)).history.map(({ words }) => words)).toEqual([
      "Clicked by Nadia Brandt",
      "Dana Ruiz set it to Planned for 1 Apr 2026",
      "Dana Ruiz assigned it to Dana Ruiz",
      "Dana Ruiz took that back",
    ]);
  });

  test("of what others changed since, undoing leaves all as it is", async () => {
    const [one, two] = [
      await scene.said(nadia, maya, { note: "One" }),
      await scene.said(omar, jon, { note: "Two" }),
    ];
    const { id } = await hub.call(
      "changeInbox",
      { items: await seen(one, two), status: "seen" },
      { token: dana.token, key: randomUUID() },
    );
    await hub.call(
      "changeInbox",
      { items: await seen(two), status: "declined", reason: "Not ours" },
      { token: dana.token, key: randomUUID() },
    );
    expect(await undo(id)).toEqual({ undone: 1, left: 1 });
    expect((await item(one)).status).toBe("new");
    expect(await item(two)).toMatchObject({ status: "declined", statusReason: "Not ours" });
    scene.pass(6);
    expect((await mine(omar))[0]).toMatchObject({ status: "declined", statusReason: "Not ours" });
  });

  test("of what was undone in part, only the givers of what stays are told, each six seconds later", async () => {
    const [one, two] = [
      await scene.said(nadia, maya, { note: "One" }),
      await scene.said(omar, jon, { note: "Two" }),
    ];
    const decline = { status: "declined" as const, reason: "Not ours" };
    const { id } = await hub.call(
      "changeInbox",
      { items: await seen(one, two), ...decline },
      { token: dana.token, key: randomUUID() },
    );
    scene.pass(5);
    expect((await mine(omar))[0]).toMatchObject({ status: "new", statusReason: "" });
    scene.pass(1);
    expect((await mine(omar))[0]).toMatchObject({ status: "declined", statusReason: "Not ours" });
    await hub.call(
      "changeInbox",
      { items: await seen(two), assigneeId: dana.id },
      { token: dana.token, key: randomUUID() },
    );
    expect(await undo(id)).toEqual({ undone: 1, left: 1 });
    expect(await item(two)).toMatchObject({ status: "declined" });
    expect(await notices()).toEqual(["declined: Omar Haddad"]);
    expect((await mine(omar))[0]).toMatchObject({ status: "declined" });
    expect((await mine(nadia))[0]).toMatchObject({ status: "new" });
  });

  test("merged items are one, whose givers all hear of the answer; the earliest promise holds", async () => {
    const { versionId } = await scene.claim("Live in six weeks");
    const first = await scene.said(nadia, maya, flat(versionId));
    scene.pass(3_600);
    const main = await scene.said(omar, jon, flat(versionId));
    const before = await stored();
    const dueFirst = (await item(first)).dueAt;
    const [into, ...items] = await seen(main, first);
    const { id } = await hub.call(
      "mergeFeedback",
      { into: into ?? { id: "", revision: 0 }, items },
      { token: dana.token, key: randomUUID() },
    );
    const list = await hub.call("inbox", {}, { token: dana.token });
    expect(list.items).toMatchObject([{ id: main, merged: 1, dueAt: dueFirst }]);
    expect(list.counts.open).toBe(1);
    expect(await item(main)).toMatchObject({
      mergedItems: [{ id: first, giver: { name: "Nadia Brandt" }, company: "Initech" }],
      givers: [{ name: "Omar Haddad" }, { name: "Nadia Brandt" }],
    });
    expect(await item(first)).toMatchObject({ status: "merged", mergedInto: main });
    // Words of what was merged find the main one.
    expect((await hub.call("inbox", { query: "initech" }, { token: dana.token })).items).toHaveLength(1);
    const [lately] = (await hub.call("mergedLately", undefined, { token: dana.token })).items;
    expect(lately).toMatchObject({ id, title: "Live in six weeks", items: 2, by: { name: "Dana Ruiz" } });

    expect((await error(await answer([first]))).message).toMatch(/merged into another/);
    await answer([main], { text: "You were right" });
    scene.pass(7);
    for (const rep of [nadia, omar]) {
      expect((await mine(rep))[0]?.answers.map(({ text }) => text)).toEqual(["You were right"]);
    }
    expect(await notices()).toEqual(["answered: Nadia Brandt", "answered: Omar Haddad"]);

    // Long after, and after the answer, which both keep.
    expect(await undo(id)).toEqual({ undone: 1, left: 0 });
    const parted = await item(first);
    expect(parted).toMatchObject({ status: "seen", mergedInto: null, answeredAt: expect.any(String) });
    expect(parted.answers.map(({ text }) => text)).toEqual(["You were right"]);
    expect((await hub.call("mergedLately", undefined, { token: dana.token })).items).toEqual([]);
    expect(before).toHaveLength(2);
  });

  test("a merge that is taken back leaves all as it was, what was merged before too", async () => {
    const wishes: string[] = [];
    for (const note of ["One", "Two", "Three"]) wishes.push(await scene.said(nadia, maya, { note }));
    const [a = "", b = "", c = ""] = wishes;
    const merge = async (into: string, other: string) => {
      const [one, two] = await seen(into, other);
      return (
        await hub.call(
          "mergeFeedback",
          { into: one ?? { id: "", revision: 0 }, items: two ? [two] : [] },
          { token: dana.token, key: randomUUID() },
        )
      ).id;
    };
    await merge(b, c);
    const before = await stored();
    const second = await merge(a, b);
    expect((await item(a)).mergedItems.map(({ id }) => id)).toEqual([b, c]);
    expect((await hub.call("inbox", {}, { token: dana.token })).items).toMatchObject([{ id: a, merged: 2 }]);
    expect(await undo(second)).toEqual({ undone: 2, left: 0 });
    expect(await stored()).toEqual(before);
    const itself = await seen(a);
    const response = await hub.ask(
      "mergeFeedback",
      { into: itself[0], items: itself },
      { token: dana.token },
    );
    expect((await error(response)).message).toMatch(/into itself/);
  });

  test("the giver of the main one takes it back: the others stay one, and can still be parted", async () => {
    const [a, b, c] = [
      await scene.said(nadia, maya, { note: "One" }),
      await scene.said(omar, jon, { note: "Two" }),
      await scene.said(omar, jon, { note: "Three" }),
    ];
    const [into, ...items] = await seen(a, b, c);
    const { id } = await hub.call(
      "mergeFeedback",
      { into: into ?? { id: "", revision: 0 }, items },
      { token: dana.token, key: randomUUID() },
    );
    await hub.call("takeBackFeedback", { id: a, record: maya }, { token: nadia.token });
    expect((await hub.call("inbox", {}, { token: dana.token })).items).toMatchObject([{ id: b, merged: 1 }]);
    expect((await hub.call("mergedLately", undefined, { token: dana.token })).items).toMatchObject([
      { id, items: 2 },
    ]);
    expect(await undo(id)).toMatchObject({ undone: 1 });
    const listed = (await hub.call("inbox", {}, { token: dana.token })).items;
    expect(new Set(listed.map((one) => one.id))).toEqual(new Set([b, c]));
  });

  test("who gave what is merged into an answered item hears that answer", async () => {
    const { versionId } = await scene.claim("Live in six weeks");
    const main = await scene.said(omar, jon, flat(versionId));
    await answer([main], { text: "Nine weeks, we say now" });
    scene.pass(3_600);
    const late = await scene.said(nadia, maya, flat(versionId));
    const before = await stored();
    const [into, other] = await seen(main, late);
    const { id } = await hub.call(
      "mergeFeedback",
      { into: into ?? { id: "", revision: 0 }, items: other ? [other] : [] },
      { token: dana.token, key: randomUUID() },
    );
    scene.pass(7);
    expect(await notices()).toEqual(["answered: Nadia Brandt", "answered: Omar Haddad"]);
    expect((await mine(nadia))[0]?.answers).toMatchObject([{ text: "Nine weeks, we say now" }]);
    expect((await item(late)).answeredAt).not.toBeNull();
    await undo(id);
    expect(await stored()).toEqual(before);
    expect(await notices()).toEqual(["answered: Omar Haddad"]);
  });

  test("an answer is one text to all; it makes them one, stops the clocks, and is taken back within six seconds", async () => {
    const { versionId } = await scene.claim("Live in six weeks");
    const one = await scene.said(nadia, maya, flat(versionId));
    const two = await scene.said(omar, jon, flat(versionId));
    const before = await stored();
    const key = randomUUID();
    const request = {
      items: await seen(one, two),
      merge: true,
      text: "We look into it",
      status: "planned",
      plannedFor: "2026-03-20",
    };
    const ask = () => hub.ask("answerFeedback", request, { token: dana.token, key });
    expect(await (await ask()).json()).toMatchObject({ id: key, givers: 2 });
    // The same write again is the same answer.
    expect(await (await ask()).json()).toMatchObject({ id: key, givers: 2 });
    expect(await item(one)).toMatchObject({
      status: "planned",
      plannedFor: "2026-03-20",
      dueAt: null,
      answers: [{ text: "We look into it", by: { name: "Dana Ruiz" }, public: false }],
      mergedItems: [{ id: two }],
    });
    expect((await mine(nadia))[0]?.answers).toEqual([]);
    expect(await undo(key)).toEqual({ undone: 2, left: 0 });
    expect(await stored()).toEqual(before);
    expect(await notices()).toEqual([]);
    expect((await item(one)).answers).toEqual([]);
    expect((await hub.call("mergedLately", undefined, { token: dana.token })).items).toEqual([]);

    const again = randomUUID();
    await answer([one, two], { merge: true }, again);
    scene.pass(6);
    const tooLate = await hub.ask("undoInbox", { id: again }, { token: dana.token });
    expect([tooLate.status, (await error(tooLate)).message]).toEqual([
      409,
      expect.stringMatching(/may have read/),
    ]);
    const [lately] = (await hub.call("mergedLately", undefined, { token: dana.token })).items;
    expect(lately).toMatchObject({ items: 2 });
  });

  test("changed needs a newer version of the very thing, and asks each giver once for credit", async () => {
    const { claimId, versionId } = await scene.claim("Live in six weeks");
    const other = await scene.claim("Keep your SQL");
    const one = await scene.said(nadia, maya, flat(versionId));
    const two = await scene.said(omar, jon, flat(versionId));
    const third = await scene.said(omar, jon, { note: "A plan, week by week" });
    const changed = (id: string, more: Answering = {}) =>
      answer([one, two, third], {
        merge: true,
        status: "changed",
        resolvedBy: { what: "claim", versionId: id },
        ...more,
      });
    expect((await error(await answer([one], { status: "changed" }))).message).toMatch(/which version/);
    expect((await error(await changed(versionId))).message).toMatch(/said of version 1/);
    expect((await error(await changed(randomUUID()))).message).toMatch(/no such version/);
    expect((await error(await changed(await scene.publish(other.claimId)))).message).toMatch(
      /something else/,
    );
    const newer = await scene.publish(claimId, "Says nine weeks");
    expect((await error(await changed(newer, { status: "seen" }))).message).toMatch(/makes it/);
    expect((await changed(newer)).status).toBe(200);
    scene.pass(7);
    expect((await hub.call("inbox", { view: "closed" }, { token: dana.token })).items).toMatchObject([
      { id: one },
    ]);
    for (const rep of [nadia, omar]) {
      const items = await mine(rep);
      const asked = items.filter(({ credit }) => credit !== null);
      expect(asked).toMatchObject([{ status: "changed", credit: { named: null } }]);
      expect(asked[0]?.answers[0]?.resolvedBy).toEqual({
        what: "claim",
        id: claimId,
        versionId: newer,
        title: "Live in six weeks",
        version: 2,
        whatChanged: "Says nine weeks",
      });
    }
    expect(await notices()).toEqual([
      "changed: Nadia Brandt",
      "changed: Omar Haddad",
      "credit_asked: Nadia Brandt",
      "credit_asked: Omar Haddad",
    ]);
    const [hers] = (await mine(nadia)).filter(({ credit }) => credit);
    await hub.call("answerCredit", { id: hers?.id ?? "", record: maya, named: true }, { token: nadia.token });
    expect((await item(one)).credits).toMatchObject([
      { name: "Nadia Brandt", named: true },
      { name: "Omar Haddad", named: null },
    ]);
  });

  test("an answer that is taken back asks nobody for credit, and gives an earlier one back", async () => {
    const { claimId, versionId } = await scene.claim("Live in six weeks");
    const one = await scene.said(nadia, maya, flat(versionId));
    const second = await scene.publish(claimId);
    await answer([one], { status: "changed", resolvedBy: { what: "claim", versionId: second } });
    scene.pass(60);
    await hub.call("answerCredit", { id: one, record: maya, named: true }, { token: nadia.token });
    await hub.call(
      "reopenFeedback",
      { id: one, record: maya, note: "Still too short" },
      { token: nadia.token },
    );
    const credits = () => hub.hub.store.query("select * from credit order by feedback_id");
    const before = await credits();
    const third = await scene.publish(claimId, "Names the steps");
    const key = randomUUID();
    await answer([one], { status: "changed", resolvedBy: { what: "claim", versionId: third } }, key);
    expect(await credits()).toMatchObject([{ claim_version_id: third, named: true, name: "Nadia Brandt" }]);
    await undo(key);
    expect(await credits()).toEqual(before);
    expect(await item(one)).toMatchObject({ status: "new", answeredAt: null });
    const fresh = await scene.said(omar, jon, flat(versionId));
    const another = randomUUID();
    await answer([fresh], { status: "changed", resolvedBy: { what: "claim", versionId: third } }, another);
    await undo(another);
    expect(await credits()).toEqual(before);
  });

  test("the promise: kept in n of m, in working hours, and what was never answered is late", async () => {
    const times = async () => (await hub.call("answerTimes", undefined, { token: nadia.token })).times;
    expect(await times()).toMatchObject({ promisedDays: 2, medianHours: null, of: 0, openLate: 0 });
    const [one, two, three] = [
      await scene.said(nadia, maya, { note: "One" }),
      await scene.said(nadia, maya, { note: "Two" }),
      await scene.said(nadia, maya, { note: "Three" }),
    ];
    scene.pass(24 * 3_600);
    await answer([one]);
    // From Tuesday to Saturday: what falls on the weekend takes no working time.
    scene.pass(4 * 24 * 3_600);
    await answer([two]);
    const found = await times();
    expect(found).toMatchObject({ kept: 1, of: 3, openLate: 1, interval: null });
    expect(found.medianHours).toBeCloseTo((24 + 111) / 2, 1);
    expect((await hub.call("inbox", {}, { token: dana.token })).items[0]?.id).toBe(three);
    const admin = await scene.member("Ada Admin", "admin");
    await hub.call("changeFeedbackSettings", { answerWithinDays: 5 }, { token: admin.token });
    expect(await hub.call("feedbackSettings", undefined, { token: nadia.token })).toMatchObject({
      answerWithinDays: 5,
    });
    // What was promised stays as it was promised.
    expect(await times()).toMatchObject({ promisedDays: 5, kept: 1, of: 3 });
  });
});
