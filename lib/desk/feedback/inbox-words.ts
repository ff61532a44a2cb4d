import type { AboutNamed } from "../../contract/feedback.ts";
import { reasonWords, STATUS_WORDS, typeWords } from "../../contract/feedback-words.ts";
import type { Amounts, ListedFeedback, Theme } from "../../contract/inbox.ts";
import { ageWords, type Clock, dayNumber, momentWords, rowWords, written } from "../../panel/time-words.ts";
import { dateWords, type Said } from "../content/asset-words.ts";

type Named = typeof AboutNamed._output;
type State = Pick<ListedFeedback, "status" | "plannedFor" | "dueAt" | "answeredAt">;

const DAY_MS = 86_400_000;
const OPEN = new Set<string>(["new", "seen", "planned"]);
/** Neither changed nor declined nor merged. */
export const isOpen = ({ status }: Pick<ListedFeedback, "status">): boolean => OPEN.has(status);

/** "Live in six weeks", "Pricing sheet, page 2"; of what is about nothing "Request". */
export function aboutTitle({ about, type }: Pick<ListedFeedback, "about" | "type">): string {
  if (about.what === "nothing" || about.title === "") return typeWords(type);
  return about.page === null ? about.title : `${about.title}, page ${about.page}`;
}

const ABOUT: Record<Named["what"], string> = {
  asset: "Content",
  share: "Content that was sent",
  claim: "Talking point",
  ask: "Question to reps",
  nothing: "From the foot of the panel",
  unknown: "Feedback",
};
/** "Talking point, version 2", "Content, version 3, page 2" */
export function aboutWords({ what, version, page }: Named): string {
  return [ABOUT[what], version !== null && `version ${version}`, page !== null && `page ${page}`]
    .filter(Boolean)
    .join(", ");
}

/** When it was said: "today 08:31", "Fri 16:42", "5 Nov". */
export function saidWords(at: string, clock: Clock): string {
  const days = dayNumber(clock.now, clock.zone) - dayNumber(new Date(at), clock.zone);
  if (days === 0) return `today ${rowWords(at, clock)}`;
  return days > 0 && days < 7 ? momentWords(at, clock) : rowWords(at, clock);
}

/** "due today 16:42", "due Wed 09:10", "due 5 Dec", "3 h overdue"; a promise has a time, not a feeling. */
export function dueWords(dueAt: string, clock: Clock): Said {
  const due = new Date(dueAt);
  if (due <= clock.now) return { text: `${overdueWords(due, clock)} overdue`, tone: "late" };
  const days = dayNumber(due, clock.zone) - dayNumber(clock.now, clock.zone);
  const time = written("time", due, clock.zone);
  if (days === 0) return { text: `due today ${time}`, tone: "near" };
  if (days < 7) return { text: `due ${written("weekday", due, clock.zone)} ${time}`, tone: "quiet" };
  return { text: `due ${dateWords(dueAt, clock)}`, tone: "quiet" };
}

/** Promises count in working days: a weekend makes nothing late. */
function overdueWords(due: Date, { now, zone }: Clock): string {
  const [from, to] = [dayNumber(due, zone), dayNumber(now, zone)];
  let days = 0;
  // Day 0, the first of 1970, was a Thursday.
  for (let day = from + 1; day <= to; day += 1) if ((day + 3) % 7 < 5) days += 1;
  if (now.getTime() - due.getTime() < DAY_MS || days === 0) return ageWords(due.toISOString(), now);
  return days === 1 ? "1 working day" : `${days} working days`;
}

/** Over the answer: "due 16:42, in 6 h", "due Wed 09:10, in 2 days". */
export function dueInWords(dueAt: string, clock: Clock): Said {
  const { text, tone } = dueWords(dueAt, clock);
  if (tone === "late") return { text, tone };
  const left = ageWords(clock.now.toISOString(), new Date(dueAt));
  return { text: `${text.replace("today ", "")}, in ${left}`, tone };
}

/** At the end of a row: what is owed, else what became of it: "Seen, answered", "Planned 21 Nov". */
export function stateWords({ status, plannedFor, dueAt, answeredAt }: State, clock: Clock): Said {
  if (dueAt !== null && answeredAt === null && OPEN.has(status)) return dueWords(dueAt, clock);
  if (status === "planned") return { text: plannedWords(plannedFor, clock), tone: "quiet" };
  const words = STATUS_WORDS[status as keyof typeof STATUS_WORDS] ?? "Feedback";
  return { text: answeredAt !== null && OPEN.has(status) ? `${words}, answered` : words, tone: "quiet" };
}

/** "Planned 21 Nov", "Planned" */
export function plannedWords(date: string | null, { now }: Clock): string {
  return date === null ? "Planned" : `Planned ${dateWords(`${date}T12:00:00Z`, { now, zone: "UTC" })}`;
}

/** "€ 412,000", "€ 412,000 and $ 90,000"; undefined where there is none. */
export function amountWords(amounts: typeof Amounts._output): string | undefined {
  if (amounts.length === 0) return undefined;
  const words = amounts.slice(0, 2).map(({ currency, amount }) => {
    const number = Math.round(amount).toLocaleString("en-GB");
    return currency === "" ? `${number} without currency` : `${currencySign(currency)} ${number}`;
  });
  if (amounts.length > 2) words.push(`${amounts.length - 2} more`);
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${words.at(-1)}` : words[0];
}

function currencySign(currency: string): string {
  try {
    const format = new Intl.NumberFormat("en-GB", {
      style: "currency",
      currency,
      currencyDisplay: "narrowSymbol",
    });
    return format.formatToParts(0).find(({ type }) => type === "currency")?.value ?? currency;
  } catch {
    // No code of three letters: shown as it came.
    return currency;
  }
}

/** What a theme is called, in two lines: "Live in six weeks" and "Not credible". */
export function themeWords({ about, type, reason, words }: Theme): { title: string; of: string } {
  const isAboutNothing = about.what === "nothing" || about.title === "";
  const title = isAboutNothing ? typeWords(type) : about.title;
  if (words) return { title, of: words };
  if (reason) return { title, of: reasonWords(type, reason) };
  return { title, of: isAboutNothing ? "Without a reason" : typeWords(type) };
}

const NUMBERS = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];
/** "One more says", "Two more say" */
export const moreSay = (count: number): string =>
  `${NUMBERS[count] ?? count} more ${count === 1 ? "says" : "say"}`;

/** "three", "12" */
export const smallNumber = (count: number): string => NUMBERS[count]?.toLowerCase() ?? String(count);

/** "1 item", "1,204 items" */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
}

/** "Nadia Brandt", "Nadia Brandt and Omar Haddad", "Nadia Brandt, Omar Haddad and 3 more" */
export function nameList(names: readonly string[], most = 3): string {
  if (names.length <= 1) return names[0] ?? "";
  if (names.length <= most) return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  return `${names.slice(0, most).join(", ")} and ${names.length - most} more`;
}
