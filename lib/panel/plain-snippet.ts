/** Whole lines that only mark something: a rule, a code fence. */
const MARKING_LINE = /^\s*(?:([-*_])(?:\s*\1){2,}|(?:```|~~~).*)\s*$/;
/** In this order: escaped, code, picture, link, address in brackets, bare address, strong, emphasis. */
const INLINE =
  /\\([\\`*_{}[\]()#+\-.!~>|])|`+([^`]+)`+|!\[([^\]]*)\]\([^)]*\)|\[([^\]]+)\]\(\s*<?([^)\s>]+)>?[^)]*\)|<([^>\s]+[:@][^>\s]+)>|(https?:\/\/[^\s<>*]+)|(\*\*|__|~~)(?=\S)(.+?)(?<=\S)\8|(?<!\w)([*_])(?=\S)(.+?)(?<=\S)\10(?!\w)/g;

/**
 * A snippet as it is pasted into mail: its Markdown's marks are gone, its words, lines, lists and addresses stay. Pure.
 * @param markdown as marketing wrote it
 */
export function plainSnippet(markdown: string): string {
  return markdown
    .split(/\r?\n/)
    .filter((line) => !MARKING_LINE.test(line))
    .map((line) =>
      inlined(
        line
          .replace(/^\s*(?:>\s?)+/, "")
          .replace(/^\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$/, "$1")
          .replace(/^(\s*)[*+]\s+/, "$1- "),
      ),
    )
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function inlined(text: string): string {
  return text.replace(INLINE, (whole, ...groups: (string | undefined)[]) => {
    const [escaped, code, picture, words, address, bracketed, bare, , strong, , emphasis] = groups;
    if (words !== undefined && address !== undefined) {
      const shown = inlined(words);
      return shown === address ? shown : `${shown} (${address})`;
    }
    const inner = strong ?? emphasis;
    if (inner !== undefined) return inlined(inner);
    return escaped ?? code ?? picture ?? bracketed ?? bare ?? whole;
  });
}
