import type { TOUCHPOINT_KINDS } from "./touchpoint.ts";

type Kind = (typeof TOUCHPOINT_KINDS)[number];

/** What somebody did, as it stands behind "they"; `about` names what it was, in words that are said already. */
const KINDS: Record<Kind, { plain: string; about: (what: string) => string }> = {
  demo_requested: asked("asked for a demo"),
  contact_requested: asked("asked to be contacted"),
  pricing_requested: asked("asked for pricing"),
  trial_started: asked("started a trial"),
  signed_up: asked("signed up"),
  meeting_booked: asked("booked a meeting"),
  form_submitted: asked("filled in a form"),
  webinar_registered: asked("signed up for a webinar"),
  webinar_attended: asked("watched a webinar"),
  event_attended: asked("attended an event"),
  content_downloaded: verb("downloaded", "content"),
  content_viewed: verb("read", "content"),
  video_watched: asked("watched a video"),
  page_viewed: verb("read", "a page"),
  chat_started: asked("started a chat"),
  product_used: asked("used the product"),
  ad_clicked: asked("clicked an ad"),
  email_clicked: asked("clicked a link in an e-mail"),
  email_replied: asked("replied to an e-mail"),
  email_unsubscribed: asked("unsubscribed from e-mail"),
  email_sent: asked("were sent an e-mail"),
  email_delivered: asked("got an e-mail"),
  email_opened: asked("opened an e-mail"),
  email_bounced: asked("had an e-mail bounce"),
  other: asked("did something else"),
};

function asked(plain: string) {
  return { plain, about: (what: string) => `${plain} about ${what}` };
}

function verb(word: string, what: string) {
  return { plain: `${word} ${what}`, about: (named: string) => `${word} ${named}` };
}

/** "read pricing", "asked for a demo or booked a meeting"; kinds of the same words are said once. */
export function didWords(kinds: readonly Kind[], about: string | undefined): string {
  const words = kinds.map((kind) => (about === undefined ? KINDS[kind].plain : KINDS[kind].about(about)));
  return either([...new Set(words)]);
}

/** "a", "a or b", "a, b or c". */
export function either(words: readonly string[]): string {
  return listed(words, "or");
}

/** "a and b", or with "or". */
export function listed(words: readonly string[], joint: "and" | "or"): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} ${joint} ${last}`;
}
