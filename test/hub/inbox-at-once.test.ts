import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FeedbackChanged } from "../../lib/contract/inbox.ts";
import { type TestHub, twoTestHubs } from "../support/hub.ts";
import { type InboxScene, inboxScene, type SceneMember } from "../support/inbox-scene.ts";
import { seededRandom } from "../support/seeded-random.ts";

/** Two hubs on one PostgreSQL, and a marketer at each. */
let one: TestHub;
let two: TestHub;
let scene: InboxScene;
let nadia: SceneMember;
let dana: SceneMember;
let jonas: SceneMember;
beforeEach(async () => {
  [one, two] = await twoTestHubs();
  scene = await inboxScene(one);
  nadia = await scene.member("Nadia Brandt");
  dana = await scene.member("Dana Ruiz", "marketer");
  jonas = await scene.member("Jonas Weber", "marketer");
});
afterEach(() => one.close());

const wishes = async (count: number) => {
  const record = await scene.person("Maya Okafor", "Initech", nadia);
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) ids.push(await scene.said(nadia, record, { note: `Wish ${n}` }));
  two.setNow(scene.now());
  return ids;
};
const seen = (ids: readonly string[], revision = 1) => ids.map((id) => ({ id, revision }));
const itemOf = async (id: string) => (await one.call("feedbackItem", { id }, { token: dana.token })).item;

test("what is done at one hub shows at another with its next question", async () => {
  const [id = ""] = await wishes(1);
  const watch = async () =>
    (await two.call("watchInbox", { at: id, writing: false }, { token: jonas.token })).stamp;
  const before = await watch();
  expect(await watch()).toBe(before);
  expect((await two.call("inbox", {}, { token: jonas.token })).items[0]?.status).toBe("new");
  await one.call("changeInbox", { items: seen([id]), status: "seen" }, { token: dana.token });
  expect(await watch()).not.toBe(before);
  expect((await two.call("inbox", {}, { token: jonas.token })).items[0]?.status).toBe("seen");
  expect((await two.call("inbox", {}, { token: jonas.token })).counts.new).toBe(0);
  await one.call("watchInbox", { at: id, writing: true }, { token: dana.token });
  const { others } = await two.call("watchInbox", { at: id, writing: false }, { token: jonas.token });
  expect(others).toEqual([{ name: "Dana Ruiz", writing: true }]);
});

test("of two who write the same item at once one is told who was first, and nothing of theirs is written", async () => {
  const ids = await wishes(6);
  for (const [n, id] of ids.entries()) {
    const answer = (hub: TestHub, { token, name }: SceneMember) =>
      hub.ask(
        "answerFeedback",
        { items: seen([id]), merge: false, text: `Answered by ${name}`, status: "seen" },
        { token, key: randomUUID() },
      );
    const decline = (hub: TestHub, { token }: SceneMember) =>
      hub.ask(
        "changeInbox",
        { items: seen([id]), status: "declined", reason: "Not ours" },
        { token, key: randomUUID() },
      );
    const answers = await Promise.all(
      n % 2 === 0 ? [answer(one, dana), answer(two, jonas)] : [answer(one, dana), decline(two, jonas)],
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const late = answers.find(({ status }) => status === 409);
    if (!late) throw new Error("Nobody was too late.");
    const { error } = (await late.json()) as { error: { message: string; details: unknown } };
    const first = answers[0]?.status === 200 ? "Dana Ruiz" : "Jonas Weber";
    expect(error.message).toContain(`${first} changed this item meanwhile`);
    const { items } = FeedbackChanged.parse(error.details);
    const item = await itemOf(id);
    expect(items).toEqual([{ id, revision: 2, status: item.status, by: first }]);
    expect(item.revision).toBe(2);
    expect(item.answers).toHaveLength(item.status === "declined" ? 0 : 1);
  }
});

test("a giver who changed it is not named to who comes too late", async () => {
  const [id = ""] = await wishes(1);
  const { record } = await itemOf(id);
  if (!record) throw new Error("The item has no record.");
  await one.call(
    "changeFeedback",
    { id, record, at: scene.now().toISOString(), note: "And a price" },
    {
      token: nadia.token,
    },
  );
  const late = await two.ask("changeInbox", { items: seen([id]), status: "seen" }, { token: jonas.token });
  const { error } = (await late.json()) as { error: { message: string; details: unknown } };
  expect(error.message).not.toContain(nadia.name);
  expect(error.details).toEqual({ items: [{ id, revision: 2, status: "new", by: null }] });
});

test("two who change overlapping piles in opposite order do not stop each other: all or none of each", async () => {
  const ids = await wishes(8);
  const mine = ids.slice(0, 5);
  const theirs = ids.slice(3).reverse();
  const [a, b] = await Promise.all([
    one.ask("changeInbox", { items: seen(mine), status: "seen" }, { token: dana.token }),
    two.ask(
      "mergeFeedback",
      { into: { id: theirs[0] ?? "", revision: 1 }, items: seen(theirs.slice(1)) },
      { token: jonas.token },
    ),
  ]);
  expect([a.status, b.status].sort()).toEqual([200, 409]);
  const revisions = await Promise.all(ids.map(async (id) => (await itemOf(id)).revision));
  const written = a.status === 200 ? mine : theirs;
  expect(revisions).toEqual(ids.map((id) => (written.includes(id) ? 2 : 1)));
});

test("merges, answers and undoing by several at once leave every item whole, and no merge within a merge", async () => {
  const ids = await wishes(12);
  const random = seededRandom(7);
  const pick = () => ids[Math.floor(random() * ids.length)] ?? "";
  const revisionOf = async (id: string) => ({ id, revision: (await itemOf(id)).revision });
  const changes: string[] = [];
  for (let turn = 0; turn < 15; turn += 1) {
    const [into, first, second] = await Promise.all([pick(), pick(), pick()].map(revisionOf));
    if (!into || !first || !second) continue;
    const undone = changes[Math.floor(random() * changes.length)];
    const answers = await Promise.all([
      one.ask("mergeFeedback", { into, items: [first] }, { token: dana.token }),
      two.ask("mergeFeedback", { into: second, items: [into] }, { token: jonas.token }),
      two.ask("changeInbox", { items: [first, second], status: "seen" }, { token: jonas.token }),
      ...(undone ? [one.ask("undoInbox", { id: undone }, { token: dana.token })] : []),
    ]);
    for (const answer of answers) {
      expect([200, 400, 409]).toContain(answer.status);
      const { id } = (await answer.json()) as { id?: string };
      if (id) changes.push(id);
    }
    const wrong = await one.hub.store.query(
      `select f.id from feedback f left join feedback main on main.id = f.merged_into
       where (f.status = 'merged') <> (f.merged_into is not null) or main.merged_into is not null or f.merged_into = f.id`,
    );
    expect(wrong).toEqual([]);
  }
  // All of it, newest first, is where it began.
  for (const id of changes.reverse()) await one.call("undoInbox", { id }, { token: dana.token });
  const left = await one.hub.store.query("select id from feedback where merged_into is not null");
  expect(left).toEqual([]);
});
