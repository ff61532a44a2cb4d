import type { MessageReply } from "../../lib/bridge/messages.ts";
import type { FoundContent } from "../../lib/contract/asset.ts";
import type { Recommendation } from "../../lib/contract/recommendation.ts";
import type { Share } from "../../lib/contract/share.ts";
import { ago, id } from "./people.ts";

const overview: Recommendation = {
  assetId: id(201),
  versionId: id(301),
  title: "Security overview",
  kind: "pdf",
  length: "PDF, 12 pages",
  whenToUse: "VP or head of data or security, when they are at Evaluation, to get a technical call",
  whenNotToUse: "When procurement has sent its own questionnaire",
  how: {
    openWith: "You asked where your data would be kept",
    show: "page 3, where data is kept",
    ask: "who signs off on security",
    nextStep: "Offer 20 min with our security lead",
  },
  verified: { by: "Dana Reyes", at: ago(18), overdue: false },
  reasons: [
    {
      words: "Read pricing twice",
      at: ago(2),
      touchpoints: [
        { id: "t22", title: "Read pricing page", at: ago(2) },
        { id: "t9", title: "Read pricing page", at: ago(46) },
      ],
    },
    { words: "VP Data", touchpoints: [] },
  ],
  undecided: "Fits if they are evaluating (stage not known)",
  evidence: { readers: 41, nextStep: 12, interval: [0.19, 0.43] },
  trying: false,
};
const plan: Recommendation = {
  ...overview,
  assetId: id(202),
  versionId: id(302),
  title: "Six-week migration plan",
  length: "PDF, 4 pages",
  how: {},
  verified: { by: "Dana Reyes", at: ago(200), overdue: true },
  reasons: [
    {
      words: "Downloaded migration guide",
      at: ago(3),
      touchpoints: [{ id: "t20", title: "Downloaded migration guide", at: ago(3) }],
    },
  ],
  undecided: undefined,
  evidence: { readers: 4, nextStep: 1, interval: null },
};
const story: Recommendation = {
  ...plan,
  assetId: id(203),
  versionId: id(303),
  title: "How Halden went live",
  kind: "video",
  length: "Video, 4:10",
  verified: null,
  reasons: [{ words: "Watched webinar", touchpoints: [{ id: "t21", title: "Watched webinar", at: ago(1) }] }],
  trying: true,
};
const answer: Recommendation = {
  ...plan,
  assetId: id(204),
  title: "Answer: “We can do this ourselves”",
  kind: "snippet",
  length: "Snippet",
  verified: null,
  text: "Many teams start that way. What took them **longest** was not the copying: it was proving that both sides say the same.",
  evidence: null,
};
const hostile = `<img src=x onerror="document.title='pwned'">`;
const long = "Datenwanderungsverfahrenszusammenfassung".repeat(6);

export const RECOMMENDED = [overview, plan, story];
export const CREDITED = RECOMMENDED.map((recommendation, index) =>
  index === 0
    ? {
        ...recommendation,
        version: 2,
        credit: { version: 2, words: "Improved with feedback from Jonas Weber" },
      }
    : { ...recommendation, version: 1 },
);
export const SNIPPET = [answer, overview];
export const STRANGE_RECOMMENDED: Recommendation[] = [
  {
    ...overview,
    title: long,
    whenToUse: hostile,
    whenNotToUse: long,
    how: { openWith: hostile, show: long },
    reasons: [{ words: hostile, touchpoints: [{ id: "x", title: long, at: ago(1) }] }],
    undecided: long,
    verified: { by: long, at: ago(3), overdue: true },
  },
];

const unread: Share["reading"] = {
  state: "none",
  words: "Not opened yet",
  at: null,
  pagesRead: null,
  pages: 4,
  seconds: null,
  places: 0,
};

export function share(number: number, changes: Partial<Share>): Share {
  return {
    id: id(400 + number),
    assetId: id(500 + number),
    title: "Pricing sheet",
    kind: "pdf",
    length: "PDF, 4 pages",
    link: `https://links.acme.example/l/${"k".repeat(26)}${number}/pricing-sheet`,
    linkIsLocal: false,
    by: { memberId: id(7), name: "Sam Rivera" },
    mine: true,
    tracked: true,
    preparedAt: ago(9),
    copiedAt: ago(9),
    openedIn: null,
    openedInAt: null,
    version: 2,
    newest: 2,
    pinned: false,
    sentVersion: 2,
    whatChanged: null,
    retired: false,
    allowDownload: true,
    expiresAt: null,
    revokedAt: null,
    limitedTo: null,
    reading: unread,
    ...changes,
  };
}

const reading = (changes: Partial<Share["reading"]>) => ({ reading: { ...unread, at: ago(8), ...changes } });

/** The usual three. */
export const SHARED = [
  share(1, {
    ...reading({ state: "person", words: "Read 3 of 4 pages, 2 min", pagesRead: 3, seconds: 130, places: 1 }),
  }),
  share(2, {
    title: "Migration checklist",
    ...reading({ state: "automated", words: "Opened by a mail scanner, not by a person yet" }),
  }),
  share(3, { title: "Architecture on one page", copiedAt: ago(2) }),
];

/** Every reading, and everything that can become of a link. */
export const EVERY_SHARE = [
  share(11, {
    title: "In two places",
    ...reading({
      state: "person",
      words: "Read 4 of 4 pages, 6 min, in two places",
      pagesRead: 4,
      seconds: 360,
      places: 2,
    }),
  }),
  share(12, {
    title: "By a colleague of yours",
    mine: false,
    link: undefined,
    by: { memberId: id(8), name: "Jonas Weber" },
    ...reading({ state: "internal", words: "Opened by someone of your own team" }),
  }),
  share(13, { title: "Doubtful", ...reading({ state: "unknown", words: "Opened, not known by whom" }) }),
  share(14, {
    title: "A page elsewhere",
    kind: "web_page",
    length: "Web page",
    ...reading({ state: "fetched", words: "Opened; we cannot tell by whom or how long" }),
  }),
  share(15, { title: "Only prepared", copiedAt: null, sentVersion: null }),
  share(16, { title: "In mail", copiedAt: null, openedIn: "gmail", openedInAt: ago(1) }),
  share(17, {
    title: "Without tracking",
    tracked: false,
    ...reading({ state: "person", words: "Opened by a person; nothing more is noted", pages: null }),
  }),
  share(18, {
    title: "Version out",
    version: 3,
    newest: 3,
    whatChanged: "Page 4 says 99.95 %, as the contract does",
  }),
  share(19, { title: "Version out, pinned", newest: 3, pinned: true }),
  share(20, { title: "Retired", retired: true }),
  share(21, { title: "Revoked", revokedAt: ago(1) }),
  share(22, { title: "Expires", expiresAt: ago(-20) }),
  share(23, { title: "Expired", expiresAt: ago(1) }),
  share(24, { title: "Limited", limitedTo: "m.okafor@initech.example" }),
  share(25, { title: "Of this machine", linkIsLocal: true, copiedAt: ago(0, 3) }),
  share(26, { title: `${hostile} ${long}`, by: { memberId: id(9), name: long }, mine: false }),
];

/** What stands behind the one line of a share. */
export function viewsOf(of: Share): MessageReply<"content.views"> {
  const read = of.reading.state === "person";
  return {
    share: of,
    pages: read
      ? [
          { page: 1, seconds: 22 },
          { page: 2, seconds: 91 },
          { page: 3, seconds: 17 },
        ]
      : [],
    views: [
      ...(read
        ? [
            {
              what: "view" as const,
              at: ago(8),
              classification: "person" as const,
              reason: "Scrolled, and stayed 1:31 on page 2",
              version: 2,
              seconds: 130,
            },
          ]
        : []),
      {
        what: "fetch",
        at: ago(8, 3),
        classification: "likely_automated",
        reason: "Mimecast's link scanner: it named itself, and ran no script",
        version: 2,
        seconds: null,
      },
    ],
  };
}

export const FOUND: FoundContent[] = [
  {
    assetId: overview.assetId,
    versionId: overview.versionId,
    title: overview.title,
    kind: "pdf",
    length: overview.length,
    excerpt: "… data is kept in the region that you choose, and never leaves it …",
    page: 3,
    whenToUse: overview.whenToUse,
    whenNotToUse: overview.whenNotToUse,
  },
  {
    assetId: id(210),
    title: "Why teams leave",
    kind: "web_page",
    length: "Web page",
    excerpt: null,
    page: null,
  },
  {
    assetId: answer.assetId,
    title: answer.title,
    kind: "snippet",
    length: "Snippet",
    excerpt: "Many teams start that way.",
    page: null,
    text: answer.text,
  },
  { assetId: id(211), title: long, kind: "pdf", length: "PDF, 1 page", excerpt: hostile, page: 1 },
];

const message = {
  subject: "Where your data would be kept",
  text: "Hello Maya,\n\nyou asked where your data would be kept. This says it on page 3:\nhttps://links.acme.example/l/new/security-overview\n\nKind regards\nSam Rivera",
};

/** A link that was just made for an asset. */
export function preparedFor(assetId: string, tracked: boolean): MessageReply<"content.prepare"> {
  const known = [...RECOMMENDED, ...SNIPPET, ...FOUND].find((item) => item.assetId === assetId);
  return {
    share: share(30, {
      id: id(430 + (Number(assetId.slice(-3)) % 100)),
      assetId,
      title: known?.title ?? "Pricing sheet",
      tracked,
      link: "https://links.acme.example/l/new/security-overview",
      preparedAt: ago(0),
      copiedAt: null,
      sentVersion: null,
    }),
    message,
    to: "m.okafor@initech.example",
  };
}
