import type { ContextView, MessageReply, Target } from "../../lib/bridge/messages.ts";
import { type FailureCode, failed, ok, type Result } from "../../lib/bridge/result.ts";
import type { ContextReply } from "../../lib/contract/context.ts";
import type { MyFeedback } from "../../lib/contract/feedback.ts";
import type { Touchpoint } from "../../lib/contract/touchpoint.ts";
import type { Composer } from "../../lib/panel/composer.ts";
import { CREDITED, EVERY_SHARE, RECOMMENDED, SHARED, SNIPPET, STRANGE_RECOMMENDED } from "./content.ts";
import {
  ANSWERED,
  MANY_REASONS,
  MUCH_OF_MINE,
  ofRecord,
  POINTS,
  QUESTION,
  STRANGE_ANSWERED,
  STRANGE_MINE,
  STRANGE_POINTS,
  WENT,
} from "./feedback.ts";
import {
  ago,
  contextOf,
  id,
  LEAD,
  MAYA,
  pageOf,
  STORY,
  TEN_THOUSAND,
  touchpoints,
  viewOf,
} from "./people.ts";

export interface GalleryState {
  target?: Target | null;
  /** The answer to every question for the context; none: it never comes. */
  context?: (email: string | undefined) => Result<ContextView | null>;
  rows?: readonly Touchpoint[];
  /** Every question for further rows fails. */
  brokenHistory?: boolean;
  inert?: boolean;
  /** Something was refused later. */
  refused?: boolean;
  waiting?: MessageReply<"panel.waiting">["items"];
  /** What was done is not sent now. */
  offline?: boolean;
  /** Where the rep wrote mail last. */
  composer?: Composer;
  /** Mail can be sent, so links can be limited. */
  mail?: boolean;
  /** What the rep said, as it opens. */
  mine?: readonly MyFeedback[];
  /** This browser keeps nothing: its disk is full. */
  full?: boolean;
  /** Another rep was earlier with marketing's question. */
  taken?: boolean;
}

const nobody = { match: { by: "none" as const }, person: undefined };
const empty = contextOf([], { colleagues: [], colleagueCount: 0, unseen: { since: null, count: 0 } });
const failure = (code: FailureCode, message: string) => () => failed(code, message);
const shown =
  (context = contextOf(STORY), more: Partial<ContextView> = {}) =>
  () =>
    ok(viewOf(context, more));
const unreached = failure("out_of_reach", "Leadside cannot be reached.");
const hostile = `<img src=x onerror="document.title='pwned'"><script>document.title='pwned'</script>`;
const long =
  "Internationale Gesellschaft für Datenwanderung und Lagerhausverwaltung Nordsee-Ostsee mbH & Co. KGaA";

/** Every answer but the first knows of three more rows. */
function growing() {
  let answered = false;
  return () => {
    const rows = answered ? TEN_THOUSAND : TEN_THOUSAND.slice(3);
    answered = true;
    return ok(viewOf(contextOf(rows, { asOf: new Date().toISOString() })));
  };
}

const content = (changes: Partial<ContextReply> = {}) =>
  contextOf(STORY, { recommended: RECOMMENDED, shares: SHARED, ...changes });

const withFeedback = (changes: Partial<ContextReply> = {}) =>
  content({ feedback: ofRecord(), sayFirst: POINTS, shares: WENT, recommended: CREDITED, ...changes });

export const STATES: Record<string, GalleryState> = {
  person: { context: shown(), rows: STORY },
  first_look: { context: shown(contextOf(STORY, { unseen: { since: null, count: 17 } })), rows: STORY },
  nothing_new: { context: shown(contextOf(STORY, { unseen: { since: ago(0, 9), count: 0 } })), rows: STORY },
  only_mail: {
    context: shown(
      contextOf(
        STORY.filter(({ passive }) => passive),
        { unseen: { since: null, count: 0 } },
      ),
    ),
    rows: STORY.filter(({ passive }) => passive),
  },
  found_by_email: {
    target: { ...LEAD, hint: { email: "m.okafor@initech.example" } },
    context: (email) =>
      ok(viewOf(contextOf(STORY, email ? { match: { by: "email", email } } : { ...nobody, kinds: [] }))),
    rows: STORY,
  },
  found_by_email_offline: {
    target: { ...LEAD, hint: { email: "m.okafor@initech.example" } },
    context: (email) => ok(viewOf(contextOf(STORY, { match: { by: "email", email } }))),
    rows: STORY,
    offline: true,
  },
  refused_later: { context: shown(), rows: STORY, refused: true },
  picked: {
    context: shown(contextOf(STORY, { match: { by: "picked", confirmationId: id(77) } })),
    rows: STORY,
  },
  sandbox: {
    target: { ...LEAD, sandbox: true, record: { ...LEAD.record, org: "acme--uat.sandbox" } },
    context: shown(contextOf(STORY, { person: { ...MAYA, unsubscribed: true } })),
    rows: STORY,
  },
  stale: {
    context: shown(contextOf(STORY), {
      fetchedAt: ago(0, 14),
      stale: { reason: "out_of_reach", message: "Leadside cannot be reached." },
    }),
    rows: STORY,
    brokenHistory: true,
    waiting: [{ id: id(81), kind: "confirm", at: ago(0, 3), label: "This lead is Maya Okafor" }],
  },
  silent_source: {
    context: shown(
      contextOf(STORY, {
        sources: [
          { id: id(901), name: "Website", type: "segment", lastEventAt: ago(9) },
          { id: id(902), name: "Webinar tool", type: "webhook", lastEventAt: null },
        ],
      }),
    ),
    rows: STORY,
  },
  diacritics: {
    context: shown(
      contextOf(STORY, {
        person: {
          ...MAYA,
          name: "Żaneta Brzęczyszczykiewicz-Łękawska",
          title: "Główna specjalistka ds. hurtowni danych i migracji międzysystemowych",
          company: { id: id(2), name: long },
        },
      }),
    ),
    rows: STORY,
  },
  japanese: {
    context: shown(
      contextOf(
        touchpoints([
          [
            0.1,
            "form_submitted",
            "資料請求フォーム",
            { words: "移行にどのくらい時間がかかりますか。四十テラバイトあります。" },
          ],
          [2, "page_viewed", "料金ページを閲覧"],
        ]),
        {
          person: {
            ...MAYA,
            name: "佐藤 由紀",
            title: "データ基盤部長",
            company: { id: id(2), name: "ひかり電機株式会社" },
          },
        },
      ),
    ),
  },
  hostile: {
    context: shown(
      contextOf(
        touchpoints([
          [
            0.1,
            "form_submitted",
            hostile,
            { detail: hostile, words: hostile, campaign: hostile, url: "javascript:document.title='pwned'" },
          ],
          [1, "other", "x".repeat(400), { words: "y".repeat(400) }],
          [
            2,
            "unknown",
            "\u202Eright to left\u202C and a tab\tand\nlines",
            { url: `https://example.example/${"z".repeat(300)}` },
          ],
        ]),
        {
          person: { ...MAYA, name: hostile, title: "t".repeat(200), company: { id: id(2), name: hostile } },
          colleagues: [{ id: id(11), name: hostile, title: hostile, last: { title: hostile, at: ago(1) } }],
          sources: [{ id: id(901), name: hostile, type: "segment", lastEventAt: ago(0, 2) }],
        },
      ),
    ),
  },
  ten_thousand: { context: shown(contextOf(TEN_THOUSAND)), rows: TEN_THOUSAND },
  growing: { context: growing(), rows: TEN_THOUSAND },
  recommended: { context: shown(content()), rows: STORY },
  recommended_composer: { context: shown(content()), rows: STORY, composer: "gmail", mail: true },
  recommended_offline_act: { context: shown(content()), rows: STORY, offline: true },
  recommended_unsubscribed: {
    context: shown(content({ person: { ...MAYA, unsubscribed: true } })),
    rows: STORY,
  },
  recommended_snippet: { context: shown(content({ recommended: SNIPPET, shares: [] })), rows: STORY },
  recommended_nothing: { context: shown(content({ recommended: [], shares: [] })), rows: STORY },
  recommended_stale: {
    context: shown(content(), {
      fetchedAt: ago(0, 14),
      stale: { reason: "out_of_reach", message: "Leadside cannot be reached." },
    }),
    rows: STORY,
    offline: true,
  },
  recommended_hostile: { context: shown(content({ recommended: STRANGE_RECOMMENDED })), rows: STORY },
  recommended_nothing_yet: {
    context: shown({ ...empty, recommended: RECOMMENDED.slice(1), shares: [] }),
  },
  shared_every: { context: shown(content({ shares: EVERY_SHARE })), rows: STORY, mail: true },
  shared_news: {
    context: shown(content({ unseen: { since: ago(9), count: 2 } })),
    rows: STORY,
  },
  feedback: { context: shown(withFeedback()), rows: STORY },
  feedback_much: {
    context: shown(withFeedback({ sayFirst: MANY_REASONS })),
    rows: STORY,
    mine: MUCH_OF_MINE,
  },
  feedback_offline: { context: shown(withFeedback()), rows: STORY, offline: true },
  feedback_full_disk: { context: shown(withFeedback()), rows: STORY, full: true },
  feedback_question: { context: shown(withFeedback({ ask: QUESTION })), rows: STORY },
  feedback_question_taken: { context: shown(withFeedback({ ask: QUESTION })), rows: STORY, taken: true },
  feedback_answered: { context: shown(withFeedback({ feedback: ANSWERED })), rows: STORY },
  feedback_hostile: {
    context: shown(
      withFeedback({
        feedback: STRANGE_ANSWERED,
        sayFirst: STRANGE_POINTS,
        ask: { ...QUESTION, question: hostile, by: long, title: long },
      }),
    ),
    rows: STORY,
    mine: STRANGE_MINE,
  },
  feedback_nobody: { context: shown({ ...empty, ...nobody, feedback: ofRecord({ goesAlong: {} }) }) },
  feedback_none_yet: {
    context: shown(
      withFeedback({ sayFirst: [], feedback: ofRecord({ mine: { count: 0, answered: 0, unseen: 0 } }) }),
    ),
    rows: STORY,
  },
  loading: {},
  no_match: { context: shown({ ...empty, ...nobody }) },
  no_match_with_hint: {
    target: { ...LEAD, hint: { email: "maya@initech.example" } },
    context: shown({ ...empty, ...nobody }),
  },
  nothing_yet: {
    context: shown({
      ...empty,
      person: { ...MAYA, name: "Tomasz Wójcik", title: "Head of Platform", stage: "Evaluating", owner: long },
    }),
  },
  only_imported: {
    context: shown({
      ...empty,
      sources: [],
      person: { ...MAYA, stage: "Working - Contacted", owner: "dana@acme.example" },
      colleagues: [
        {
          id: id(11),
          name: "Priya Raman",
          title: "Head of Platform",
          record: { crm: "salesforce", org: "acme", object: "Contact", id: "0038d000009kTzQAAU" },
        },
        { id: id(12), name: "Søren Kjærgård" },
      ],
      colleagueCount: 2,
    }),
  },
  no_tool: { context: shown({ ...empty, sources: [], person: { ...MAYA, name: "Tomasz Wójcik" } }) },
  no_tool_no_person: { context: shown({ ...empty, ...nobody, sources: [] }) },
  not_connected: { context: failure("not_connected", "Not connected.") },
  signed_out: { context: failure("signed_out", "Signed out.") },
  out_of_reach: {
    context: unreached,
    waiting: [{ id: id(81), kind: "confirm", at: ago(0, 3), label: "This lead is Maya Okafor" }],
  },
  hub_too_old: { context: failure("hub_too_old", "The hub speaks contract 0, this extension needs 1.") },
  hub_too_new: { context: failure("hub_too_new", "The hub needs an extension of contract 3.") },
  refused: { context: failure("refused", "Too many look-ups in a minute. Wait a little, then try again.") },
  unexpected: { context: failure("malformed", "An answer of a form nobody knows.") },
  extension_updated: { context: failure("extension_updated", "Leadside was updated.") },
  later: { target: { ...LEAD, subject: "later", label: "Account" } },
  no_record: { target: null },
  inert: { inert: true },
};

/** A page of the whole story, as the hub would cut it. */
export function historyPage(
  { rows = [] }: GalleryState,
  request: { cursor?: string; kinds?: readonly string[]; passive?: boolean; limit?: number },
) {
  const fitting = rows.filter(
    ({ kind, passive }) => (request.passive || !passive) && (!request.kinds || request.kinds.includes(kind)),
  );
  return pageOf(fitting, Number(request.cursor ?? 0), request.limit ?? 50);
}
