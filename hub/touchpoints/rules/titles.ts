import { asText, type Fields } from "../../json-fields.ts";
import type { Kind } from "./kinds.ts";
import { minutesText, named, ownName, withoutSiteName } from "./wording.ts";

/** What a title is made of. */
export interface Said {
  /** A track's name, or a page's or screen's. */
  event: string | undefined;
  properties: Fields;
  /** The page that the event came from. */
  page: Fields;
}

export interface Titled {
  title: string;
  detail: string | undefined;
}

const LONG = 200;

/** The sentence that a rep reads in two seconds, and the line under it. */
export function titleOf(kind: Kind, said: Said): Titled {
  return TITLES[kind](said);
}

const FORM_NAMES = ["formname", "formtitle", "form", "title", "name", "label"];
const MAIL_NAMES = [
  "subject",
  "emailsubject",
  "emailname",
  "emailtitle",
  "name",
  "title",
  "newsletter",
  "template",
];
const ASSET_NAMES = [
  "title",
  "asset",
  "assetname",
  "assettitle",
  "contenttitle",
  "contentname",
  "documenttitle",
  "documentname",
  "name",
  "filename",
  "file",
  "resource",
  "content",
  "subject",
];

const text = (said: Said, ...names: string[]) => said.properties.text(LONG, ...names);
const formName = (said: Said) => said.properties.text(LONG, ...FORM_NAMES);
const webinarName = (said: Said) =>
  text(said, "webinarname", "webinartitle", "webinar", "topic", "title", "name", "subject");
const eventName = (said: Said) =>
  text(said, "eventname", "eventtitle", "conference", "booth", "title", "name");
const videoName = (said: Said) => text(said, "videotitle", "videoname", "title", "name", "asset", "video");

/** The page that something happened on, for a line of detail. */
const pageTitle = (said: Said) => {
  const title = said.page.text(LONG, "title") ?? text(said, "pagetitle");
  return title === undefined ? undefined : withoutSiteName(title);
};

/** A form's sentence, with the form's or the page's name under it. */
const asked =
  (title: string) =>
  (said: Said): Titled => ({ title, detail: formName(said) ?? pageTitle(said) });

/** A sentence about something by name, with the page under it. */
const about = (verb: string, name: string | undefined, without: string, said: Said): Titled => ({
  title: name === undefined ? without : `${verb} ${named(name)}`,
  detail: detailBeside(name, said),
});

const detailBeside = (name: string | undefined, said: Said) => {
  const page = pageTitle(said);
  return page === name ? undefined : page;
};

/** Mail: what it was, and what campaign or list it came from. */
const mail =
  (label: string) =>
  (said: Said): Titled => ({
    title: `${label}: ${text(said, ...MAIL_NAMES) ?? "e-mail"}`,
    detail: text(said, "campaignname", "listname", "list"),
  });

const TITLES: Record<Kind, (said: Said) => Titled> = {
  demo_requested: asked("Asked for a demo"),
  contact_requested: asked("Asked to be contacted"),
  pricing_requested: asked("Asked for pricing"),
  trial_started: (said) => ({
    title: "Started a trial",
    detail: text(said, "plan", "planname", "product", "trial"),
  }),
  signed_up: (said) => ({
    title: "Signed up",
    detail: text(said, "plan", "product", "formname") ?? pageTitle(said),
  }),
  meeting_booked: (said) => ({
    title: "Booked a meeting",
    detail: text(said, "meetingname", "meetingtype", "eventname", "title", "name", "subject"),
  }),
  form_submitted: (said) => ({ title: "Filled in a form", detail: formName(said) ?? pageTitle(said) }),
  webinar_registered: (said) => ({ title: "Signed up for webinar", detail: webinarName(said) }),
  webinar_attended: (said) => ({
    title: withMeasure("Watched webinar", said),
    detail: webinarName(said),
  }),
  event_attended: (said) => ({ title: "Attended event", detail: eventName(said) }),
  content_downloaded: (said) => about("Downloaded", assetName(said), "Downloaded a file", said),
  content_viewed: (said) => about("Read", assetName(said), "Read content", said),
  video_watched: (said) => ({
    title: withMeasure("Watched video", said),
    detail: videoName(said) ?? pageTitle(said),
  }),
  page_viewed: pageRead,
  chat_started: (said) => ({
    title: "Started a chat",
    detail: text(said, "topic", "subject", "title") ?? pageTitle(said),
  }),
  product_used: (said) => ({
    title: said.event === undefined ? "Used the product" : ownName(said.event),
    detail: text(said, "feature", "featurename", "name", "title"),
  }),
  ad_clicked: (said) => ({
    title: "Clicked an ad",
    detail: text(said, "adname", "ad", "headline", "title", "name", "creative"),
  }),
  email_clicked: (said) => ({ title: "Clicked a link in an e-mail", detail: text(said, ...MAIL_NAMES) }),
  email_replied: (said) => ({ title: "Replied to an e-mail", detail: text(said, ...MAIL_NAMES) }),
  email_unsubscribed: (said) => ({
    title: "Unsubscribed from e-mail",
    detail: text(said, "listname", "list", ...MAIL_NAMES),
  }),
  email_sent: mail("Sent"),
  email_delivered: mail("Delivered"),
  email_opened: mail("Mail opened"),
  email_bounced: mail("Bounced"),
  other: (said) => ({
    title: said.event === undefined ? "Something happened" : ownName(said.event),
    detail: text(said, "title", "name", "label", "asset") ?? pageTitle(said),
  }),
};

/** An asset's name; of a file's, what stands before its type. */
function assetName(said: Said): string | undefined {
  const name = text(said, ...ASSET_NAMES);
  if (name === undefined || !/^\S+\.[a-z0-9]{2,4}$/i.test(name)) return name;
  const bare = name.replace(/^.*[/\\]/, "").replace(/\.[a-z0-9]{2,4}$/i, "");
  return asText(bare.replace(/[-_]+/g, " "), LONG) ?? name;
}

/** How much of it they watched, in minutes or per cent, if the tool says so. */
function withMeasure(title: string, { properties }: Said): string {
  const minutes = (names: string[], seconds: string[]) => {
    const inSeconds = properties.number(...seconds);
    return properties.number(...names) ?? (inSeconds === undefined ? undefined : inSeconds / 60);
  };
  const watched = minutes(
    [
      "minuteswatched",
      "watchedminutes",
      "minutesattended",
      "attendedminutes",
      "attendanceminutes",
      "minutes",
    ],
    ["secondswatched", "watchedseconds", "secondsattended", "timeinsession", "attendanceseconds"],
  );
  const whole = minutes(
    [
      "totalminutes",
      "minutestotal",
      "durationminutes",
      "lengthminutes",
      "webinarminutes",
      "ofminutes",
      "webinarduration",
    ],
    ["durationseconds", "totallength", "totalseconds", "secondstotal"],
  );
  const measure = minutesText(watched, whole ?? properties.number("duration", "length"));
  if (measure !== undefined) return `${title}, ${measure}`;
  const share = properties.number("percent", "percentage", "percentwatched", "progress");
  if (share === undefined || share <= 0 || share > 100) return title;
  return `${title}, ${Math.round(share)} %`;
}

/** `Read pricing page`, `Read “Leaving a legacy warehouse”`, `Read home page`, `Read /docs/api`. */
function pageRead(said: Said): Titled {
  const path = said.page.text(LONG, "path") ?? text(said, "path") ?? pathOf(said);
  const title = said.page.text(LONG, "title") ?? text(said, "title", "pagetitle", "pagename", "page");
  const headline = title === undefined ? undefined : withoutSiteName(title);
  const name = said.event ?? text(said, "name");
  if (name !== undefined && isShort(name)) {
    return { title: `Read ${pageNamed(name)}`, detail: headline === name ? undefined : headline };
  }
  if (path === "/") return { title: "Read home page", detail: headline };
  const last = path?.replace(/\/+$/, "").split("/").at(-1)?.toLowerCase();
  if (last !== undefined && PLAIN_PAGES.has(last)) return { title: `Read ${last} page`, detail: headline };
  const best = headline ?? name;
  if (best !== undefined && isShort(best)) return { title: `Read ${pageNamed(best)}`, detail: path };
  if (best !== undefined) return { title: `Read “${best}”`, detail: path };
  return { title: path === undefined ? "Read a page" : `Read ${path}`, detail: undefined };
}

/** Pages whose address says in one word what they are. */
const PLAIN_PAGES = new Set(
  "pricing security features integrations customers careers contact demo docs".split(" "),
);

/** Reads well before "page": a word or two in Latin letters. Others stand in quotes. */
const isShort = (name: string) =>
  name.split(/\s+/).length <= 2 && name.length <= 24 && !/[“”"/:]|(?!\p{Script=Latin})\p{L}/u.test(name);

function pageNamed(name: string): string {
  const inside = named(name);
  return /\bpage$/i.test(inside) ? inside : `${inside} page`;
}

function pathOf(said: Said): string | undefined {
  const url = said.page.text(2000, "url") ?? said.properties.text(2000, "url");
  return url !== undefined && URL.canParse(url) ? asText(new URL(url).pathname, LONG) : undefined;
}
