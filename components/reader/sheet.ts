import type { PDFDocumentProxy, PDFPageProxy, RenderTask, TextLayer } from "pdfjs-dist";
import { sharpness } from "../../lib/reader/zoom-steps.ts";
import { make } from "./element.ts";
import { pageLinks } from "./page-links.ts";
import type { PageText } from "./text-layer.ts";

export type PdfJs = typeof import("pdfjs-dist/legacy/build/pdf.mjs");

export interface SheetOf {
  pdfjs: PdfJs;
  pdf: PDFDocumentProxy;
  goTo: (page: number) => void;
  /** The words of a page, read once. */
  textOf: (page: number) => Promise<PageText>;
}

/** One page on the stage: an empty sheet of its shape, drawn while it is near, freed when it is far. */
export class Sheet {
  readonly page: number;
  readonly element: HTMLElement;
  /** The words on it, while it is drawn. */
  text: { layer: TextLayer; content: PageText } | undefined;
  readonly #of: SheetOf;
  #proxy: PDFPageProxy | undefined;
  #task: RenderTask | undefined;
  #canvas: HTMLCanvasElement | undefined;
  #drawn: { width: number; ratio: number } | undefined;
  /** From when it is drawn until it is freed. */
  #wanted = false;
  #laying: Promise<void> | undefined;
  #over: HTMLElement[] = [];

  constructor(page: number, element: HTMLElement, of: SheetOf) {
    this.page = page;
    this.element = element;
    this.#of = of;
  }

  /** What it was drawn on, while it is. */
  get canvas(): HTMLCanvasElement | undefined {
    return this.#canvas;
  }

  /** Whether it is drawn for the size that it has. */
  get isSharp(): boolean {
    return (
      this.#drawn !== undefined &&
      this.#drawn.width === this.element.clientWidth &&
      this.#drawn.ratio === this.#ratio()
    );
  }

  /** Draws it for its size. @throws when it is cancelled or the page is broken */
  async draw(): Promise<void> {
    this.#proxy ??= await this.#of.pdf.getPage(this.page);
    const page = this.#proxy;
    const natural = page.getViewport({ scale: 1 });
    this.element.style.aspectRatio = `${natural.width} / ${natural.height}`;
    const width = this.element.clientWidth;
    const ratio = this.#ratio();
    this.fitText();

    const canvas = make("canvas", "sheet-picture");
    const viewport = page.getViewport({ scale: (width / natural.width) * ratio });
    canvas.width = Math.max(1, Math.round(viewport.width));
    canvas.height = Math.max(1, Math.round(viewport.height));
    this.#wanted = true;
    this.#task = page.render({ canvas, viewport });
    // Words come long before pictures where the line is slow; and a page is shown also if its words cannot be read.
    this.#laying ??= this.#layText(page).catch(() => {});
    await this.#task.promise.finally(() => {
      this.#task = undefined;
    });
    await this.#laying;
    const old = this.element.querySelector(".sheet-picture");
    if (old) old.replaceWith(canvas);
    else this.element.prepend(canvas);
    release(this.#canvas);
    this.#canvas = canvas;
    this.#drawn = { width, ratio };
    this.#nameCanvas();
  }

  /** The words keep their places on a page that has grown or shrunk. */
  fitText(): void {
    const natural = this.#proxy?.getViewport({ scale: 1 });
    if (!natural) return;
    const scale = this.element.clientWidth / natural.width;
    this.element.style.setProperty("--total-scale-factor", String(scale));
  }

  cancel(): void {
    this.#task?.cancel();
  }

  free(): void {
    this.cancel();
    this.#wanted = false;
    this.#laying = undefined;
    this.#canvas?.remove();
    release(this.#canvas);
    this.#canvas = undefined;
    this.#drawn = undefined;
    for (const layer of this.#over) layer.remove();
    for (const mark of this.element.querySelectorAll(".found")) mark.remove();
    this.#over = [];
    this.text = undefined;
    this.#proxy?.cleanup();
  }

  async #layText(page: PDFPageProxy): Promise<void> {
    const viewport = page.getViewport({
      scale: this.element.clientWidth / page.getViewport({ scale: 1 }).width,
    });
    const content = await this.#of.textOf(this.page);
    const container = make("div", "text-layer");
    if (content.lang) container.lang = content.lang;
    const layer = new this.#of.pdfjs.TextLayer({ textContentSource: content, container, viewport });
    await layer.render();
    container.append(make("div", "end-of-text"));
    const links = await pageLinks(this.#of.pdf, page, viewport, this.#of.goTo);
    // It was freed meanwhile, or is to be drawn anew.
    if (!this.#wanted || this.text) return;
    this.#over = links ? [container, links] : [container];
    this.element.append(...this.#over);
    this.text = { layer, content };
  }

  /** A page without words is a picture, and says so to who cannot see it. */
  #nameCanvas(): void {
    if (!this.#canvas) return;
    const hasWords = this.text?.content.items.some((item) => "str" in item && item.str.trim() !== "");
    if (hasWords) this.#canvas.ariaHidden = "true";
    else {
      this.#canvas.setAttribute("role", "img");
      this.#canvas.ariaLabel = `Page ${this.page}: a picture without text`;
    }
  }

  #ratio(): number {
    const { clientWidth, clientHeight } = this.element;
    const magnified = Math.max(1, window.visualViewport?.scale ?? 1);
    return sharpness(clientWidth, clientHeight, window.devicePixelRatio * magnified);
  }
}

/** Phones keep a canvas's memory until it has no size. */
function release(canvas: HTMLCanvasElement | undefined): void {
  if (!canvas) return;
  canvas.width = 0;
  canvas.height = 0;
}
