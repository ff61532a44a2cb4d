/** One word for the forms that tools give it. */
const SAME = new Map(
  Object.entries({
    submit: "submitted submits submission submissions submitting",
    complete: "completed completes completion finished finish filled fill",
    click: "clicked clicks",
    open: "opened opens",
    deliver: "delivered delivers delivery",
    bounce: "bounced bounces dropped drop undelivered undeliverable",
    unsubscribe: "unsubscribed unsubscribes unsubscription optout optedout",
    complain: "complained complaint spam spamreport",
    reply: "replied replies responded response",
    send: "sent sends",
    email: "emails mail e-mail newsletter",
    register: "registered registers registration rsvp enrolled enroll enrolment enrollment registrant",
    attend: "attended attends attendance attendee joined join participated participant participation",
    watch: "watched watches",
    play: "played playing plays playback",
    view: "viewed views viewing visited visit visits saw seen",
    read: "reads",
    download: "downloaded downloads",
    request: "requested requests asked ask wanted",
    book: "booked books booking scheduled schedule schedules",
    start: "started starts begin began begun activated activate",
    create: "created creates creation",
    signup: "signedup signups",
    signin: "signedin login loggedin logged",
    contact: "contacted contactus",
    price: "pricing prices quote quotation",
    webinar: "webinars webcast",
    asset: `assets content contents document documents file files pdf whitepaper whitepapers ebook ebooks guide
      guides article articles blog post report brochure datasheet resource resources`,
    video: "videos recording recordings",
    chat: "chats livechat conversation conversations chatbot",
    form: "forms",
    page: "pages",
    ad: "ads advert advertisement",
    meeting: "meetings appointment appointments",
    event: "events conference conferences tradeshow booth workshop workshops roundtable meetup",
    trial: "trials freetrial",
    subscribe: "subscribed subscribes subscription",
    checkin: "checkedin",
    load: "loaded loads loading",
    show: "shown shows displayed",
    close: "closed closes",
    cancel: "cancelled canceled cancels cancellation cancelation",
    fail: "failed fails failure error errors errored unsuccessful",
    abandon: "abandoned abandons abandonment",
    noshow: "noshows",
    decline: "declined declines",
    expire: "expired expires expiration",
    reject: "rejected rejects rejection",
    withdraw: "withdrawn withdrew",
    delete: "deleted deletes deletion",
    revoke: "revoked revokes",
    defer: "deferred defers",
    skip: "skipped skips",
    queue: "queued enqueued",
    process: "processed",
    suppress: "suppressed",
    invite: "invited invites invitation invitations",
    reminder: "reminders",
    change: "changed changes update updated updates",
    add: "added adds",
  }).flatMap(([word, forms]) => forms.split(/\s+/).map((form) => [form, word] as const)),
);

/** Two words that are one. */
const PAIRS = new Map([
  ["sign up", "signup"],
  ["signed up", "signup"],
  ["sign in", "signin"],
  ["signed in", "signin"],
  ["log in", "signin"],
  ["logged in", "signin"],
  ["opt out", "unsubscribe"],
  ["opted out", "unsubscribe"],
  ["check in", "checkin"],
  ["checked in", "checkin"],
  ["white paper", "asset"],
  ["case study", "asset"],
  ["live chat", "chat"],
  ["talk to", "contact"],
  ["call back", "callback"],
  ["no show", "noshow"],
  ["follow up", "followup"],
]);

/**
 * The words of an event's name in one form each, whatever its case and punctuation:
 * `Email Link Clicked`, `email_clicked` and `emailClicked` all hold `email` and `click`.
 */
export function eventWords(name: string): ReadonlySet<string> {
  const raw = name
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .replace(/e-mail/g, "email")
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const words = new Set<string>();
  for (let n = 0; n < raw.length; n++) {
    const pair = PAIRS.get(`${raw[n]} ${raw[n + 1]}`);
    if (pair !== undefined) {
      words.add(pair);
      n++;
      continue;
    }
    const word = raw[n] as string;
    words.add(SAME.get(word) ?? word);
  }
  return words;
}
