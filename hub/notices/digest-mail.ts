import type { Notice } from "../../lib/contract/notice.ts";
import { type Html, html } from "../reader/page/html.ts";

/** What a mail consists of. */
export interface DigestMail {
  subject: string;
  text: string;
  html: string;
}

interface About {
  often: "daily" | "weekly";
  /** Where the inbox is; undefined for who has none. */
  deskUrl: string | undefined;
  /** Turns these mails off. */
  offUrl: string;
}

const CREDIT = "may we name you?";

/** Kinds of notices in the order in which a mail tells them, each under its title. */
const SECTIONS: readonly { title: string; short: string; kinds: readonly Notice["kind"][]; more: string }[] =
  [
    {
      title: "May we name you?",
      short: CREDIT,
      kinds: ["credit_asked"],
      more: "Say yes or no in Leadside, under “Your feedback”.",
    },
    { title: "Changed because of you", short: "changed", kinds: ["changed"], more: "" },
    {
      title: "Answers to your feedback",
      short: "answered",
      kinds: ["answered", "planned", "declined"],
      more: "",
    },
    { title: "Yours to answer", short: "yours to answer", kinds: ["assigned", "reopened"], more: "" },
    { title: "Came in", short: "new from reps", kinds: ["feedback_given"], more: "" },
    { title: "Credit", short: "on credit", kinds: ["credit_given"], more: "" },
  ];
/** Of each; the rest is counted. */
const MOST = 20;

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

/**
 * A digest as plain text and as HTML, without pictures, without anything that is fetched, and with no colour of its
 * own, so that light and dark are the mail program's. The subject counts, and names nobody.
 */
export function digestMail(
  notices: readonly Notice[],
  due: { soon: number; late: number },
  about: About,
): DigestMail {
  const asked = new Set(
    notices.flatMap(({ kind, feedbackId }) => (kind === "credit_asked" ? feedbackId : [])),
  );
  // Whoever is asked for credit reads in the same line what was changed.
  const told = notices.filter(({ kind, feedbackId }) => kind !== "changed" || !asked.has(feedbackId));
  const sections = SECTIONS.map((section) => ({
    ...section,
    items: told.filter(({ kind }) => section.kinds.includes(kind)),
  })).filter(({ items }) => items.length > 0);
  const dueWords = [
    ...(due.soon > 0 ? [`${count(due.soon, "answer is", "answers are")} due within a day`] : []),
    ...(due.late > 0 ? [`${count(due.late, "is", "are")} late`] : []),
  ].join(", ");
  const subject = [
    ...sections.flatMap(({ short, items }) => (short === CREDIT ? [] : `${items.length} ${short}`)),
    ...(due.soon > 0 ? [`${due.soon} due`] : []),
    ...sections.flatMap(({ short }) => (short === CREDIT ? CREDIT : [])),
  ].join(", ");
  return {
    subject: `Leadside: ${subject}`,
    text: textOf(sections, dueWords, about),
    html: htmlOf(sections, dueWords, about),
  };
}

type Section = (typeof SECTIONS)[number] & { items: readonly Notice[] };

const whom = ({ person, company }: Notice) => [person, company].filter(Boolean).join(", ");
const whyOf = ({ often }: About) =>
  `You get this ${often === "weekly" ? "on Mondays" : "once a day"} when there is something to tell.`;
const openIn = ({ deskUrl }: About) =>
  deskUrl === undefined ? "Open the lead in your CRM: Leadside shows it there." : "";

function textOf(sections: readonly Section[], due: string, about: About): string {
  const blocks = sections.map(({ title, more, items }) => {
    const lines = items.slice(0, MOST).flatMap((notice) => {
      const who = whom(notice);
      return [`* ${notice.title}`, `  ${notice.words}`, ...(who === "" ? [] : [`  ${who}`])];
    });
    const rest = items.length > MOST ? [`  and ${items.length - MOST} more`] : [];
    return [`${title} (${items.length})`, ...lines, ...rest, ...(more === "" ? [] : [more])].join("\n");
  });
  const where = about.deskUrl === undefined ? openIn(about) : `Inbox: ${about.deskUrl}`;
  const foot = ["-- ", whyOf(about), `Turn it off: ${about.offUrl}`].join("\n");
  return [...(due === "" ? [] : [`${due}.`]), ...blocks, where, foot]
    .filter((block) => block !== "")
    .join("\n\n");
}

const QUIET = "font-size:13px;margin:4px 0";

function htmlOf(sections: readonly Section[], due: string, about: About): string {
  const item = (notice: Notice): Html => {
    const who = whom(notice);
    const title =
      about.deskUrl === undefined
        ? html`<strong>${notice.title}</strong>`
        : html`<a href="${about.deskUrl}?item=${notice.feedbackId}"><strong>${notice.title}</strong></a>`;
    return html`<li style="margin:0 0 12px">${title}<br>${notice.words}${
      who === "" ? "" : html`<br><span style="font-size:13px">${who}</span>`
    }</li>
`;
  };
  const section = ({
    title,
    more,
    items,
  }: Section): Html => html`<h2 style="font-size:15px;margin:20px 0 8px">${title} (${items.length})</h2>
<ul style="margin:0;padding:0 0 0 18px">
${items.slice(0, MOST).map(item)}</ul>
${items.length > MOST ? html`<p style="${QUIET}">and ${items.length - MOST} more</p>\n` : ""}${
  more === "" ? "" : html`<p style="${QUIET}">${more}</p>\n`
}`;
  const where =
    about.deskUrl === undefined
      ? html`${openIn(about)}`
      : html`<a href="${about.deskUrl}">Open the inbox</a>`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>Leadside</title>
</head>
<body style="margin:0;padding:16px;font:15px/22px system-ui,-apple-system,'Segoe UI',sans-serif">
<div style="max-width:600px">
${due === "" ? "" : html`<p style="margin:0 0 8px"><strong>${due}.</strong></p>\n`}${sections.map(section)}<p style="margin:20px 0">${where}</p>
<hr style="border:0;border-top:1px solid">
<p style="${QUIET}">${whyOf(about)} <a href="${about.offUrl}">Turn it off</a></p>
</div>
</body>
</html>
`.text;
}
