import type { MessageReply } from "../../lib/bridge/messages.ts";
import type { Ask, TalkingPoint } from "../../lib/contract/claim.ts";
import type { Answer, FeedbackOfRecord, MyFeedback } from "../../lib/contract/feedback.ts";
import type { Share } from "../../lib/contract/share.ts";
import { EVERY_SHARE, RECOMMENDED, SHARED } from "./content.ts";
import { ago, id, LEAD } from "./people.ts";

const hostile = `<img src=x onerror="document.title='pwned'">`;
const long = "Datenwanderungsverfahrenszusammenfassung".repeat(6);
const dana = { memberId: id(8), name: "Dana Reyes" };

const GOES_ALONG: FeedbackOfRecord["goesAlong"] = {
  name: "Maya Okafor",
  title: "VP Data",
  company: "Initech",
  industry: "Software",
  stage: "Evaluation",
  deal: "€ 86,000, closes 19 Dec",
};

export const POINT: TalkingPoint = {
  claimId: id(601),
  versionId: id(611),
  version: 2,
  title: "Live in six weeks",
  say: "You need this live before Q1. Teams your size take six weeks, and week one is a dry run on a copy of your own data.",
  proof: [
    {
      words: "9 of 11 customers this size, since 2025",
      asset: { title: "Six-week migration plan", versionId: id(302), page: 2 },
    },
    { words: "Halden, in five weeks", url: "https://acme.example/halden" },
    { words: "Two reference calls can be had" },
  ],
  whenToSay: "VP or head of data, when they read about migration",
  toGet: "a technical call",
  reasons: RECOMMENDED[0]?.reasons ?? [],
  undecided: "Fits if they are evaluating (stage not known)",
  verified: { by: "Dana Reyes", at: ago(18), overdue: false },
  landed: 18,
  of: 24,
  credit: { version: 2, words: "Improved with feedback from Jonas Weber" },
};
const OTHER_POINTS: TalkingPoint[] = [
  {
    ...POINT,
    claimId: id(602),
    versionId: id(612),
    title: "Your data stays where it is",
    say: "Nothing is copied out of your region, not even for the dry run.",
    proof: [],
    reasons: [],
    undecided: undefined,
    verified: { by: "Dana Reyes", at: ago(200), overdue: true },
    landed: 0,
    of: 0,
    credit: undefined,
    said: "landed",
    saidId: id(701),
  },
];
export const POINTS = [POINT, ...OTHER_POINTS];
export const STRANGE_POINTS: TalkingPoint[] = [
  {
    ...POINT,
    title: long,
    say: `${hostile} ${long}`,
    proof: [
      { words: long, url: `https://example.example/${"z".repeat(300)}` },
      { words: hostile, asset: { title: long, versionId: id(302) } },
    ],
    undecided: hostile,
    credit: { version: 2, words: `Improved with feedback from ${long}` },
  },
];

export const QUESTION: Ask = {
  id: id(620),
  question: "Do they believe the six weeks?",
  title: "Live in six weeks",
  say: POINT.say,
  by: "Dana Reyes",
};

const answered = (changes: Partial<Answer> = {}): Answer => ({
  id: id(720),
  text: "You were right: the sheet still had the rate of the old contract. It says 99.95 % now.",
  by: dana,
  at: ago(0, 90),
  status: "changed",
  plannedFor: null,
  resolvedBy: {
    what: "asset",
    id: id(201),
    versionId: id(301),
    title: "Security overview",
    version: 3,
    whatChanged: "page 4 says 99.95 %, as the contract does",
  },
  public: false,
  ...changes,
});

const item = (number: number, changes: Partial<MyFeedback> = {}): MyFeedback => ({
  id: id(730 + number),
  type: "wrong_fact",
  about: { what: "asset", id: id(201), title: "Security overview", version: 2, page: 4 },
  at: ago(11),
  record: LEAD.record,
  name: "Maya Okafor",
  company: "Initech",
  reasons: [],
  theirWords: "",
  note: "The 99.9 % on it is the old contract.",
  added: [],
  status: "changed",
  statusReason: "",
  plannedFor: null,
  mergedWith: 2,
  answers: [answered()],
  credit: { askedAt: ago(0, 90), named: null },
  unseen: true,
  ...changes,
});

const CHANGED = item(1);
const PLANNED = item(2, {
  type: "request",
  about: { what: "nothing", id: null, title: "", version: null, page: null },
  reasons: ["customer_story"],
  note: "A story of a bank, with names",
  status: "planned",
  plannedFor: ago(-20).slice(0, 10),
  credit: null,
  answers: [
    answered({
      id: id(722),
      status: "planned",
      text: "We film one with Nordvik Bank in December.\n\nUntil then the Halden story may do.",
      plannedFor: ago(-20).slice(0, 10),
      resolvedBy: null,
    }),
  ],
});
const STRANGE = item(3, {
  about: { what: "asset", id: id(201), title: long, version: 2, page: null },
  note: hostile,
  theirWords: long,
  name: hostile,
  company: long,
  answers: [answered({ id: id(723), text: `${hostile} ${long}`, by: { memberId: id(9), name: long } })],
});

export const MINE: MyFeedback[] = [
  CHANGED,
  PLANNED,
  item(4, {
    type: "fell_flat",
    about: { what: "claim", id: id(601), title: "Live in six weeks", version: 1, page: null },
    reasons: ["price", "not_credible"],
    theirWords: "Nobody does 40 TB in six weeks.",
    note: "",
    added: [{ text: "They asked for a reference.", at: ago(2) }],
    status: "seen",
    mergedWith: 0,
    answers: [],
    credit: null,
    unseen: false,
  }),
  item(5, {
    type: "out_of_date",
    about: { what: "asset", id: id(203), title: "How Halden went live", version: 1, page: null },
    status: "declined",
    statusReason: "Halden asked us to keep the old figures.",
    mergedWith: 0,
    answers: [],
    credit: null,
    unseen: false,
    note: "",
  }),
  item(6, { credit: { askedAt: ago(30), named: true }, unseen: false, at: ago(60) }),
];

/** Wishes beside each other, and one that was opened again. */
export const MUCH_OF_MINE: MyFeedback[] = [
  ...MINE,
  item(7, {
    ...PLANNED,
    id: id(737),
    note: "One page on what a dry run takes from their people, and nothing else on it, for somebody who has three minutes and will not scroll.",
    status: "new",
    plannedFor: null,
    mergedWith: 0,
    answers: [],
    unseen: false,
  }),
  item(8, {
    status: "new",
    unseen: false,
    credit: null,
    added: [{ text: "They still laugh at it.", at: ago(0, 20) }],
  }),
];
/** Of a lead about whom much is known. */
export const MANY_REASONS: TalkingPoint[] = [
  {
    ...POINT,
    reasons: [
      "Read pricing twice",
      "VP Data",
      "Software",
      "500 to 1,000 people",
      "Evaluation",
      "Germany",
    ].map((words, index) => ({
      words,
      touchpoints: index % 2 ? [] : [{ id: `t${index}`, title: words, at: ago(2) }],
    })),
  },
];
export const STRANGE_MINE = [STRANGE];

export const TIMES: MessageReply<"feedback.mine">["times"] = {
  promisedDays: 2,
  medianHours: 27.2,
  ninetiethHours: 50,
  kept: 28,
  of: 31,
  interval: [0.78, 0.96],
  openLate: 1,
};

export const ANSWERS: MessageReply<"feedback.answers">["items"] = [
  { answer: answered({ public: true }), type: "wrong_fact", reasons: [], people: 3 },
  {
    answer: answered({ id: id(724), public: true, text: `${hostile} ${long}`, resolvedBy: null }),
    type: "not_for_lead",
    reasons: ["too_long"],
    people: 1,
  },
];

/** What the hub says of feedback beside a record. */
export const ofRecord = (changes: Partial<FeedbackOfRecord> = {}): FeedbackOfRecord => ({
  goesAlong: GOES_ALONG,
  mine: { count: MINE.length, answered: 3, unseen: 0 },
  answered: [],
  ...changes,
});
export const ANSWERED = ofRecord({
  answered: [CHANGED, PLANNED],
  mine: { count: 5, answered: 3, unseen: 2 },
});
export const STRANGE_ANSWERED = ofRecord({
  answered: [STRANGE],
  goesAlong: { ...GOES_ALONG, name: hostile, company: long, stage: long },
});

/** What was sent, with what the rep said of it. */
export const WENT: Share[] = [
  ...SHARED,
  ...EVERY_SHARE.slice(0, 1).map(
    (share): Share => ({
      ...share,
      went: { feedbackId: id(740), type: "fell_flat" },
    }),
  ),
];

export const NOTICES: MessageReply<"page.mine">["answers"] = [
  {
    id: id(750),
    kind: "changed",
    at: ago(0, 90),
    feedbackId: CHANGED.id,
    title: "Security overview",
    words: "Changed because of you: the sheet says 99.95 % now.",
    person: "Maya Okafor",
    company: "Initech",
    record: LEAD.record,
    seen: false,
  },
  {
    id: id(751),
    kind: "planned",
    at: ago(3),
    feedbackId: PLANNED.id,
    title: "A wish",
    words: "Planned for December: we film one with Nordvik Bank.",
    seen: true,
  },
  {
    id: id(752),
    kind: "answered",
    at: ago(5),
    feedbackId: STRANGE.id,
    title: long,
    words: hostile,
    person: hostile,
    company: long,
    seen: true,
  },
];
