import type { TOUCHPOINT_KINDS } from "../../../lib/contract/touchpoint.ts";
import { eventWords } from "./event-words.ts";

export type Kind = (typeof TOUCHPOINT_KINDS)[number];

/** What nobody did but us, or a machine. */
export const PASSIVE: ReadonlySet<Kind> = new Set([
  "email_sent",
  "email_delivered",
  "email_opened",
  "email_bounced",
]);

/**
 * Which words of an event's name (see `eventWords`) make it which kind: all of a row, each `a|b` by
 * either; `!a` must be absent. The first row that fits decides.
 */
const TABLE: readonly [Kind, string][] = [
  ["email_unsubscribed", "unsubscribe"],
  ["email_unsubscribed", "email complain"],
  ["email_replied", "email reply"],
  ["email_clicked", "email click"],
  ["email_opened", "email open"],
  ["email_bounced", "email bounce"],
  ["email_bounced", "email failed"],
  ["email_delivered", "email deliver"],
  ["email_sent", "email send"],

  ["video_watched", "demo|webinar video watch|view|play|start|complete"],
  ["webinar_registered", "webinar register|signup|submit !cancelled !canceled"],
  ["webinar_attended", "webinar attend|watch|view|complete|play !not !no !missed"],
  ["demo_requested", "demo request|book|submit|form|create|signup|complete|get"],
  ["trial_started", "trial start|signup|request|create|register|submit"],
  ["pricing_requested", "price request|submit|form|create"],
  ["contact_requested", "contact request|submit|form|sales|us|complete"],
  ["contact_requested", "callback request|submit"],
  ["meeting_booked", "meeting|call|invitee book|create|signup !cancelled !canceled"],
  ["event_attended", "event|badge attend|checkin|scanned|view !not !no"],

  ["content_downloaded", "download"],
  ["chat_started", "chat start|open|create|send|message|submit|initiated|reply"],
  ["video_watched", "video watch|play|start|complete|view|progress"],
  ["ad_clicked", "ad click"],
  ["page_viewed", "page view|load|loaded|read|open"],
  ["page_viewed", "pageview|screenview"],
  ["content_viewed", "asset view|read|open|watch|click"],
  ["form_submitted", "form submit|complete|send|create"],
  ["form_submitted", "event register|signup"],
  ["form_submitted", "email subscribe|signup|register|submit"],
  ["form_submitted", "submit"],
  ["signed_up", "signup"],
  ["signed_up", "account|user|profile|lead create|register"],
  ["signed_up", "register"],
  ["product_used", "signin"],
  ["product_used", "feature used|use|view|click|activated|start"],
  ["product_used", "application|app|product|session open|used|start|view|installed"],
];

/** What a form's own name says that was asked for; where it says nothing, a form is a form. */
const FORM_TABLE: readonly [Kind, string][] = [
  ["demo_requested", "demo"],
  ["trial_started", "trial"],
  ["webinar_registered", "webinar"],
  ["pricing_requested", "price"],
  ["contact_requested", "contact !list !preferences"],
  ["contact_requested", "callback"],
  ["meeting_booked", "meeting"],
];

type Row = { kind: Kind; all: string[][]; none: string[] };

function parse(table: readonly [Kind, string][]): Row[] {
  return table.map(([kind, text]) => {
    const words = text.split(" ");
    return {
      kind,
      all: words.filter((word) => !word.startsWith("!")).map((word) => word.split("|")),
      none: words.filter((word) => word.startsWith("!")).map((word) => word.slice(1)),
    };
  });
}

const ROWS = parse(TABLE);
const FORM_ROWS = parse(FORM_TABLE);

function find(rows: Row[], words: ReadonlySet<string>): Kind | undefined {
  const fits = ({ all, none }: Row) =>
    all.every((either) => either.some((word) => words.has(word))) && !none.some((word) => words.has(word));
  return rows.find(fits)?.kind;
}

const kinds = new Map<string, Kind>();
const REMEMBERED = 4000;

/** What kind of touchpoint a track event of this name is; `other` for a name that no row knows. */
export function kindOfEvent(name: string): Kind {
  let kind = kinds.get(name);
  if (kind === undefined) {
    kind = find(ROWS, eventWords(name)) ?? "other";
    if (kinds.size >= REMEMBERED) kinds.clear();
    kinds.set(name, kind);
  }
  return kind;
}

/** What was asked for by a form of this name. */
export function kindOfForm(name: string | undefined): Kind {
  return (name === undefined ? undefined : find(FORM_ROWS, eventWords(name))) ?? "form_submitted";
}
