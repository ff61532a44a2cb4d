import type { PageViewport, PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist";
import { make } from "./element.ts";

interface LinkAnnotation {
  subtype: string;
  rect: [number, number, number, number];
  /** Absent unless it is of a kind that pdf.js holds to be harmless. */
  url?: string;
  dest?: string | unknown[];
  contentsObj?: { str?: string };
}

/** The links of a page: to addresses of the web in a new tab, and inside the document. Nothing else becomes one. */
export async function pageLinks(
  pdf: PDFDocumentProxy,
  page: PDFPageProxy,
  viewport: PageViewport,
  goTo: (page: number) => void,
): Promise<HTMLElement | undefined> {
  const annotations = (await page.getAnnotations({ intent: "display" })) as LinkAnnotation[];
  const layer = make("div", "links");
  for (const annotation of annotations) {
    if (annotation.subtype !== "Link") continue;
    const link = linkOf(annotation, pdf, goTo);
    if (!link) continue;
    place(link, annotation.rect, viewport);
    layer.append(link);
  }
  return layer.childElementCount > 0 ? layer : undefined;
}

function linkOf(
  { url, dest, contentsObj }: LinkAnnotation,
  pdf: PDFDocumentProxy,
  goTo: (page: number) => void,
): HTMLElement | undefined {
  const about = contentsObj?.str?.trim();
  if (url !== undefined) {
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return undefined;
    const link = make("a", "page-link");
    link.href = url;
    link.target = "_blank";
    link.rel = "noopener noreferrer nofollow";
    link.title = url;
    link.ariaLabel = about || url;
    return link;
  }
  if (dest === undefined || dest === null) return undefined;
  const button = make("button", "page-link");
  button.type = "button";
  button.ariaLabel = about || "Go there in the document";
  button.addEventListener("click", async () => {
    const target = await pageOfDestination(pdf, dest).catch(() => undefined);
    if (target !== undefined) goTo(target);
  });
  return button;
}

async function pageOfDestination(
  pdf: PDFDocumentProxy,
  dest: string | unknown[],
): Promise<number | undefined> {
  const [target] = (typeof dest === "string" ? await pdf.getDestination(dest) : dest) ?? [];
  if (typeof target === "number") return target + 1;
  if (typeof target !== "object" || target === null) return undefined;
  return (await pdf.getPageIndex(target as Parameters<PDFDocumentProxy["getPageIndex"]>[0])) + 1;
}

function place(link: HTMLElement, rect: LinkAnnotation["rect"], viewport: PageViewport): void {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = viewport.convertToViewportRectangle(rect);
  link.style.left = `${(Math.min(x1, x2) / viewport.width) * 100}%`;
  link.style.top = `${(Math.min(y1, y2) / viewport.height) * 100}%`;
  link.style.width = `${(Math.abs(x1 - x2) / viewport.width) * 100}%`;
  link.style.height = `${(Math.abs(y1 - y2) / viewport.height) * 100}%`;
}
