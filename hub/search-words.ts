/** More words than these, or longer ones, find nothing more. */
const MOST_WORDS = 8;
const LONGEST_WORD = 40;

/** What a person typed as the words that are looked for: in lower case, without punctuation. */
export function searchWords(query: string): string[] {
  const words =
    query
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words)].slice(0, MOST_WORDS).map((word) => word.slice(0, LONGEST_WORD));
}

/**
 * The words as PostgreSQL's `simple` search reads them: all of them, each as the beginning of a word.
 * @param where `A`: of a title; anywhere if absent
 * @returns undefined where there is nothing to look for
 */
export function tsquery(words: readonly string[], where: "A" | "" = ""): string | undefined {
  return words.length === 0 ? undefined : words.map((word) => `'${word}':*${where}`).join(" & ");
}
