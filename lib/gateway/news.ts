import type { MineReply } from "../contract/share.ts";

/** More at once than this are told by the popup only. */
const MOST_AT_ONCE = 3;
/** The hub names what was in 14 days, of many the newest; a day more, since clocks differ. */
const KEPT_MS = 15 * 24 * 3_600_000;

/** What marketing did about a rep's feedback; other notices are for marketers, who read them at the desk. */
const OF_ANSWERS: readonly string[] = ["answered", "planned", "changed", "declined", "credit_asked"];

export type Reader = MineReply["readers"][number];
export type Notice = NonNullable<MineReply["notices"]>[number];

/** What of the notices is an answer to the rep. Pure. */
export function answersAmong(notices: readonly Notice[] | undefined): Notice[] {
  return (notices ?? []).filter(({ kind }) => OF_ANSWERS.includes(kind));
}

/** When each thing that was told was, by its id. */
export type Told = Readonly<Record<string, string>>;

/**
 * What nobody was told of yet. Each is told once; who begins to look is told nothing of before. Pure.
 * @param known readings and answers, newest first
 * @param told what was told, or null for who never looked
 * @returns those to tell of, newest first, and what is told then: also what the hub does not name for a while
 */
export function newsAmong<Known extends { id: string; at: string; seen?: boolean | undefined }>(
  known: readonly Known[],
  told: Told | null,
  now: Date,
): { news: Known[]; told: Told } {
  const news = told === null ? [] : known.filter(({ id, seen }) => !(id in told) && seen !== true);
  const young = Object.entries(told ?? {}).filter(([, at]) => Date.parse(at) > now.getTime() - KEPT_MS);
  return {
    news: news.slice(0, MOST_AT_ONCE),
    told: { ...Object.fromEntries(young), ...Object.fromEntries(known.map(({ id, at }) => [id, at])) },
  };
}
