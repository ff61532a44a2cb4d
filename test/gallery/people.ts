import type { ContextView, Target } from "../../lib/bridge/messages.ts";
import type { ContextReply, Person, WeekCount } from "../../lib/contract/context.ts";
import type { Touchpoint, TouchpointKind } from "../../lib/contract/touchpoint.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** An instant so many days, and minutes, before now. */
export const ago = (days: number, minutes = 0) =>
  new Date(Date.now() - days * DAY - minutes * MINUTE).toISOString();

export const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const website = { id: id(901), name: "Website" };
const mail = { id: id(902), name: "Newsletter tool" };

type Row = [days: number, kind: TouchpointKind, title: string, more?: Partial<Touchpoint>];

/** Rows of a story, newest first, as touchpoints. */
export function touchpoints(rows: readonly Row[]): Touchpoint[] {
  return rows.map(([days, kind, title, more], index) => ({
    id: `t${rows.length - index}`,
    kind,
    title,
    passive: false,
    at: ago(days),
    receivedAt: ago(days, -0.01),
    atBasis: "timestamp",
    source: kind.startsWith("email") ? mail : website,
    ...more,
  }));
}

const sent = { passive: true };

export const STORY = touchpoints([
  [
    0.02,
    "demo_requested",
    "Asked for a demo",
    {
      detail: "Demo form",
      words: "We need this live before Q1. Can someone show us how the migration works?",
      url: "https://www.initech.example/demo?utm_campaign=migration",
      campaign: "Migration without downtime",
    },
  ],
  [0.1, "email_sent", "Sent: recording and slides", sent],
  [
    1,
    "webinar_attended",
    "Watched webinar, 38 of 45 min",
    {
      detail: "Migration without downtime",
      words: "How long is the cut-over for 40 TB?",
    },
  ],
  [2, "page_viewed", "Read pricing page, twice"],
  [3, "content_downloaded", "Downloaded migration guide"],
  [3.2, "email_sent", "Sent: webinar reminder", sent],
  [8, "content_viewed", "Read pricing sheet, 3 of 4 pages"],
  [8.3, "webinar_registered", "Signed up for webinar", { words: "Our warehouse contract ends in March." }],
  [9, "page_viewed", "Opened two pages from the invitation"],
  [10, "email_sent", "Sent: webinar invitation", sent],
  [16, "page_viewed", "Read “Leaving a legacy warehouse”", { detail: "4 min, to the end" }],
  [17, "email_opened", "Mail opened: November newsletter", sent],
  [17.1, "email_sent", "Sent: November newsletter", sent],
  [24, "page_viewed", "Read customer story “How Halden went live”"],
  [31, "form_submitted", "Filled in a form", { detail: "Newsletter", sharedMailbox: true }],
  [46, "page_viewed", "Read pricing page"],
  [47, "page_viewed", "Read security page"],
  [61, "event_attended", "Attended event", { detail: "Data Days, Oslo" }],
  [75, "page_viewed", "Read home page", { atBasis: "received", receivedAt: ago(75, -300) }],
  [76, "email_sent", "Sent: September newsletter", sent],
  [82, "video_watched", "Watched video, 4 min", { detail: "Product tour" }],
  [96, "page_viewed", "Read home page"],
  [103, "ad_clicked", "Clicked an ad", { campaign: "Legacy warehouse" }],
  [121, "page_viewed", "Read home page"],
]);

/** The 26 weeks of these touchpoints. */
export function weeksOf(rows: readonly Touchpoint[]): WeekCount[] {
  const today = new Date();
  const monday = Date.UTC(
    today.getUTCFullYear(),
    today.getUTCMonth(),
    today.getUTCDate() - ((today.getUTCDay() + 6) % 7),
  );
  return Array.from({ length: 26 }, (_, index) => {
    const start = monday - (25 - index) * 7 * DAY;
    const inWeek = rows.filter(({ at }) => Date.parse(at) >= start && Date.parse(at) < start + 7 * DAY);
    const passive = inWeek.filter((row) => row.passive).length;
    return { week: new Date(start).toISOString().slice(0, 10), active: inWeek.length - passive, passive };
  });
}

function kindsOf(rows: readonly Touchpoint[]): ContextReply["kinds"] {
  const counts = new Map<string, ContextReply["kinds"][number]>();
  for (const { kind, passive } of rows) {
    const known = counts.get(`${kind} ${passive}`) ?? { kind, passive, count: 0 };
    counts.set(`${kind} ${passive}`, { ...known, count: known.count + 1 });
  }
  return [...counts.values()];
}

export const MAYA: Person = {
  id: id(1),
  name: "Maya Okafor",
  title: "VP Data",
  company: { id: id(2), name: "Initech", domain: "initech.example" },
  emails: ["m.okafor@initech.example"],
};

/** A page of rows and the cursor behind it. */
export function pageOf(rows: readonly Touchpoint[], from: number, limit: number) {
  const next = from + limit < rows.length ? String(from + limit) : null;
  return { items: rows.slice(from, from + limit), next };
}

/** What the hub would say of this person and story. */
export function contextOf(rows: readonly Touchpoint[], changes: Partial<ContextReply> = {}): ContextReply {
  const active = rows.filter(({ passive }) => !passive);
  return {
    match: { by: "record" },
    person: MAYA,
    touchpoints: pageOf(active, 0, 50),
    kinds: kindsOf(rows),
    weeks: weeksOf(rows),
    unseen: { since: ago(3.05), count: active.filter(({ receivedAt }) => receivedAt > ago(3.05)).length },
    colleagues: [
      {
        id: id(11),
        name: "Priya Raman",
        title: "Head of Platform",
        last: { title: "Read pricing page", at: ago(1.2) },
        record: { crm: "salesforce", org: "acme", object: "Contact", id: "0038d000009kTzQAAU" },
      },
      {
        id: id(12),
        name: "Søren Kjærgård",
        title: "Data Engineer",
        last: { title: "Downloaded migration guide", at: ago(12) },
      },
      { id: id(13), name: "佐藤 由紀", last: { title: "Watched webinar, 12 of 45 min", at: ago(40) } },
      { id: id(14), name: "Bill L." },
    ],
    colleagueCount: 4,
    sources: [
      { ...website, type: "segment", lastEventAt: ago(0, 2) },
      { ...mail, type: "webhook", lastEventAt: ago(0.2) },
    ],
    asOf: ago(0, 2),
    ...changes,
  };
}

export const viewOf = (context: ContextReply, more: Partial<ContextView> = {}): ContextView => ({
  context,
  fetchedAt: ago(0, 2),
  ...more,
});

export const LEAD: Target = {
  record: { crm: "salesforce", org: "acme", object: "Lead", id: "00Q8d000004kTzQEAU" },
  sandbox: false,
  subject: "person",
  label: "Lead",
};

/** Ten thousand rows of three years, some with words, some ours. */
export const TEN_THOUSAND = touchpoints(
  Array.from({ length: 10_000 }, (_, index): Row => {
    const days = index * 0.11;
    if (index % 7 === 3) return [days, "email_sent", `Sent: mail ${10_000 - index}`, sent];
    if (index % 31 === 5) {
      return [
        days,
        "form_submitted",
        "Filled in a form",
        { words: `Question ${index}: and how long does that take?` },
      ];
    }
    return [
      days,
      "page_viewed",
      `Read page ${10_000 - index}`,
      index % 5 === 0 ? { detail: "4 min, to the end" } : {},
    ];
  }),
);

/** A word of the rep that was refused when it came. */
export const REFUSED = {
  id: id(82),
  kind: "confirm" as const,
  at: ago(0, 3),
  label: "Maya Okafor",
  message: "This person is no longer known. Refresh to see who it is now.",
};
