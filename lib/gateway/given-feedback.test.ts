import { expect, it } from "vitest";
import { SHARED } from "../../test/gallery/content.ts";
import { ANSWERED, POINTS, QUESTION } from "../../test/gallery/feedback.ts";
import { contextOf, LEAD, STORY } from "../../test/gallery/people.ts";
import { waitingFeedback, withAnswerSeen, withGiven, withoutGiven, withoutTaken } from "./given-feedback.ts";
import type { OutboxEntry } from "./vault.ts";

const { record } = LEAD;
const key = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const entry = (number: number, kind: OutboxEntry["kind"], request: object): OutboxEntry => ({
  id: key(number),
  kind,
  request: { record, ...request },
  label: "",
  hub: "https://leadside.acme.example",
  memberId: key(7),
  at: "2026-11-20T10:00:00.000Z",
});
const gave = (number: number, more: object = {}) =>
  entry(number, "give_feedback", {
    about: { what: "nothing" },
    type: "request",
    at: "2026-11-20T10:00:00.000Z",
    context: {},
    taken: [],
    ...more,
  });

it.each([
  ["what was said waits", [gave(1)], [1]],
  ["taken back it does not", [gave(1), entry(2, "take_back_feedback", { id: key(1) })], []],
  [
    "given again it does",
    [
      gave(1),
      entry(2, "take_back_feedback", { id: key(1) }),
      entry(3, "take_back_feedback", { id: key(1), undone: true }),
    ],
    [1],
  ],
  ["at another record it is none of this one's", [gave(1, { record: { ...record, id: "other" } })], []],
])("%s", (_name, entries, numbers) => {
  expect(waitingFeedback(entries, record).map(({ id }) => id)).toEqual(numbers.map(key));
});

const [share] = SHARED;
const [point] = POINTS;
const context = contextOf(STORY, { shares: SHARED, sayFirst: POINTS, ask: QUESTION, feedback: ANSWERED });
const said = (about: object, type: string) => {
  const [one] = waitingFeedback([gave(1, { about, type })], record);
  if (!one) throw new Error("Nothing was said.");
  return one;
};

it("asks nothing again that was said, and asks again what was taken back", () => {
  const went = withGiven(context, said({ what: "share", shareId: share?.id }, "fell_flat"));
  expect(went.shares?.map(({ went }) => went?.type)).toEqual(["fell_flat", undefined, undefined]);
  expect(withoutGiven(went, key(1)).shares).toEqual(SHARED);
  const landed = withGiven(context, said({ what: "claim", claimVersionId: point?.versionId }, "landed"));
  expect(landed.sayFirst?.[0]).toMatchObject({ said: "landed", saidId: key(1) });
  expect(withoutGiven(landed, key(1)).sayFirst?.[0]).not.toHaveProperty("said");
  expect(withGiven(context, said({ what: "ask", askId: QUESTION.id }, "ask_answer")).ask).toBeUndefined();
  expect(withGiven(context, said({ what: "nothing" }, "request"))).toEqual(context);
});

it("shows an answer no more that was seen, unless it asks for credit", () => {
  const [changed, planned] = ANSWERED.answered;
  const seen = withAnswerSeen(context, changed?.id ?? "", true);
  expect(seen.feedback?.answered.map(({ id, unseen }) => [id, unseen])).toEqual([
    [changed?.id, false],
    [planned?.id, true],
  ]);
  expect(seen.feedback?.mine.unseen).toBe(ANSWERED.mine.unseen - 1);
  const named = withAnswerSeen(seen, changed?.id ?? "", false);
  expect(named.feedback?.answered.map(({ id }) => id)).toEqual([planned?.id]);
});

it("says nothing any more of what was taken away", () => {
  const { request } = gave(1, { context: { name: "Maya Okafor", company: "Initech" } });
  expect(withoutTaken(request, [])).toBeUndefined();
  const less = withoutTaken(request, ["name"]);
  expect(less).toMatchObject({ type: "request", context: { company: "Initech" }, taken: ["name"] });
  expect(less?.context).not.toHaveProperty("name");
  expect(withoutTaken(less, ["name", "stage"])?.taken).toEqual(["name", "stage"]);
});
