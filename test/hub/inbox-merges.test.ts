import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RequestOf } from "../../lib/contract/endpoints.ts";
import type { RecordRef } from "../../lib/contract/record.ts";
import { faultSeed } from "../support/fault-seed.ts";
import { type TestHub, testHub } from "../support/hub.ts";
import { type InboxScene, inboxScene, type SceneMember } from "../support/inbox-scene.ts";
import { seededRandom } from "../support/seeded-random.ts";
import { engines } from "../support/stores.ts";

type Rep = SceneMember & { record: RecordRef };

const HISTORIES = Number(process.env.LEADSIDE_MERGE_HISTORIES ?? 2);

/** An item as it is kept. */
interface Kept {
  id: string;
  revision: number;
  status: string;
  merged_into: string | null;
  own_due_at: Date | null;
  due_at: Date | null;
  answered_at: Date | null;
  taken_back_at: Date | null;
  /** When the first answer to it that stands came. */
  said_at: Date | null;
  /** The states that answers which stand gave it. */
  said: string[];
}

describe.each(engines)("merges, answers and what is taken back, in any order, on %s", (engine) => {
  let hub: TestHub;
  let scene: InboxScene;
  let reps: Rep[];
  let dana: SceneMember;
  beforeEach(async () => {
    hub = await testHub(engine);
    scene = await inboxScene(hub);
    dana = await scene.member("Dana Ruiz", "marketer");
    reps = [];
    for (const [name, person, company] of [
      ["Nadia Brandt", "Maya Okafor", "Initech"],
      ["Omar Haddad", "Jon Bell", "Globex"],
      ["Ida Lund", "Kim Fox", "Hooli"],
    ] as const) {
      const rep = await scene.member(name);
      reps.push({ ...rep, record: await scene.person(person, company, rep) });
    }
  });
  afterEach(() => hub.close());

  const kept = () =>
    hub.hub.store.query<Kept>(
      `select id, revision, status, merged_into, own_due_at, due_at, answered_at, taken_back_at, (
         select min(i.at) from feedback_answer_item i join feedback_answer a on a.id = i.answer_id
         where i.feedback_id = f.id and a.undone_at is null) as said_at, coalesce((
         select json_agg(a.status) from feedback_answer_item i join feedback_answer a on a.id = i.answer_id
         where i.feedback_id = f.id and i.at is not null and a.undone_at is null), '[]') as said
       from feedback f order by received_at, id`,
    );
  const seen = async (...ids: string[]) => {
    const all = await kept();
    return ids.map((id) => ({ id, revision: all.find((item) => item.id === id)?.revision ?? 0 }));
  };
  const merge = async (into: string, ...ids: string[]) => {
    const key = randomUUID();
    const [main, ...items] = await seen(into, ...ids);
    if (!main) throw new Error("Nothing to merge into");
    await hub.call("mergeFeedback", { into: main, items }, { token: dana.token, key });
    return key;
  };
  const answer = async (ids: string[], more: Partial<RequestOf<"answerFeedback">> = {}) => {
    const key = randomUUID();
    const request = {
      items: await seen(...ids),
      merge: false,
      text: "Thank you",
      status: "declined" as const,
    };
    await hub.call("answerFeedback", { ...request, ...more }, { token: dana.token, key });
    return key;
  };
  const undo = (id: string) => hub.call("undoInbox", { id }, { token: dana.token });
  const takeBack = (rep: Rep, id: string, undone = false) =>
    hub.call(
      "takeBackFeedback",
      { id, record: rep.record, ...(undone ? { undone } : {}) },
      { token: rep.token, key: randomUUID() },
    );
  const named = async (wanted: string) => {
    const item = (await kept()).find(({ id }) => id === wanted);
    return { status: item?.status, merged_into: item?.merged_into, answered_at: item?.answered_at };
  };
  const mergesLately = async () =>
    (await hub.call("mergedLately", undefined, { token: dana.token })).items.map(({ id }) => id);
  const three = async () => {
    const ids: string[] = [];
    for (const rep of reps) ids.push(await scene.said(rep, rep.record, { note: `Of ${rep.name}` }));
    return ids as [string, string, string];
  };
  const listed = async () =>
    (await hub.call("inbox", { view: "all" }, { token: dana.token })).items.map(({ id }) => id).sort();

  /** What must hold after every write. */
  async function check(): Promise<void> {
    const all = await kept();
    const byId = new Map(all.map((item) => [item.id, item]));
    const standing = all.filter((item) => item.taken_back_at === null);
    const wrong: string[] = [];
    for (const item of standing) {
      const { id, status, merged_into, answered_at, said_at, said } = item;
      const main = merged_into === null ? undefined : byId.get(merged_into);
      if ((status === "merged") !== (merged_into !== null))
        wrong.push(`${id} is ${status} in ${merged_into}`);
      if (main && main.taken_back_at !== null) wrong.push(`${id} is a part of what was taken back`);
      if (main && main.merged_into !== null) wrong.push(`${id} is a part of a part`);
      if (answered_at?.getTime() !== said_at?.getTime()) wrong.push(`${id} answered at ${answered_at}`);
      if (["planned", "declined"].includes(status) && !said.includes(status)) {
        wrong.push(`${id} is ${status} without an answer`);
      }
      if (main?.answered_at && !answered_at) wrong.push(`${id} did not hear its main one's answer`);
      const waiting = standing.filter((part) => part.merged_into === id && part.answered_at === null);
      const dues = [item, ...(answered_at === null ? waiting : [])].flatMap(
        (of) => of.own_due_at?.getTime() ?? [],
      );
      const due = dues.length === 0 ? undefined : Math.min(...dues);
      if (item.due_at?.getTime() !== due) wrong.push(`${id} is due at ${item.due_at}`);
    }
    expect(wrong).toEqual([]);
    const mains = standing.filter(({ merged_into }) => merged_into === null).map(({ id }) => id);
    expect(await listed()).toEqual(mains.sort());
    expect(
      await hub.hub.store.query(
        `select kind from notice join feedback_answer a on a.id::text = subject where a.undone_at is not null
         union all select 'credit' from credit join feedback_answer a on a.id = answer_id where a.undone_at is not null`,
      ),
    ).toEqual([]);
  }

  test("the main one is taken back before its answer is undone: the other stands in its place, unanswered", async () => {
    const [main, part] = await three();
    await merge(main, part);
    const said = await answer([main]);
    await takeBack(reps[0] as Rep, main);
    await undo(said);
    await check();
    expect(await named(part)).toEqual({ status: "new", merged_into: null, answered_at: null });
  });

  test("what was merged before stands by itself where its main one is gone or a part elsewhere", async () => {
    const [a, b, c] = await three();
    await merge(b, a);
    const second = await merge(c, b);
    await takeBack(reps[1] as Rep, b);
    expect(await undo(second)).toEqual({ undone: 2, left: 0 });
    await check();
    expect(await named(a)).toMatchObject({ status: "new", merged_into: null });
  });

  test("two merges are undone in either order", async () => {
    const [a, b, c] = await three();
    const first = await merge(b, a);
    scene.pass(1);
    const second = await merge(c, b);
    expect(await mergesLately()).toEqual([second, first]);
    expect(await undo(first)).toEqual({ undone: 1, left: 0 });
    await check();
    expect(await named(a)).toMatchObject({ status: "new", merged_into: null });
    expect(await named(b)).toMatchObject({ status: "merged", merged_into: c });
    await undo(second);
    await check();
    expect(await mergesLately()).toEqual([]);
    expect(await listed()).toEqual([a, b, c].sort());
  });

  test("of two answers the first is undone, then the second: as if there had been none", async () => {
    const [id] = await three();
    const first = await answer([id]);
    const second = await answer([id], { status: "planned", plannedFor: "2026-06-01" });
    await undo(first);
    await check();
    expect(await named(id)).toMatchObject({ status: "planned" });
    expect((await named(id)).answered_at).not.toBeNull();
    await undo(second);
    await check();
    expect(await named(id)).toEqual({ status: "new", merged_into: null, answered_at: null });
  });

  test("a main one is due when the earliest that waits in it is", async () => {
    const [early, late, main] = await three();
    const due = async () => new Map((await kept()).map(({ id, due_at }) => [id, due_at]));
    const before = await due();
    const first = await merge(main, early);
    const second = await merge(main, late);
    expect((await due()).get(main)).toEqual(before.get(early));
    await undo(first);
    await check();
    expect((await due()).get(main)).toEqual(before.get(late));
    await undo(second);
    await check();
    expect(await due()).toEqual(before);
  });

  test("a sentence that is added to a part makes its main one owed", async () => {
    const rep = reps[0] as Rep;
    const claim = await scene.claim("Live in weeks");
    const landed = {
      about: { what: "claim" as const, claimVersionId: claim.versionId },
      type: "landed" as const,
    };
    const part = await scene.said(rep, rep.record, landed);
    const other = reps[1] as Rep;
    const main = await scene.said(other, other.record, landed);
    await merge(main, part);
    await hub.call(
      "changeFeedback",
      { id: part, record: rep.record, note: "They laughed at page 4", at: scene.now().toISOString() },
      { token: rep.token, key: randomUUID() },
    );
    await check();
    expect((await kept()).find(({ id }) => id === main)?.due_at).not.toBeNull();
    const { item } = await hub.call("feedbackItem", { id: main }, { token: dana.token });
    expect(item.mergedItems).toMatchObject([{ id: part, excerpt: "They laughed at page 4" }]);
  });

  // What is proved of the rules holds on the other engine by the tests above.
  const histories = engine === "pglite" ? Array.from({ length: HISTORIES }, (_, n) => faultSeed(1) + n) : [];
  test.each(histories)(
    "random history %i leaves nothing out and nothing answered without an answer",
    async (seed) => {
      const random = seededRandom(seed);
      const below = (most: number) => Math.floor(random() * most);
      const some = <T>(of: readonly T[]): T | undefined => of[below(of.length)];
      const giver = new Map<string, Rep>();
      const give = async () => {
        const rep = reps[below(reps.length)] as Rep;
        giver.set(await scene.said(rep, rep.record, { note: `Number ${giver.size}` }), rep);
      };
      const changes: string[] = [];
      for (let first = 0; first < 5; first++) await give();
      const ofItem = async (
        which: (item: Kept) => boolean,
        act: (item: Kept, rep: Rep) => Promise<unknown>,
      ) => {
        const item = some((await kept()).filter(which));
        const rep = giver.get(item?.id ?? "");
        if (item && rep) await act(item, rep);
      };
      const isMain = (item: Kept) => item.taken_back_at === null && item.merged_into === null;
      const mains = async () => (await kept()).filter(isMain).sort(() => random() - 0.5);
      const mergeTwo = async () => {
        const [into, item] = await mains();
        if (into && item) changes.push(await merge(into.id, item.id));
      };
      const answerSome = async () => {
        const planned = below(2) === 0 ? { status: "planned" as const, plannedFor: "2026-06-01" } : {};
        const ids = (await mains()).slice(0, 1 + below(2)).map(({ id }) => id);
        if (ids.length > 0) changes.push(await answer(ids, { merge: below(2) === 0, ...planned }));
      };
      /** One of the last three, or any. An answer that was read already is not taken back. */
      const undoOne = async () => {
        const from = below(2) === 0 ? Math.max(0, changes.length - 3) : 0;
        const [id] = changes.splice(from + below(changes.length - from), 1);
        if (id === undefined) return;
        const { status } = await hub.ask("undoInbox", { id }, { token: dana.token });
        expect([200, 409]).toContain(status);
      };
      const takeOneBack = () =>
        ofItem(
          (item) => item.taken_back_at === null,
          (item, rep) => takeBack(rep, item.id),
        );
      const giveOneAgain = () =>
        ofItem(
          (item) => item.taken_back_at !== null,
          (item, rep) => takeBack(rep, item.id, true),
        );
      /** What is open already is not opened again. */
      const reopenOne = () =>
        ofItem(
          (item) => item.taken_back_at === null,
          async ({ id }, { record, token }) => {
            const request = { id, record, note: "They still laugh" };
            const { status } = await hub.ask("reopenFeedback", request, { token, key: randomUUID() });
            expect([200, 409]).toContain(status);
          },
        );
      const assignOne = () =>
        ofItem(isMain, async ({ id }) => {
          const key = randomUUID();
          const request = { items: await seen(id), assigneeId: dana.id };
          await hub.call("changeInbox", request, { token: dana.token, key });
          changes.push(key);
        });
      const deeds = [takeOneBack, giveOneAgain, reopenOne, assignOne, give];
      const acts = [
        ...deeds,
        mergeTwo,
        mergeTwo,
        mergeTwo,
        answerSome,
        answerSome,
        undoOne,
        undoOne,
        undoOne,
      ];
      for (let step = 0; step < 50; step++) {
        await some(acts)?.();
        scene.pass(1);
        await check();
      }
    },
  );
});
