import type { ContextReply } from "../contract/context.ts";
import type { Share } from "../contract/share.ts";
import { total } from "./kind-words.ts";
import { type Repeated, withRepeats } from "./repeats.ts";
import { type Clock, sinceWords } from "./time-words.ts";

/** What a rep with a call in four minutes reads. */
export const SHORT_ROWS = 3;

/**
 * What "In short" says beside its title: "3 new since Tuesday", "Nothing new since 10:03",
 * or "47 so far, first look" for who never looked.
 */
export function shortWords({ unseen, kinds }: Pick<ContextReply, "unseen" | "kinds">, clock: Clock): string {
  if (unseen.since === null) return `${figure(total(kinds, false))} so far, first look`;
  const since = sinceWords(unseen.since, clock);
  return unseen.count === 0 ? `Nothing new since ${since}` : `${figure(unseen.count)} new since ${since}`;
}

const figure = (count: number) => count.toLocaleString("en-GB");

/** The newest rows: what is new, filled up with what is known. */
export function shortRows(
  { touchpoints, unseen }: Pick<ContextReply, "touchpoints" | "unseen">,
  zone: string,
): Repeated[] {
  const active = touchpoints.items.filter(({ passive }) => !passive);
  const since = unseen.since === null ? Number.NEGATIVE_INFINITY : Date.parse(unseen.since);
  const isNew = ({ receivedAt }: { receivedAt: string }) => Date.parse(receivedAt) > since;
  const fresh = withRepeats(active.filter(isNew), zone);
  const known = withRepeats(
    active.filter((row) => !isNew(row)),
    zone,
  );
  return [...fresh, ...known].slice(0, SHORT_ROWS);
}

/** What came of what was sent that the rep did not see yet: readings by people only, of tracked links, newest first. */
export function readingNews(shares: readonly Share[], { since }: ContextReply["unseen"]): Share[] {
  const from = since === null ? Number.NEGATIVE_INFINITY : Date.parse(since);
  const at = ({ reading }: Share) => (reading.at === null ? Number.NaN : Date.parse(reading.at));
  return shares
    .filter((share) => share.tracked && share.reading.state === "person" && at(share) > from)
    .sort((one, other) => at(other) - at(one))
    .slice(0, SHORT_ROWS);
}
