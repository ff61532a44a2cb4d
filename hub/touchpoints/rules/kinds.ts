import type { TOUCHPOINT_KINDS } from "../../../lib/contract/touchpoint.ts";
import { eventWords } from "./event-words.ts";

export type Kind = (typeof TOUCHPOINT_KINDS)[number];

/** What a name says: what happened, and whether we or a machine did it rather than the person. */
export interface Meaning {
  kind: Kind;
  passive: boolean;
}

type Line = readonly [Kind, string] | readonly [Kind, string, "passive"];

/**
 * Which words of an event's name (see `eventWords`) make it which kind: all of a row, each `a|b` by
 * either; `!a` must be absent. The first row that fits decides. "Raised a hand" is the one thing that must
 * not be said wrongly, so what went wrong, what we sent and what was only looked at stand before it.
 */
const TABLE: readonly Line[] = [
  ["email_bounced", "email bounce", "passive"],
  ["email_bounced", "email fail|reject !form !submit !signup !register !verification", "passive"],
  ["email_unsubscribed", "email subscribe cancel"],
  ["other", "cancel|fail|abandon|noshow|missed|left|decline|expire|reject|withdraw|delete|revoke"],
  ["other", "not|never|didn|didnt|unable"],

  ["email_unsubscribed", "email unsubscribe !page"],
  [
    "email_unsubscribed",
    `unsubscribe !page !sms !text !push !phone !call !whatsapp !notification !notifications !chat !message !webinar
      !event !plan !product !service !trial !cookie !cookies !tracking !analytics !sale`,
  ],
  ["email_unsubscribed", "email complain"],
  ["other", "complain"],
  ["email_replied", "email reply"],
  ["email_clicked", "email click"],
  ["other", "email open view"],
  ["email_opened", "email open", "passive"],
  ["email_delivered", "email deliver", "passive"],
  ["email_sent", "email send", "passive"],
  ["other", "email defer|skip|queue|process|suppress|book", "passive"],

  ["other", "invite|reminder|confirmation|followup|notification|survey|transcript send", "passive"],
  ["other", "sms|push|message|campaign|notification skip", "passive"],
  ["other", "deliver|defer|queue", "passive"],
  ["other", "send !chat !form !request !submit", "passive"],
  ["other", "score change|add|increased|decreased|calculated", "passive"],
  [
    "other",
    "lead|contact|stage|lifecycle|status|segment|campaign|list|membership|owner change|add|removed|assigned|entered|exited|merged|synced|imported",
    "passive",
  ],
  ["other", "lead|contact create !form", "passive"],

  ["video_watched", "demo|webinar video watch|view|play|start|complete !page"],
  ["page_viewed", "page view|load|open|start|read !submit !complete !send"],
  ["other", "form view|load|open|start|show|click|close !submit !complete !send"],
  [
    "other",
    "demo|price|contact|callback|meeting|register|signup view|load|open|start|show !submit !complete !send !chat",
  ],
  ["other", "trial view|load|open|show"],
  // A button that opens a form is not yet a wish.
  [
    "other",
    "demo|price|contact|callback|meeting|trial|register|signup|form click|button|tapped !ad !asset !download !submit !complete",
  ],

  ["webinar_registered", "webinar register|signup|submit"],
  ["webinar_attended", "webinar attend|watch|view|complete|play"],
  ["demo_requested", "demo request|book|submit|signup|get"],
  ["demo_requested", "demo form complete|send"],
  ["trial_started", "trial start|signup|request|create|register|submit !extension"],
  ["pricing_requested", "price request|submit"],
  ["pricing_requested", "price form complete|send"],
  ["contact_requested", "contact request|submit|book|sales|us"],
  ["contact_requested", "contact form complete|send"],
  ["contact_requested", "callback request|submit|book"],
  ["meeting_booked", "meeting|call|invitee book|create|signup"],
  ["event_attended", "event|badge attend|checkin|scanned|view"],

  ["content_downloaded", "download"],
  ["chat_started", "chat start|open|create|send|message|submit|initiated|reply"],
  ["video_watched", "video watch|play|start|complete|view|progress"],
  ["ad_clicked", "ad click"],
  ["page_viewed", "pageview|screenview"],
  ["content_viewed", "asset view|read|open|watch|click"],
  ["form_submitted", "form submit|complete|send"],
  ["form_submitted", "event register|signup"],
  ["form_submitted", "email subscribe|signup|register|submit !change"],
  ["form_submitted", "submit"],
  ["signed_up", "signup"],
  ["signed_up", "account|user|profile create|register"],
  ["signed_up", "register"],
  ["product_used", "signin"],
  ["product_used", "feature used|use|view|click|activated|start"],
  ["product_used", "application|app|product|session open|used|start|view|installed"],
];

/** What a form's own name says that was asked for; where it says nothing, a form is a form. */
const FORM_TABLE: readonly Line[] = [
  ["form_submitted", "cancel|feedback|survey|unsubscribe"],
  ["demo_requested", "demo"],
  ["trial_started", "trial"],
  ["webinar_registered", "webinar"],
  ["pricing_requested", "price"],
  ["contact_requested", "contact !list !preferences"],
  ["contact_requested", "callback"],
  ["meeting_booked", "meeting"],
];

type Row = { meaning: Meaning; all: string[][]; none: string[] };

function parse(table: readonly Line[]): Row[] {
  return table.map(([kind, text, passive]) => {
    const words = text.split(/\s+/);
    return {
      meaning: { kind, passive: passive !== undefined },
      all: words.filter((word) => !word.startsWith("!")).map((word) => word.split("|")),
      none: words.filter((word) => word.startsWith("!")).map((word) => word.slice(1)),
    };
  });
}

const ROWS = parse(TABLE);
const FORM_ROWS = parse(FORM_TABLE);
const UNKNOWN: Meaning = { kind: "other", passive: false };

function find(rows: Row[], words: ReadonlySet<string>): Meaning | undefined {
  const fits = ({ all, none }: Row) =>
    all.every((either) => either.some((word) => words.has(word))) && !none.some((word) => words.has(word));
  return rows.find(fits)?.meaning;
}

const meanings = new Map<string, Meaning>();
const REMEMBERED = 4000;

/** What a track event of this name is; `other`, and the person's own doing, for a name that no row knows. */
export function meaningOfEvent(name: string): Meaning {
  let meaning = meanings.get(name);
  if (meaning === undefined) {
    meaning = find(ROWS, eventWords(name)) ?? UNKNOWN;
    if (meanings.size >= REMEMBERED) meanings.clear();
    meanings.set(name, meaning);
  }
  return meaning;
}

/** What was asked for by a form of this name. */
export function kindOfForm(name: string | undefined): Kind {
  return (name === undefined ? undefined : find(FORM_ROWS, eventWords(name))?.kind) ?? "form_submitted";
}
