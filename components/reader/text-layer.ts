import type { PDFPageProxy, TextLayer } from "pdfjs-dist";
import { findMatches } from "../../lib/reader/find-text.ts";
import { make } from "./element.ts";

export type PageText = Awaited<ReturnType<PDFPageProxy["getTextContent"]>>;
type TextItem = Extract<PageText["items"][number], { str: string }>;

const isText = (item: PageText["items"][number]): item is TextItem => "str" in item;

/** The words of a page as one text, in which matches are looked for. */
export const wordsOf = (text: PageText): string =>
  text.items
    .filter(isText)
    .map(({ str, hasEOL }) => (hasEOL ? `${str}\n` : str))
    .join("");

/**
 * Lays a box over each place where the query stands, on a page whose text lies on it.
 * @returns the boxes of each match, in the order of the text
 */
export function markMatches(
  sheet: HTMLElement,
  layer: TextLayer,
  text: PageText,
  query: string,
): HTMLElement[][] {
  for (const old of sheet.querySelectorAll(".found")) old.remove();
  const matches = findMatches(wordsOf(text), query);
  if (matches.length === 0) return [];
  const box = sheet.getBoundingClientRect();
  const parts = partsOf(text);
  return matches.map(([from, to]) => {
    const boxes: HTMLElement[] = [];
    for (const [index, { start, length }] of parts.entries()) {
      if (start >= to) break;
      if (start + length <= from) continue;
      const words = layer.textDivs[index]?.firstChild;
      if (!(words instanceof Text)) continue;
      const range = document.createRange();
      range.setStart(words, Math.max(0, from - start));
      range.setEnd(words, Math.min(words.length, to - start));
      for (const rect of range.getClientRects()) boxes.push(boxAt(rect, box));
    }
    sheet.append(...boxes);
    return boxes;
  });
}

function partsOf(text: PageText): { start: number; length: number }[] {
  let start = 0;
  return text.items.filter(isText).map(({ str, hasEOL }) => {
    const part = { start, length: str.length };
    start += str.length + (hasEOL ? 1 : 0);
    return part;
  });
}

/** In shares of the page, so that it stays in its place when the page is zoomed. */
function boxAt(rect: DOMRect, page: DOMRect): HTMLElement {
  const made = make("div", "found");
  made.ariaHidden = "true";
  const percent = (value: number, whole: number) => `${(value / whole) * 100}%`;
  made.style.left = percent(rect.left - page.left, page.width);
  made.style.top = percent(rect.top - page.top, page.height);
  made.style.width = percent(rect.width, page.width);
  made.style.height = percent(rect.height, page.height);
  return made;
}
