import type { Touchpoint, TouchpointKind } from "../contract/touchpoint.ts";

/** What each kind is called in a list, and the order they are listed in. */
export const KIND_WORDS: Record<TouchpointKind, string> = {
  demo_requested: "Demo requests",
  contact_requested: "Contact requests",
  pricing_requested: "Pricing requests",
  trial_started: "Trials",
  signed_up: "Sign-ups",
  meeting_booked: "Meetings booked",
  form_submitted: "Forms",
  webinar_registered: "Webinar sign-ups",
  webinar_attended: "Webinars attended",
  event_attended: "Events attended",
  content_downloaded: "Downloads",
  content_viewed: "Content read",
  video_watched: "Videos",
  page_viewed: "Page views",
  chat_started: "Chats",
  product_used: "Product use",
  ad_clicked: "Ads clicked",
  email_clicked: "E-mail links clicked",
  email_replied: "E-mail replies",
  email_unsubscribed: "Unsubscribed",
  email_sent: "E-mails sent",
  email_delivered: "E-mails delivered",
  email_opened: "E-mails loaded",
  email_bounced: "E-mails bounced",
  other: "Other",
  unknown: "Newer kinds",
};
const ORDER = Object.keys(KIND_WORDS) as TouchpointKind[];

export interface KindChoice {
  kind: TouchpointKind;
  words: string;
  count: number;
}

/**
 * The kinds to choose from, with all-time counts. What we sent is offered only while it is shown;
 * a kind of a newer hub cannot be asked for by name, so it is not offered.
 */
export function kindChoices(
  kinds: readonly { kind: TouchpointKind; passive: boolean; count: number }[],
  withPassive: boolean,
): KindChoice[] {
  const counts = new Map<TouchpointKind, number>();
  for (const { kind, passive, count } of kinds) {
    if (count > 0 && kind !== "unknown" && (withPassive || !passive)) {
      counts.set(kind, (counts.get(kind) ?? 0) + count);
    }
  }
  return [...counts]
    .map(([kind, count]) => ({ kind, words: KIND_WORDS[kind], count }))
    .sort((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind));
}

/** All touchpoints of theirs, or of ours. */
export function total(kinds: readonly { passive: boolean; count: number }[], passive: boolean): number {
  return kinds.reduce((sum, kind) => (kind.passive === passive ? sum + kind.count : sum), 0);
}

const SAYS_WHO: readonly TouchpointKind[] = [
  "email_sent",
  "email_delivered",
  "email_opened",
  "email_bounced",
];

/** A title that already tells that something was sent, or that a machine changed something. */
const SAYS_WHAT =
  /\b(sen[dt]|deliver(ed|y)|bounced|opened|deferred|skipped|queued|scheduled|processed|suppressed|created|changed?|updated?|added|removed|assigned|entered|exited|merged|synced|imported|increased|decreased|calculated)\b/i;

/** A row's title. What the person did not do says so in words, not by the dot alone. */
export function rowTitle({ kind, passive, title }: Pick<Touchpoint, "kind" | "passive" | "title">): string {
  return passive && !SAYS_WHO.includes(kind) && !SAYS_WHAT.test(title) ? `Sent: ${title}` : title;
}
