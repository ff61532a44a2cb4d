/** Places of a text, from the first character to behind the last, in UTF-16 units. */
export type Match = readonly [start: number, end: number];

/** A page whose every letter matches would freeze the screen. */
const MOST_MATCHES = 2_000;

/**
 * Where a query stands in a text: whatever the case, accents, ligatures and line ends. Matches do not overlap.
 * An empty query is found nowhere.
 */
export function findMatches(text: string, query: string): Match[] {
  const wanted = fold(query).letters.trim();
  if (wanted === "") return [];
  const { letters, from } = fold(text);
  const found: Match[] = [];
  for (let at = letters.indexOf(wanted); at >= 0 && found.length < MOST_MATCHES; ) {
    const last = at + wanted.length;
    found.push([from[at] ?? 0, from[last] ?? text.length]);
    at = letters.indexOf(wanted, last);
  }
  return found;
}

interface Folded {
  letters: string;
  /** For each unit of `letters` where it came from, in order. */
  from: number[];
}

function fold(text: string): Folded {
  let letters = "";
  const from: number[] = [];
  let index = 0;
  for (const sign of text) {
    const folded = foldSign(sign);
    // A run of white space, also over a line's end, is one space.
    if (folded !== " " || !letters.endsWith(" ")) {
      letters += folded;
      for (let unit = 0; unit < folded.length; unit += 1) from.push(index);
    }
    index += sign.length;
  }
  return { letters, from };
}

function foldSign(sign: string): string {
  if (/\s/.test(sign)) return " ";
  // Soft hyphens and the like are not seen.
  if (/\p{Cf}/u.test(sign)) return "";
  const plain = sign.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain === "" ? "" : plain;
}
