import type { AssetVersion, Evidence, ListedAsset } from "../../contract/asset.ts";
import { type Clock, dayNumber, written } from "../../panel/time-words.ts";
import { type ShareWords, shareWords } from "../share-words.ts";

/** So long before it is due, a review is said to be near. */
const NEAR_DAYS = 14;

export interface Said {
  text: string;
  tone: "plain" | "quiet" | "near" | "late";
}

/** "12 Nov", with its year when that is another than now. */
export function dateWords(instant: string, { now, zone }: Clock): string {
  const moment = new Date(instant);
  const year = (when: Date) => written("dayOfYear", when, zone).slice(-4);
  return written(year(moment) === year(now) ? "day" : "dayOfYear", moment, zone);
}

/** Days from today to a moment, by the calendar; negative when it is past. */
export function daysUntil(instant: string, { now, zone }: Clock): number {
  return dayNumber(new Date(instant), zone) - dayNumber(now, zone);
}

const days = (count: number) => (count === 1 ? "1 day" : `${count} days`);

/** In the list: "28 Jan", "7 Nov, 4 days over", "–" where nobody has to look again. */
export function verifiedWords(until: string | null, clock: Clock): Said {
  if (until === null) return { text: "–", tone: "quiet" };
  const left = daysUntil(until, clock);
  const date = dateWords(until, clock);
  if (new Date(until) < clock.now)
    return { text: left === 0 ? `${date}, due today` : `${date}, ${days(-left)} over`, tone: "late" };
  return { text: date, tone: left <= NEAR_DAYS ? "near" : "plain" };
}

/** Beside the heading: "4 days overdue", "due tomorrow", "due 14 Nov"; undefined while there is time. */
export function dueWords(until: string | null, clock: Clock): Said | undefined {
  if (until === null) return undefined;
  const left = daysUntil(until, clock);
  if (new Date(until) < clock.now)
    return { text: left === 0 ? "due today" : `${days(-left)} overdue`, tone: "late" };
  if (left > NEAR_DAYS) return undefined;
  if (left <= 1) return { text: left === 0 ? "due today" : "due tomorrow", tone: "near" };
  return { text: `due ${dateWords(until, clock)}`, tone: "near" };
}

/** "Every 3 months", "Every 45 days" */
export function everyWords(everyDays: number | null): string {
  if (everyDays === null) return "Never asked again";
  const known = EVERY.find(({ days: count }) => count === everyDays);
  return known ? known.words : `Every ${everyDays} days`;
}

/** What the menu of intervals offers. */
export const EVERY = [
  { days: 30, words: "Every month" },
  { days: 90, words: "Every 3 months" },
  { days: 180, words: "Every 6 months" },
  { days: 365, words: "Every year" },
] as const;

/** "All reps", "EMEA, DACH", "Marketing only" */
export function audienceWords({ audience, teams }: Pick<ListedAsset, "audience" | "teams">): string {
  if (audience === "all") return "All reps";
  if (audience === "marketing") return "Marketing only";
  if (audience === "teams") return teams.map(({ name }) => name).join(", ") || "No team yet";
  return "not known";
}

/** A figure, or the word that says why there is none. */
export function readWords({ kind, readByPerson }: Pick<ListedAsset, "kind" | "readByPerson">): Said {
  if (readByPerson !== null) return { text: readByPerson.toLocaleString("en-GB"), tone: "plain" };
  if (kind === "web_page") return { text: "cannot be known", tone: "quiet" };
  return { text: "no link", tone: "quiet" };
}

/** "1,204 people", "1 person", "nobody" */
export function peopleWords(count: number): string {
  if (count === 0) return "nobody";
  return count === 1 ? "1 person" : `${count.toLocaleString("en-GB")} people`;
}

/** What stands where a version can be looked at, while it cannot. */
export function versionProblem({
  state,
  problem,
}: Pick<AssetVersion, "state" | "problem">): string | undefined {
  if (state === "processing") return "Pictures and text are being made. This takes some seconds.";
  if (state === "failed") return problem ?? "It could not be read. Add it again as a new version.";
  return undefined;
}

/** A rate as text: "14 of 61", "23 % (15–33)"; no rate under ten readers. */
export const rateWords = ({ readers, nextStep, interval }: Evidence): ShareWords =>
  shareWords(nextStep, readers, interval);
