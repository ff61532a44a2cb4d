import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FeedbackScene, feedbackScene } from "../support/feedback-scene.ts";
import { type TestHub, testHub } from "../support/hub.ts";
import { engines } from "../support/stores.ts";

/** A Tuesday. */
let now = new Date("2026-03-03T09:00:00.000Z");

describe.each(engines)("how much of one's own was answered, on %s", (engine) => {
  let hub: TestHub;
  let scene: FeedbackScene;
  let mira: { token: string };
  let nadia: { token: string };
  let record: Awaited<ReturnType<FeedbackScene["person"]>>;

  beforeAll(async () => {
    hub = await testHub(engine);
    hub.setNow(now);
    scene = await feedbackScene(hub);
    mira = await scene.member("marketer", "Mira Maker");
    nadia = await scene.member("rep", "Nadia Brandt");
    record = await scene.person("maya@initech.example", nadia);
  });
  afterAll(() => hub.close());

  function pass(seconds: number): void {
    now = new Date(now.getTime() + seconds * 1_000);
    hub.setNow(now);
  }
  const seen = async (id: string) => ({ id, revision: Number((await scene.row(id)).revision) });
  const answer = async (id: string, text: string) =>
    (await hub.call("answerFeedback", { items: [await seen(id)], merge: false, text, status: "seen" }, mira))
      .id;
  /** All of mine, those that are answered, those of them that are new; and the items that the record shows. */
  const counted = async () => {
    const feedback = (await hub.call("context", { record }, nadia)).feedback;
    const { count, answered, unseen } = feedback?.mine ?? {};
    return [count, answered, unseen, feedback?.answered.map(({ id }) => id)];
  };
  /** The same as every row says it that an answer hangs on. */
  const counting = async () => {
    const { items } = await hub.call("myFeedback", {}, nadia);
    const answered = items.filter(({ answers }) => answers.length > 0);
    return [items.length, answered.length, answered.filter(({ unseen }) => unseen).length];
  };

  it("from the second that it can be read, as it is answered, undone, seen, merged, parted and taken back", async () => {
    const give = (note: string) =>
      scene.give(nadia, { record, about: { what: "nothing" }, type: "request", note });
    const [one, other] = [await give("A sheet about prices"), await give("What it costs, on a page")];
    const is = async (...expected: unknown[]) => {
      expect(await counted()).toEqual(expected);
      expect(await counting()).toEqual(expected.slice(0, 3));
    };
    pass(7);
    await is(2, 0, 0, []);

    const first = await answer(one, "It is coming.");
    pass(5);
    await is(2, 0, 0, []);
    pass(1);
    await is(2, 1, 1, [one]);
    await hub.call("seeAnswer", { id: one, record, answerId: first }, nadia);
    await is(2, 1, 0, []);

    const undone = await answer(other, "No, never.");
    pass(2);
    await hub.call("undoInbox", { id: undone }, mira);
    pass(7);
    await is(2, 1, 0, []);

    const again = await answer(one, "Here it is.");
    pass(7);
    await is(2, 1, 1, [one]);
    await hub.call("seeAnswer", { id: one, record, answerId: again }, nadia);

    // What is merged into an answered one has that answer.
    const merge = await hub.call(
      "mergeFeedback",
      { into: await seen(one), items: [await seen(other)] },
      mira,
    );
    await is(2, 2, 1, [other]);
    await hub.call("undoInbox", { id: merge.id }, mira);
    await is(2, 1, 0, []);

    await hub.call("takeBackFeedback", { id: one, record }, nadia);
    await is(1, 0, 0, []);
  });
});
