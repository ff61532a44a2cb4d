import { reasonWords, typeWords } from "../../lib/contract/feedback-words.ts";
import type { NoticeKind } from "./tell.ts";

/** What a notice tells of, as far as its words need it. */
export interface Told {
  kind: NoticeKind | (string & {});
  type: string;
  reasons: readonly string[];
  theirWords: string;
  note: string;
  /** Of the answer that it tells of; else the reason of the state. */
  text: string;
  /** `YYYY-MM-DD` */
  plannedFor: string | null;
  whatChanged: string;
  /** The newest sentence that the giver added. */
  added: string;
  /** Of who may be named; null: they would rather not. */
  creditName: string | null;
}

const LONGEST = 240;
// What ends a line, or turns the direction of what follows, in a mail or a notification.
const UNFIT = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu;

/** Text from outside as one line of bounded length. */
export function oneLine(text: string, longest = LONGEST): string {
  const line = text.replace(UNFIT, " ").replace(/\s+/g, " ").trim();
  const signs = [...line];
  return signs.length > longest
    ? `${signs
        .slice(0, longest - 1)
        .join("")
        .trimEnd()}…`
    : line;
}

/** What a notice says, in one line, in English. */
export function noticeWords(told: Told): string {
  return oneLine(wordsOf(told));
}

function wordsOf(told: Told): string {
  const { kind, text, whatChanged } = told;
  switch (kind) {
    case "answered":
      return `Marketing answered: ${text}`;
    case "planned":
      return withText(
        told.plannedFor === null ? "Planned" : `Planned for ${dayWords(told.plannedFor)}`,
        text,
      );
    case "changed":
      return withText("Changed because of you", whatChanged || text);
    case "declined":
      return withText("Declined", text);
    case "credit_asked":
      return `${ended(withText("Changed because of you", whatChanged))} May we name you?`;
    case "feedback_given":
      return said(told);
    case "assigned":
      return `Yours to answer: ${said(told)}`;
    case "reopened":
      return withText("Opened again", told.added);
    case "credit_given":
      return told.creditName === null ? "Would rather not be named." : `${told.creditName} may be named.`;
    default:
      return said(told);
  }
}

const withText = (words: string, text: string) => (text.trim() === "" ? words : `${words}: ${text}`);

const ended = (words: string) => (/[.?!…]$/.test(words.trim()) ? words.trim() : `${words.trim()}.`);

/** "Fell flat, price: “Nobody believes six weeks.”" */
function said({ type, reasons, theirWords, note }: Told): string {
  const [reason] = reasons;
  const what = [
    typeWords(type),
    ...(reason === undefined ? [] : [reasonWords(type, reason).toLowerCase()]),
  ].join(", ");
  return withText(what, theirWords === "" ? note : `“${oneLine(theirWords)}”`);
}

/** "12 December" */
function dayWords(date: string): string {
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: "UTC" }).format(
    new Date(`${date}T00:00:00Z`),
  );
}
