import { findMatches } from "../../lib/reader/find-text.ts";
import { element } from "./element.ts";
import type { PdfSheets } from "./pdf-sheets.ts";
import type { Sheet } from "./sheet.ts";
import { markMatches, type PageText, wordsOf } from "./text-layer.ts";

const TYPING_MS = 200;

export interface FindBar {
  open(): void;
  close(): void;
  readonly isOpen: boolean;
  next(): void;
  /** A page was drawn: what was found on it is marked. */
  drawn(sheet: Sheet): void;
}

/** Search over all pages, also those that were never on screen; it begins where one reads. */
export function findBar(
  sheets: PdfSheets,
  textOf: (page: number) => Promise<PageText>,
  stage: HTMLElement,
): FindBar {
  const bar = element("find");
  const field = element<HTMLInputElement>("find-text");
  const count = element("find-count");
  const opener = element("find-open");
  /** How often it stands on each page that was looked at. */
  let found = new Map<number, number>();
  let current: { page: number; index: number } | undefined;
  let searching: AbortController | undefined;
  let done = true;
  let typing: ReturnType<typeof setTimeout> | undefined;

  async function search(): Promise<void> {
    searching?.abort();
    const own = new AbortController();
    searching = own;
    found = new Map();
    current = undefined;
    const query = field.value;
    done = query.trim() === "";
    markAll();
    say();
    if (done) return;
    const start = sheets.inSight() ?? 1;
    for (let step = 0; step < sheets.count; step += 1) {
      const page = ((start - 1 + step) % sheets.count) + 1;
      const text = await textOf(page).catch(() => undefined);
      if (own.signal.aborted) return;
      const matches = text ? findMatches(wordsOf(text), query).length : 0;
      if (matches > 0) {
        found.set(page, matches);
        if (!current) show({ page, index: 0 });
      }
      if (step % 10 === 9) say();
    }
    done = true;
    say();
  }

  /** Number of the current match, and of all, over the document. */
  function say(): void {
    const total = [...found.values()].reduce((sum, matches) => sum + matches, 0);
    const open = done ? "" : " …";
    if (field.value.trim() === "") count.textContent = "";
    else if (!current) count.textContent = done ? "Not found" : "Searching …";
    else {
      const { page, index } = current;
      const before = [...found].reduce((sum, [at, matches]) => (at < page ? sum + matches : sum), 0);
      count.textContent = `${before + index + 1} of ${total}${open}`;
    }
    bar.toggleAttribute("data-none", done && !current && field.value.trim() !== "");
  }

  function move(direction: 1 | -1): void {
    if (!current) return;
    const { page, index } = current;
    const matches = found.get(page) ?? 0;
    const inside = index + direction;
    if (inside >= 0 && inside < matches) {
      show({ page, index: inside });
      return;
    }
    const pages = [...found.keys()].sort((one, other) => one - other);
    const at = pages.indexOf(page);
    const next = pages[(at + direction + pages.length) % pages.length] ?? page;
    show({ page: next, index: direction === 1 ? 0 : (found.get(next) ?? 1) - 1 });
  }

  function show(match: { page: number; index: number }): void {
    current = match;
    say();
    const sheet = sheets.sheet(match.page);
    if (!sheet) return;
    markAll();
    if (!sheet.text) sheets.goTo(match.page);
  }

  function mark(sheet: Sheet): void {
    if (!sheet.text) return;
    const { layer, content } = sheet.text;
    const matches = markMatches(sheet.element, layer, content, bar.hidden ? "" : field.value);
    if (current?.page !== sheet.page) return;
    const boxes = matches[current.index] ?? [];
    for (const box of boxes) box.dataset.current = "";
    const [first] = boxes;
    if (first && !isInSight(first, stage))
      first.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
  }

  function markAll(): void {
    for (let page = 1; page <= sheets.count; page += 1) {
      const sheet = sheets.sheet(page);
      if (sheet?.text) mark(sheet);
    }
  }

  const self: FindBar = {
    get isOpen() {
      return !bar.hidden;
    },
    open() {
      bar.hidden = false;
      opener.ariaExpanded = "true";
      field.focus();
      field.select();
      if (field.value) void search();
    },
    close() {
      searching?.abort();
      bar.hidden = true;
      opener.ariaExpanded = "false";
      current = undefined;
      markAll();
      stage.focus({ preventScroll: true });
    },
    next: () => move(1),
    drawn: mark,
  };
  field.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(search, TYPING_MS);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    move(event.shiftKey ? -1 : 1);
  });
  opener.addEventListener("click", () => (bar.hidden ? self.open() : self.close()));
  element("find-next").addEventListener("click", () => move(1));
  element("find-previous").addEventListener("click", () => move(-1));
  element("find-close").addEventListener("click", self.close);
  return self;
}

function isInSight(mark: HTMLElement, stage: HTMLElement): boolean {
  const box = mark.getBoundingClientRect();
  const around = stage.getBoundingClientRect();
  return (
    box.top >= around.top &&
    box.bottom <= around.bottom &&
    box.left >= around.left &&
    box.right <= around.right
  );
}
