/** Short sentences out of the names that tools give things. */

/** `Migration guide` inside a sentence is `migration guide`; `API reference` and `iPhone tips` stay. */
export function inSentence(name: string): string {
  const [first = "", second = ""] = name;
  const isWord = second === "" || second === second.toLowerCase();
  return isWord && /\p{L}|\s/u.test(second || "a") ? first.toLowerCase() + name.slice(first.length) : name;
}

/** A short name reads on in the sentence; a long one, or one with punctuation, is quoted. */
export function named(name: string): string {
  const short = name.length <= 32 && name.split(/\s+/).length <= 4 && !/[.:,;!?|"“”]/.test(name);
  return short ? inSentence(name) : `“${name}”`;
}

/** A page's title without the site's name behind the last bar or dash. */
export function withoutSiteName(title: string): string {
  const match = /^(.{3,}?)\s+[|·•–—-]\s+[^|·•–—]{1,40}$/u.exec(title);
  return match?.[1] ?? title;
}

/** `38 of 45 min`, `38 min`, or undefined. */
export function minutesText(watched: number | undefined, whole: number | undefined): string | undefined {
  if (watched === undefined || watched < 0) return undefined;
  const done = Math.round(watched);
  const all = whole === undefined ? undefined : Math.round(whole);
  return all !== undefined && all >= done && all > 0 ? `${done} of ${all} min` : `${done} min`;
}

/** An event's own name as a title: `invoice_paid` and `invoicePaid` are `Invoice paid`; text with spaces stays. */
export function ownName(event: string): string {
  if (!/^[\p{L}\p{N}_.:$/-]+$/u.test(event)) return event;
  const words = event
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1 $2")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .toLowerCase();
  return words === "" ? event : words.charAt(0).toUpperCase() + words.slice(1);
}
