/** The longest text of others that a line shows, in characters. */
const MOST = 200;

/** A name as a line can show it: what is longer than 200 characters ends in "…". */
export function cutText(text: string): string {
  if (text.length <= MOST) return text;
  // By whole characters, so that none of two parts is torn.
  return `${Array.from(text.slice(0, MOST * 2))
    .slice(0, MOST - 1)
    .join("")
    .trimEnd()}…`;
}
