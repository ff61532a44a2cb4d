import { type PlacedPage, pageAtLine, readingLine } from "../../lib/reader/part-in-sight.ts";
import { make } from "./element.ts";
import { Sheet, type SheetOf } from "./sheet.ts";

export interface PdfSheets {
  readonly count: number;
  sheet(page: number): Sheet | undefined;
  /** Scrolls a page's top to the stage's top. */
  goTo(page: number): void;
  /** The page that is read, as far as one can tell. */
  inSight(): number | null;
  /** After zooming or turning the phone. */
  resized(): void;
}

/**
 * All pages of a PDF, one below the other. Only those near the screen are drawn.
 * @param drawn is told of each page that has been drawn anew
 * @param broken is told of each page that cannot be
 * @param moved is told of the page that is read, whenever that may have changed
 */
export function pdfSheets(
  stage: HTMLElement,
  container: HTMLElement,
  of: Omit<SheetOf, "goTo">,
  {
    drawn,
    broken,
    moved,
  }: {
    drawn: (sheet: Sheet) => void;
    broken: (sheet: Sheet) => void;
    moved: (page: number) => void;
  },
): PdfSheets {
  const count = of.pdf.numPages;
  /** A page that was gone to is the one that is read, until somebody scrolls on. */
  let chosen: { page: number; top: number } | undefined;
  const goTo = (wanted: number) => {
    const page = Math.min(count, Math.max(1, wanted));
    sheets[page - 1]?.element.scrollIntoView({ block: "start", behavior: "instant" });
    chosen = { page, top: stage.scrollTop };
  };
  const sheets = elements(container, count).map(
    (element, index) => new Sheet(index + 1, element, { ...of, goTo }),
  );
  const near = new Set<Sheet>();
  const failed = new Set<Sheet>();
  /** One after the other: what is in sight has the line for itself. */
  let working: Sheet | undefined;
  const sheetOf = (element: Element) => sheets[Number((element as HTMLElement).dataset.page) - 1];

  function placed(): PlacedPage[] {
    const top = stage.getBoundingClientRect().top;
    return [...near].map(({ page, element }) => {
      const box = element.getBoundingClientRect();
      return { page, top: box.top - top, height: box.height };
    });
  }
  function inSight(): number | null {
    const { scrollTop: top, scrollHeight: whole, clientHeight: shown } = stage;
    if (chosen && Math.abs(chosen.top - top) < 2) return chosen.page;
    chosen = undefined;
    return pageAtLine(placed(), readingLine({ top, whole, shown }));
  }

  function work(): void {
    if (working) return;
    const middle = inSight() ?? 1;
    const [sheet] = [...near]
      .filter((waiting) => !failed.has(waiting) && !waiting.isSharp)
      .sort((one, other) => Math.abs(one.page - middle) - Math.abs(other.page - middle));
    if (!sheet) return;
    working = sheet;
    sheet
      .draw()
      .then(() => drawn(sheet))
      .catch((error: unknown) => {
        // One that was scrolled past is drawn when it comes near again.
        if (error instanceof Error && error.name === "RenderingCancelledException") return;
        failed.add(sheet);
        broken(sheet);
      })
      .finally(() => {
        working = undefined;
        work();
      });
  }

  const nearby = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const sheet = sheetOf(target);
        if (!sheet) continue;
        if (isIntersecting) near.add(sheet);
        else {
          near.delete(sheet);
          if (working === sheet) sheet.cancel();
        }
      }
      work();
      tellMoved();
    },
    { root: stage, rootMargin: "100% 0px" },
  );
  const kept = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) if (!isIntersecting) sheetOf(target)?.free();
    },
    { root: stage, rootMargin: "300% 0px" },
  );
  for (const { element } of sheets) {
    nearby.observe(element);
    kept.observe(element);
  }

  const tellMoved = () => moved(inSight() ?? 1);
  let asked = 0;
  stage.addEventListener(
    "scroll",
    () => {
      cancelAnimationFrame(asked);
      asked = requestAnimationFrame(tellMoved);
    },
    { passive: true },
  );

  let settling: ReturnType<typeof setTimeout> | undefined;
  return {
    count,
    sheet: (page) => sheets[page - 1],
    goTo,
    inSight,
    resized() {
      for (const sheet of near) sheet.fitText();
      clearTimeout(settling);
      settling = setTimeout(work, 150);
    },
  };
}

/** The sheets: the first stands in the page, the others take its shape until they know their own. */
function elements(container: HTMLElement, count: number): HTMLElement[] {
  const first = container.querySelector<HTMLElement>(".sheet");
  const picture = first?.querySelector<HTMLImageElement | HTMLCanvasElement>(".sheet-picture");
  const shape = picture
    ? `${picture.getAttribute("width")} / ${picture.getAttribute("height")}`
    : "210 / 297";
  const all: HTMLElement[] = [];
  for (let page = 1; page <= count; page += 1) {
    const sheet = page === 1 && first ? first : make("div", "sheet");
    sheet.dataset.page = String(page);
    sheet.setAttribute("role", "group");
    sheet.ariaLabel = `Page ${page} of ${count}`;
    sheet.style.aspectRatio = shape;
    all.push(sheet);
  }
  container.append(...all);
  return all;
}
