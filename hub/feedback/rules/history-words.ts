import { STATUS_WORDS } from "../../../lib/contract/feedback-words.ts";

/** A fact of an item's past, with who did it as they are called. */
export interface PastEvent {
  what: string;
  by: string | null;
  details: Readonly<Record<string, unknown>>;
}

const NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split(" ");
const SHORT = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});
/** What is heard of within so long arrived at once. */
const AT_ONCE_MS = 60_000;

/** "four", "15": numbers up to twelve are words. */
const numberWords = (count: number): string => NUMBERS[count] ?? String(count);

/**
 * What happened, in a sentence.
 * @param names of members, by id
 */
export function eventWords({ what, by, details }: PastEvent, names: ReadonlyMap<string, string>): string {
  const who = by ?? "Leadside";
  switch (what) {
    case "added":
      return `${who} added a sentence`;
    case "context_taken":
      return `${who} took parts of the context away`;
    case "taken_back":
      return `${who} took it back`;
    case "given_again":
      return `${who} gave it again after all`;
    case "replaced":
      return `${who} said something newer of the same`;
    case "reopened":
      return `${who} opened it again`;
    case "credit_answered":
      return details.named === true ? `${who} may be named` : `${who} stays unnamed`;
    case "status":
      return statusWords(who, details);
    case "assigned":
      return typeof details.to === "string"
        ? `${who} assigned it to ${names.get(details.to) ?? "somebody"}`
        : `${who} assigned it to nobody`;
    case "took_in":
      return `${who} merged ${numberWords(Number(details.items))} more into it`;
    case "merged":
      return `${who} merged it into another item`;
    case "answered":
      return `${who} answered: ${stateWords(details.status)}`;
    case "undone":
      return `${who} took ${details.of === "answer" ? "the answer" : details.of === "merge" ? "the merge" : "that"} back`;
    case "erased":
      return "The person was erased: what was said stays";
    default:
      return `${who} changed it`;
  }
}

function statusWords(who: string, { to, plannedFor }: PastEvent["details"]): string {
  const until = typeof plannedFor === "string" ? ` for ${SHORT.format(new Date(plannedFor))}` : "";
  if (typeof to === "string") return `${who} set it to ${stateWords(to)}${until}`;
  return until === "" ? `${who} took the date away` : `${who} planned it${until}`;
}

const stateWords = (status: unknown): string =>
  (STATUS_WORDS as Record<string, string>)[String(status)] ?? "another state";

/** How late what was clicked arrived: "Arrived after four minutes without a connection"; undefined for at once. */
export function arrivalWords(clickedAt: Date, receivedAt: Date): string | undefined {
  const late = receivedAt.getTime() - clickedAt.getTime();
  if (late < AT_ONCE_MS) return undefined;
  const minutes = Math.round(late / 60_000);
  const hours = Math.round(minutes / 60);
  const after =
    minutes < 60
      ? counted(minutes, "minute")
      : hours < 48
        ? counted(hours, "hour")
        : counted(Math.round(hours / 24), "day");
  return `Arrived after ${after} without a connection`;
}

const counted = (count: number, unit: string): string =>
  `${numberWords(count)} ${unit}${count === 1 ? "" : "s"}`;
