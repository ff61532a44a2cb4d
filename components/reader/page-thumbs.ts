import type { PDFDocumentProxy } from "pdfjs-dist";
import { make } from "./element.ts";
import type { PdfSheets } from "./pdf-sheets.ts";
import type { Sheet } from "./sheet.ts";

const WIDTH = 72;
/** What is read comes first; small pictures of the rest can wait. */
const AFTER_MS = 400;

export interface PageThumbs {
  show(page: number): void;
  drawn(sheet: Sheet): void;
}

/** Small pictures of all pages beside the document, where there is room for them; drawn as they come in sight. */
export function pageThumbs(rail: HTMLElement, pdf: PDFDocumentProxy, sheets: PdfSheets): PageThumbs {
  const buttons: HTMLButtonElement[] = [];
  const wanted = new Set<number>();
  const painted = new Set<number>();
  let working = false;
  let current = 0;

  for (let page = 1; page <= sheets.count; page += 1) {
    const button = make("button", "thumb");
    button.type = "button";
    button.dataset.page = String(page);
    button.ariaLabel = `Page ${page}`;
    const picture = make("canvas", "thumb-picture");
    const shape = shapeOf(sheets.sheet(page));
    picture.width = WIDTH;
    picture.height = Math.round(WIDTH * shape);
    const label = make("span", "", String(page));
    button.append(picture, label);
    button.addEventListener("click", () => sheets.goTo(page));
    buttons.push(button);
  }
  rail.replaceChildren(...buttons);
  const seen = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const page = Number((target as HTMLElement).dataset.page);
        if (isIntersecting) wanted.add(page);
        else wanted.delete(page);
      }
      setTimeout(work, AFTER_MS);
    },
    { root: rail },
  );
  for (const button of buttons) seen.observe(button);

  async function work(): Promise<void> {
    if (working) return;
    working = true;
    for (let page = next(); page !== undefined; page = next()) {
      painted.add(page);
      await paint(page).catch(() => {});
    }
    working = false;
  }
  const next = () => [...wanted].filter((page) => !painted.has(page)).sort((one, other) => one - other)[0];

  async function paint(page: number): Promise<void> {
    const proxy = await pdf.getPage(page);
    const natural = proxy.getViewport({ scale: 1 });
    const viewport = proxy.getViewport({ scale: (WIDTH * window.devicePixelRatio) / natural.width });
    const canvas = make("canvas", "thumb-picture");
    canvas.width = Math.max(1, Math.round(viewport.width));
    canvas.height = Math.max(1, Math.round(viewport.height));
    await proxy.render({ canvas, viewport }).promise;
    buttons[page - 1]?.querySelector("canvas")?.replaceWith(canvas);
  }

  return {
    show(page) {
      if (page === current) return;
      buttons[current - 1]?.removeAttribute("aria-current");
      current = page;
      const button = buttons[page - 1];
      button?.setAttribute("aria-current", "true");
      if (rail.clientHeight > 0) button?.scrollIntoView({ block: "nearest", behavior: "instant" });
    },
    /** What was drawn large is there already: it is made small at no cost. */
    drawn({ page, canvas }) {
      const small = buttons[page - 1]?.querySelector("canvas");
      if (painted.has(page) || !canvas || !small || rail.clientHeight === 0) return;
      painted.add(page);
      small.width = Math.round(WIDTH * window.devicePixelRatio);
      small.height = Math.round((small.width * canvas.height) / canvas.width);
      const context = small.getContext("2d");
      if (context) context.imageSmoothingQuality = "high";
      context?.drawImage(canvas, 0, 0, small.width, small.height);
    },
  };
}

/** Height over width, as far as it is known. */
function shapeOf(sheet: Sheet | undefined): number {
  const { clientWidth = 0, clientHeight = 0 } = sheet?.element ?? {};
  return clientWidth > 0 ? clientHeight / clientWidth : 1.41;
}
