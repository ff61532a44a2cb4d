import type { Touchpoint } from "../contract/touchpoint.ts";
import { rowTitle } from "./kind-words.ts";
import { dayNumber } from "./time-words.ts";

/** A touchpoint, and the same thing done before it on the same day: one row, "Read pricing page, twice". */
export interface Repeated {
  touchpoint: Touchpoint;
  again: Touchpoint[];
}

/** Whether two touchpoints say the same but for their time of day. What was said in words is never folded away. */
export function isRepeat(one: Touchpoint, other: Touchpoint, zone: string): boolean {
  return (
    one.kind === other.kind &&
    one.title === other.title &&
    one.detail === other.detail &&
    one.passive === other.passive &&
    one.url === other.url &&
    one.campaign === other.campaign &&
    one.sharedMailbox === other.sharedMailbox &&
    one.source.id === other.source.id &&
    !one.words &&
    !other.words &&
    dayNumber(new Date(one.at), zone) === dayNumber(new Date(other.at), zone)
  );
}

/** Puts repeats that follow each other into one row. */
export function withRepeats(touchpoints: readonly Touchpoint[], zone: string): Repeated[] {
  const rows: Repeated[] = [];
  for (const touchpoint of touchpoints) {
    const before = rows.at(-1);
    if (before && isRepeat(before.touchpoint, touchpoint, zone)) before.again.push(touchpoint);
    else rows.push({ touchpoint, again: [] });
  }
  return rows;
}

/** "Read pricing page", "Read pricing page, twice", "Read pricing page, 3 times". */
export function repeatedTitle({ touchpoint, again }: Repeated): string {
  const times = again.length + 1;
  const title = rowTitle(touchpoint);
  if (times === 1) return title;
  return times === 2 ? `${title}, twice` : `${title}, ${times} times`;
}

/** A row's second line. The path of the page it is about says nothing to a rep: its address comes when asked. */
export function rowDetail({ detail, url }: Pick<Touchpoint, "detail" | "url">): string | undefined {
  const isPath = detail?.startsWith("/") && url !== undefined && URL.canParse(url);
  return isPath && new URL(url).pathname === detail ? undefined : detail;
}
