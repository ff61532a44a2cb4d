import type { Answer, AnswerTimes, MyFeedback, ResolvedBy } from "../contract/feedback.ts";
import { reasonWords, STATUS_WORDS, typeWords } from "../contract/feedback-words.ts";
import { type Clock, dayNumber, momentWords, rowWords } from "./time-words.ts";

/** Hours of working days, as "2 h", "1 d 3 h", "4 d". Pure. */
export function workingWords(hours: number): string {
  const whole = Math.round(hours);
  if (whole < 1) return "less than 1 h";
  const days = Math.floor(whole / 24);
  const rest = whole % 24;
  if (days === 0) return `${rest} h`;
  return rest === 0 || days >= 5 ? `${days} d` : `${days} d ${rest} h`;
}

/** How long marketing takes, and what it promised: both sides read the same. */
export function timesWords({ promisedDays, medianHours, kept, of }: AnswerTimes): string {
  const promised = `promised within ${promisedDays} working ${promisedDays === 1 ? "day" : "days"}`;
  if (medianHours === null)
    return `Marketing ${promised.replace("promised", "promised an answer")}. None was due yet.`;
  const share = of > 0 ? `, kept ${kept} of ${of} times` : "";
  return `Marketing answers in ${workingWords(medianHours)} at the median, ${promised}${share}.`;
}

/** What an item is about, by name and place: "Security overview, page 4", "The data", "Something else needed". */
export function aboutWords({ about, type }: Pick<MyFeedback, "about" | "type">): string {
  if (about.what === "nothing" || about.title.trim() === "") {
    return type === "data_wrong" ? "This record’s data" : type === "request" ? "A wish" : "This record";
  }
  return about.page === null ? about.title : `${about.title}, page ${about.page}`;
}

/** What tells an item from the others in a list: what it is about, or of what is about nothing the sentence itself. Pure. */
export function rowTitle(item: Pick<MyFeedback, "about" | "type" | "note" | "theirWords" | "added">): {
  words: string;
  /** The rep's own sentence. */
  sentence: boolean;
} {
  const { about, note, theirWords, added } = item;
  const sentence = about.what === "nothing" ? note || theirWords || added[0]?.text : undefined;
  return sentence ? { words: sentence, sentence: true } : { words: aboutWords(item), sentence: false };
}

type Course = Pick<MyFeedback, "status" | "answers" | "added">;

/** Whether the rep opened it again after the newest answer, and nothing came of it since. Pure. */
export function isOpenAgain({ status, answers, added }: Course): boolean {
  const answer = answers.at(-1);
  const word = added.at(-1);
  if (!answer || !word || (status !== "new" && status !== "seen")) return false;
  return answer.status !== status && Date.parse(word.at) > Date.parse(answer.at);
}

/** Whether there is something to open again. Pure. */
export function canReopen(item: Course): boolean {
  const { status, answers } = item;
  const closed = answers.length > 0 || ["planned", "changed", "declined"].includes(status);
  return closed && !isOpenAgain(item);
}

/** What was said and answered after the click, in its order. Pure. */
export function courseOf({
  answers,
  added,
}: Course): ({ by: "marketing"; at: string; answer: Answer } | { by: "you"; at: string; text: string })[] {
  return [
    ...answers.map((answer) => ({ by: "marketing" as const, at: answer.at, answer })),
    ...added.map(({ text, at }) => ({ by: "you" as const, at, text })),
  ].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

/** What the rep said: "Fell flat: price, not credible". */
export function saidWords({ type, reasons }: Pick<MyFeedback, "type" | "reasons">): string {
  const why = reasons.map((reason) => reasonWords(type, reason).toLowerCase()).join(", ");
  return why ? `${typeWords(type)}: ${why}` : typeWords(type);
}

/** "New", "Planned for 12 Dec", "Merged with 2 others", "Open again". */
export function statusWords(
  item: Pick<MyFeedback, "status" | "plannedFor" | "mergedWith" | "answers" | "added">,
  clock: Clock,
): string {
  const { status, plannedFor, mergedWith } = item;
  if (status === "new" && isOpenAgain(item)) return "Open again";
  const words = status === "unknown" ? "Open" : STATUS_WORDS[status];
  if (status === "planned" && plannedFor !== null) return `Planned for ${dateWords(plannedFor, clock)}`;
  if (status === "merged" && mergedWith > 0)
    return `Merged with ${mergedWith} ${mergedWith === 1 ? "other" : "others"}`;
  return words;
}

/** A calendar date, which is the same day in every zone: "12 Dec". */
export function dateWords(date: string, clock: Clock): string {
  return rowWords(`${date}T12:00:00Z`, { ...clock, zone: "UTC" });
}

/** Over an answer: what it comes to. */
export function answerTitle(
  { status, plannedFor }: Pick<Answer, "status" | "plannedFor">,
  clock: Clock,
): string {
  switch (status) {
    case "changed":
      return "Changed because of you";
    case "planned":
      return plannedFor === null ? "Planned because of you" : `Planned for ${dateWords(plannedFor, clock)}`;
    case "declined":
      return "Declined by marketing";
    default:
      return "Answered by marketing";
  }
}

/** "We changed page 4 because of you." */
export function changedWords({ about }: Pick<MyFeedback, "about">, resolved: ResolvedBy | null): string {
  if (about.page !== null && resolved?.what !== "claim")
    return `We changed page ${about.page} because of you.`;
  if (resolved?.what === "claim") return "We changed what to say because of you.";
  return resolved ? `We changed “${resolved.title}” because of you.` : "We changed this because of you.";
}

/** "Version 3: the rate is 99.95 %, as in the contract." */
export function versionWords({ version, whatChanged, title }: ResolvedBy, withTitle: boolean): string {
  const of = withTitle ? `${title}, version ${version}` : `Version ${version}`;
  return whatChanged.trim() ? `${of}: ${whatChanged.trim()}` : `${of} is out.`;
}

/** "today 08:50", "Thu 08:50": beside who answered. */
export function answeredAt(instant: string, clock: Clock): string {
  const today = dayNumber(new Date(instant), clock.zone) === dayNumber(clock.now, clock.zone);
  return today ? `today ${momentWords(instant, clock)}` : momentWords(instant, clock);
}

/** The most useful fact of what the rep said: how many answers are new, else how many there are. */
export function mineFact({ answered, unseen }: { answered: number; unseen: number }): string | undefined {
  if (unseen > 0) return unseen === 1 ? "1 new answer" : `${unseen} new answers`;
  return answered > 0 ? `${answered} answered` : undefined;
}
