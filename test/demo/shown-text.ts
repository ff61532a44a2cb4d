import type { Frame } from "playwright-core";

/**
 * What can be seen of a frame, line by line as it lies on the screen.
 * @param part the CSS selector of a part of it
 */
export async function shownText(frame: Frame, part = "body"): Promise<string[]> {
  const pieces = await frame.evaluate((selector) => {
    const root = document.querySelector(selector) ?? document.body;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found: { text: string; x: number; right: number; middle: number }[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim();
      const range = document.createRange();
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      const parent = node.parentElement;
      if (!text || !parent || box.width < 2 || !parent.checkVisibility()) continue;
      // What is there for screen readers alone lies in a box of one pixel.
      const clipped = parent.closest(".visually-hidden");
      if (!clipped) found.push({ text, x: box.x, right: box.right, middle: box.y + box.height / 2 });
    }
    return found;
  }, part);
  const lines: { middle: number; pieces: typeof pieces }[] = [];
  for (const piece of pieces) {
    const line = lines.find(({ middle }) => Math.abs(middle - piece.middle) < LINE_TOLERANCE_PX);
    if (line) line.pieces.push(piece);
    else lines.push({ middle: piece.middle, pieces: [piece] });
  }
  return lines
    .sort((one, other) => one.middle - other.middle)
    .map(({ pieces: row }) => {
      row.sort((one, other) => one.x - other.x);
      return row.reduce((line, { text, x }, index) => {
        const before = row[index - 1];
        if (!before) return text;
        return line + (x - before.right < GAP_PX ? " " : "   ") + text;
      }, "");
    });
}

/** Less between two texts is the space between two words. */
const GAP_PX = 6;
/** Text of two sizes on one line does not share its middle exactly. */
const LINE_TOLERANCE_PX = 5;
